"""Streams sealed to the key of backups (age-encryption.org/v1), written whole or not at all, and opened again."""

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage
from django.utils.translation import gettext as _
from pyrage import x25519

from langnghe.kernel.refused import Refused

PIECE = 1 << 20
# What is smaller is sealed in memory.
WHOLE = 4 << 20
FLOW = 16 << 20


class Source(Protocol):
    """Whatever can be read to its end."""

    def read(self, size: int = -1, /) -> bytes: ...


class Target(Protocol):
    """Whatever can be written to."""

    def write(self, content: bytes, /) -> int: ...


class Counted:
    """What went through a stream: how much, and its SHA-256."""

    def __init__(self) -> None:
        self.size, self._hash = 0, hashlib.sha256()

    @property
    def sha256(self) -> str:
        """In hexadecimal."""
        return self._hash.hexdigest()

    def note(self, content: bytes) -> bytes:
        """Count these bytes, and give them on."""
        self.size += len(content)
        self._hash.update(content)
        return content


class Reading(Counted):
    """Counts what is read from a source."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        return self.note(self._source.read(size))


class Writing(Counted):
    """Counts what is written to a file; without one it is only counted."""

    def __init__(self, file: Target | None = None) -> None:
        super().__init__()
        self._file = file

    def write(self, content: bytes, /) -> int:
        """Write on."""
        if self._file is not None:
            self._file.write(content)
        return len(self.note(content))

    def flush(self) -> None:
        """Nothing waits here; the file is flushed by whom it belongs to."""


@dataclass(frozen=True)
class Sealed:
    """What was written: SHA-256 and size of the sealed bytes, and the size of what is inside."""

    sha256: str
    size: int
    inner_size: int


class Differs(Exception):
    """What was written reads otherwise."""


def seal(source: Source, target: Path, recipient: x25519.Recipient) -> Sealed:
    """Write a stream sealed to `target` by way of a `.part` beside it; on the disk, read from there again and the same.

    Raises Differs, OSError.
    """
    part = part_of(target)
    head = source.read(WHOLE)
    # Fed piece by piece several hands would wait for each other's turn with every piece.
    write = _whole if len(head) < WHOLE else _pieces
    sealed = write(head, source, part, recipient)
    os.replace(part, target)
    return sealed


def _whole(content: bytes, _nothing_more: Source, part: Path, recipient: x25519.Recipient) -> Sealed:
    sealed = pyrage.encrypt(content, [recipient])
    with _to_the_disk(part) as file:
        file.write(sealed)
    if part.read_bytes() != sealed:
        raise Differs
    return Sealed(hashlib.sha256(sealed).hexdigest(), len(sealed), len(content))


def _pieces(head: bytes, rest: Source, part: Path, recipient: x25519.Recipient) -> Sealed:
    inside = Reading(_Rejoined(head, rest))
    with _to_the_disk(part) as file, ThreadPoolExecutor(1) as behind:
        outside = Writing(_Flowing(file, behind))
        pyrage.encrypt_io(inside, outside, [recipient])
    if sha256_of(part) != outside.sha256:
        raise Differs
    return Sealed(outside.sha256, outside.size, inside.size)


def sha256_of(path: Path) -> str:
    """In hexadecimal, of a file as it lies. Raises OSError."""
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            seen.update(piece)
    return seen.hexdigest()


def part_of(target: Path) -> Path:
    """Where a file is written until it is whole."""
    return target.with_name(target.name + ".part")


@contextmanager
def _to_the_disk(part: Path) -> Iterator[BinaryIO]:
    """A new file of our own; on the disk afterwards, and read from there, not from memory."""
    with open(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class _Flowing:
    """A file whose bytes go to the disk as they come.

    Written at once at the end, some gigabytes would keep everybody waiting who sends an opinion just then.
    """

    def __init__(self, file: BinaryIO, behind: Executor) -> None:
        self._file, self._behind, self._waiting = file, behind, 0
        self._before: Future[None] | None = None

    def write(self, content: bytes, /) -> int:
        self._waiting += len(content)
        if self._waiting >= FLOW:
            if self._before:
                self._before.result()
            self._file.flush()
            self._before, self._waiting = self._behind.submit(os.fdatasync, self._file.fileno()), 0
        return self._file.write(content)


class _Rejoined:
    """What was read already, then the rest."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head, self._rest = memoryview(head), rest

    def read(self, size: int = -1, /) -> bytes:
        if not self._head:
            return self._rest.read(size)
        size = len(self._head) if size < 0 else size
        given, self._head = bytes(self._head[:size]), self._head[size:]
        return given


def unseal(source: BinaryIO, target: Writing, identity: x25519.Identity) -> None:
    """Open a sealed stream. Refused when it is damaged, cut off, or sealed to another key."""
    try:
        pyrage.decrypt_io(source, target, [identity])
    except pyrage.DecryptError as error:
        raise Refused(
            _("Bản sao lưu này được khóa bằng hai tờ khác, hoặc đã hỏng từ đầu tệp. Xin thử hai tờ khác hoặc bản khác.")
        ) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise Refused(_("Một tệp trong bản sao lưu đã hỏng hoặc bị cắt cụt. Xin dùng bản sao lưu khác.")) from error
