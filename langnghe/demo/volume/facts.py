"""The facts of an entry in parts, and the commitment the entry makes to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from langnghe.demo.volume.slots import Slots
from langnghe.kernel import entry as form
from langnghe.ledger.models import Entry
from langnghe.ledger.registry import commits_to_words

_VARIES = re.compile(
    r"(?P<id>[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})|(?P<hash>\b[0-9a-f]{64}\b)"
    r"|(?<=\")(?P<day>\d{4}-\d\d-\d\d)(?=\")"
)
Part = str | tuple[str, int]


@dataclass(frozen=True)
class Facts:
    """Slots of the facts, their salt and their commitment (-1: words elsewhere are what it commits to)."""

    slot: int
    salt: int
    commitment: int
    parts: tuple[Part, ...]


def facts_of(pattern: Slots, entry: Entry) -> Facts:
    """The facts in the bytes the commitment is over."""
    written = form.facts_bytes(entry.facts).decode()
    parts = tuple(part for part in _parts(pattern, written) if part != "")
    slot = pattern.slot(("facts", entry.pk))
    if entry.salt is None or commits_to_words(entry.kind):
        return Facts(slot, -1, -1, parts)
    own = pattern.slot(("bytes", bytes(entry.commitment)))
    return Facts(slot, pattern.slot(("bytes", bytes(entry.salt))), own, parts)


def _parts(pattern: Slots, written: str) -> Iterator[Part]:
    last = 0
    for one in _VARIES.finditer(written):
        slot = _slot(pattern, str(one.lastgroup), one[0])
        if slot is not None:
            yield written[last : one.start()]
            yield str(one.lastgroup), slot
            last = one.end()
    yield written[last:]


def _slot(pattern: Slots, kind: str, was: str) -> int | None:
    """The slot behind something written out: None when the story holds no such thing."""
    if kind == "hash":
        return pattern.slots.get(("bytes", bytes.fromhex(was)))
    if kind == "day":
        return pattern.day(date.fromisoformat(was))
    return pattern.known(UUID(was))
