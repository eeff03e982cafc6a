"""What may be stored and how it may be shown."""

import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused

MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Kind:
    """A media type with a pattern of the bytes it begins with, and whether a browser may show it in place."""

    media_type: str
    magic: bytes
    inline: bool
    ending: str

    def fits(self, content: bytes) -> bool:
        """Whether the bytes begin as this kind does."""
        return re.match(self.magic, content, re.DOTALL) is not None


SERVED = {
    kind.media_type: kind
    for kind in (
        Kind("image/jpeg", rb"\xff\xd8\xff", True, "jpg"),
        Kind("image/png", rb"\x89PNG\r\n\x1a\n", True, "png"),
        Kind("image/webp", rb"RIFF....WEBP", True, "webp"),
        Kind("application/pdf", rb"%PDF-", False, "pdf"),
    )
}


def check(content: bytes, media_type: str) -> Kind:
    """The kind of a file that may be stored. Refused when it is empty, too large, or not what it says it is."""
    kind = SERVED.get(media_type)
    if kind is None or not kind.fits(content):
        raise Refused(_("Tệp này không phải ảnh JPEG, PNG, WebP hay tệp PDF. Xin chọn tệp khác."))
    if len(content) > MAX_BYTES:
        raise Refused(_("Tệp quá lớn: tối đa 20 MB. Xin chọn tệp nhỏ hơn."))
    return kind


def path_of(ward_id: UUID, file_id: UUID) -> Path:
    """Where a file lies: spread by the last signs of its id, which are random."""
    return Path(settings.FILES_ROOT) / ward_id.hex / file_id.hex[-2:] / file_id.hex
