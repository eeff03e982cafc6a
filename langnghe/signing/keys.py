"""The signer's keys: a folder for each log, a line for each key, never in a backup and never in another process."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from langnghe.kernel.durable import write_durably
from langnghe.tlog.notes import Signer

SEED_BYTES = 32
SHAPE = "%Y-%m-%dT%H:%M:%SZ"
FOR_EVER = "-"


@dataclass(frozen=True)
class Held:
    """A key, and until when it still signs; None: until another takes its place."""

    signer: Signer
    until: datetime | None = None

    def line(self) -> str:
        """As it stands in the file."""
        until = self.until.astimezone(UTC).strftime(SHAPE) if self.until else FOR_EVER
        return f"{self.signer.secret()} {until}\n"


class Keys:
    """All keys below one folder (mode 700)."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def folder(self, origin: str) -> Path:
        """Where a log's key and memory lie."""
        return self.home / hashlib.sha256(origin.encode()).hexdigest()[:32]

    def has(self, origin: str) -> bool:
        """Whether this signer knows the log."""
        return self._file(origin).exists()

    def begin(self, origin: str) -> None:
        """Make the first key of a log; one that has a key keeps it."""
        if not self.has(origin):
            write_durably(self.folder(origin) / "origin", f"{origin}\n".encode())
            self._write(origin, [Held(_new(origin))])

    def signing(self, origin: str, moment: datetime) -> list[Signer]:
        """The keys that sign now, the newest last."""
        return [held.signer for held in self._read(origin) if held.until is None or held.until > moment]

    def rotate(self, origin: str, moment: datetime, both: timedelta) -> Signer:
        """A new key, which signs from now on; the one before signs beside it for so long, then no more."""
        held = [Held(one.signer, one.until or moment + both) for one in self._read(origin)]
        fresh = _new(origin)
        self._write(origin, [*(one for one in held if one.until and one.until > moment), Held(fresh)])
        return fresh

    def origins(self) -> list[str]:
        """Every log that has a key here."""
        return sorted(path.read_text().strip() for path in self.home.glob("*/origin"))

    def _file(self, origin: str) -> Path:
        return self.folder(origin) / "keys"

    def _read(self, origin: str) -> list[Held]:
        lines = self._file(origin).read_text().splitlines()
        return [_held(line) for line in lines]

    def _write(self, origin: str, held: list[Held]) -> None:
        write_durably(self._file(origin), "".join(one.line() for one in held).encode())


def _new(origin: str) -> Signer:
    return Signer.from_seed(origin, secrets.token_bytes(SEED_BYTES))


def _held(line: str) -> Held:
    secret, _gap, until = line.partition(" ")
    moment = None if until == FOR_EVER else datetime.strptime(until, SHAPE).replace(tzinfo=UTC)
    return Held(Signer.parse(secret), moment)
