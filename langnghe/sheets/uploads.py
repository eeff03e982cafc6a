"""The uploaded file of an import: kept whole and durably until the import is past undoing."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from langnghe.kernel.durable import remove_durably, write_durably
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.sheets.reading import MAX_BYTES


@dataclass
class Measured:
    """Counts and hashes what passes; refuses as soon as it is too much."""

    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def through(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            if self.size > MAX_BYTES:
                most = number(MAX_BYTES // 1_000_000)
                raise Refused(
                    _("Tệp lớn quá %(most)s MB. Xin tách danh sách thành nhiều tệp nhỏ hơn.") % {"most": most}
                )
            self.digest.update(chunk)
            yield chunk


def place(room: str, ward_id: UUID, import_id: UUID) -> str:
    """Where an upload lies below FILES_ROOT."""
    return f"{room}/{ward_id.hex}/{import_id.hex}"


def file_at(path: str) -> Path:
    """The file of a path kept in a row."""
    return Path(settings.FILES_ROOT) / path


def keep(path: str, chunks: Iterable[bytes]) -> Measured:
    """Store an upload; on the disk, file and folder, when this returns. Refused when too large or the disk is full."""
    measured = Measured()
    try:
        write_durably(file_at(path), measured.through(chunks))
    except OSError as error:
        raise Refused(_("Máy chủ không còn chỗ để giữ tệp. Xin báo người quản trị rồi gửi lại.")) from error
    return measured


def drop(path: str) -> None:
    """Remove an upload for good."""
    remove_durably(file_at(path))
