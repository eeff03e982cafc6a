"""Streams sealed to the key of backups (age-encryption.org/v1), written whole or not at all, and opened again."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage
from django.utils.translation import gettext as _
from pyrage import x25519

from langnghe.kernel.refused import Refused

PIECE = 1 << 20


class Source(Protocol):
    """Whatever can be read to its end."""

    def read(self, size: int = -1, /) -> bytes: ...


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

    def __init__(self, file: BinaryIO | None = None) -> None:
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
    """What was written: SHA-256 and size of the sealed bytes, and the same of what is inside."""

    sha256: str
    size: int
    inner_sha256: str
    inner_size: int


class Sealer:
    """Seals to the key of backups, and for the time of one run to a key of its own, which dies with the process:

    with it each file is opened again after writing and compared, though the machine cannot open older backups.
    """

    def __init__(self, recipient: x25519.Recipient) -> None:
        self._own = x25519.Identity.generate()
        self._recipients = [recipient, self._own.to_public()]

    def seal(self, source: Source, target: Path) -> Sealed:
        """Write a stream sealed to `target` by way of a `.part` beside it; on the disk and read again on return.

        Who wants to see how far it is gives a `Reading`.
        """
        part = target.with_name(target.name + ".part")
        inside = source if isinstance(source, Reading) else Reading(source)
        with open(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            outside = Writing(file)
            pyrage.encrypt_io(inside, outside, self._recipients)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        written = Sealed(outside.sha256, outside.size, inside.sha256, inside.size)
        self._demand_same(part, written)
        os.replace(part, target)
        return written

    def _demand_same(self, part: Path, written: Sealed) -> None:
        inside = Writing()
        with part.open("rb") as file:
            unseal(file, inside, self._own)
        if inside.sha256 != written.inner_sha256:
            raise Refused(_("Đọc lại bản vừa ghi thấy khác: ổ đĩa này không tin được. Hãy dùng ổ khác."))


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
