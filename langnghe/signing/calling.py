"""Asking the signer: over its socket, or, where none is set, the same code within this process."""

import fcntl
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from langnghe.kernel.durable import make_folder
from langnghe.signing.signer import DONE, MOST_BYTES, STALE, Answer, Keeper
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.promises import second
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.requests import AddCheckpoint

SECONDS = 10.0


class Silent(OSError):
    """The signer does not answer."""


class Declined(NotProven):
    """The signer answered, and did not do it. `reason`: `forked`, `rolled-back`, `ended`, …"""


class Behind(Declined):
    """The signer last signed a head of another `size` than the caller believes."""

    def __init__(self, size: int) -> None:
        super().__init__("stale", str(size))
        self.size = size


@dataclass(frozen=True)
class Signing:
    """The signer as others see it. `socket`: where it listens, "" when it is part of this process; `home`: then its
    folder."""

    socket: str
    home: Path

    @property
    def is_apart(self) -> bool:
        """Whether the keys lie with another process."""
        return bool(self.socket)

    def begin(self, origin: str) -> list[str]:
        """The log's keys as vkeys, the newest last; made when the log is new."""
        return self._ask(f"begin\n{origin}\n".encode()).splitlines()

    def sign(self, old: int, proof: Sequence[bytes], head: Checkpoint) -> bytes:
        """The signed head. Raises Behind, Declined, Silent."""
        asked = AddCheckpoint(old, tuple(proof), head.text().encode())
        return self._ask(b"sign\n" + asked.encode()).encode()

    def certify(self, origin: str, vkey: str, not_after: datetime) -> bytes:
        """The note by which the log vouches for the key of promises."""
        return self._ask(f"certify\n{origin}\n{vkey}\n{second(not_after)}\n".encode()).encode()

    def last(self, origin: str) -> str:
        """The text of the last head signed; empty for a log that the signer does not know, or no longer remembers."""
        try:
            return self._ask(f"last\n{origin}\n".encode())
        except Declined:
            return ""

    def end(self, origin: str) -> None:
        """Nothing more is ever signed for this log."""
        self._ask(f"end\n{origin}\n".encode())

    def _ask(self, request: bytes) -> str:
        answer = _over(self.socket, request) if self.socket else self._within(request)
        if answer.code == STALE:
            raise Behind(int(answer.body))
        if answer.code != DONE:
            raise Declined(answer.body.strip() or {404: "unknown", 410: "ended"}.get(answer.code, str(answer.code)))
        return answer.body

    def _within(self, request: bytes) -> Answer:
        with alone(self.home):
            return Keeper(self.home).answer(request)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """One at a time over a signer's folder, across processes."""
    make_folder(home)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _over(path: str, request: bytes) -> Answer:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(SECONDS)
            line.connect(path)
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return Answer.parse(everything(line))
    except (OSError, ValueError) as error:
        raise Silent(f"{path}: {error}") from error


def everything(line: socket.socket) -> bytes:
    """What the other side says until it stops; ValueError when it says too much."""
    said = b""
    while piece := line.recv(16_384):
        said += piece
        if len(said) > MOST_BYTES:
            raise ValueError("too much")
    return said
