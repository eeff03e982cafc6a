"""What was erased, by id and moment, in a file away from the database: a restored backup must not bring it back.

One line an erasure, in ASCII: moment, entry kind, ward, room, subject. No words, no names.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from langnghe.kernel.durable import make_folder, sync_folder
from langnghe.ledger.models import Entry

ENDING = ".erased"
SHAPE = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, order=True)
class Erased:
    """One line: `kind` happened to `subject` of `room`."""

    at: datetime
    kind: str
    ward_id: UUID
    room: str
    subject_id: UUID

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).strftime(SHAPE)} {self.kind} {self.ward_id} {self.room} {self.subject_id}"


def file() -> Path:
    """Where the list lies: LANGNGHE_ERASED_LIST, best on another disk than the data."""
    return Path(settings.ERASED_LIST)


def note(entry: Entry) -> None:
    """Add an erasure to the list; on the disk when this returns. Twice does no harm."""
    line = f"{Erased(entry.at, entry.kind, entry.ward_id, entry.room, entry.subject_id)}\n".encode()
    path = file()
    is_new = not path.exists()
    make_folder(path.parent)
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        sync_folder(path.parent)


def follow(entry: Entry) -> None:
    """Follows each erasure: notes it again, should the machine have stopped between the erasure and its note."""
    note(entry)


def read(*paths: Path) -> list[Erased]:
    """All erasures of several lists, the oldest first, each once. A line that a power loss cut off is passed over."""
    return sorted({one for path in paths if path.exists() for one in _lines(path.read_text().splitlines())})


def _lines(lines: Iterable[str]) -> Iterator[Erased]:
    for line in lines:
        try:
            at, kind, ward, room, subject = line.split(" ")
            yield Erased(datetime.strptime(at, SHAPE).replace(tzinfo=UTC), kind, UUID(ward), room, UUID(subject))
        except ValueError:
            continue
