"""What may be stored and how it may be shown."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from langnghe.files import limits
from langnghe.kernel.refused import Refused

MAX_BYTES = 20_000_000
# A photo as it leaves the phone: 108 megapixels are some 25 to 35 MB. It is never kept.
MAX_UPLOAD = 40_000_000
MAX_BOXES = 200


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


@dataclass(frozen=True)
class Box:
    """A part of a picture, as fractions of its width and height from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def as_text(self) -> str:
        """As the decoding child reads it."""
        return f"{self.left:.6f},{self.top:.6f},{self.width:.6f},{self.height:.6f}"


def check(content: bytes, media_type: str) -> Kind:
    """The kind of a file that may be stored. Refused when it is empty, too large, or not what it says it is."""
    kind = SERVED.get(media_type)
    if kind is None or not kind.fits(content):
        raise Refused(_("Tệp này không phải ảnh JPEG, PNG, WebP hay tệp PDF. Xin chọn tệp khác."))
    if len(content) > MAX_BYTES:
        raise Refused(_("Tệp quá lớn: tối đa 20 MB. Xin chọn tệp nhỏ hơn."))
    return kind


def check_upload(content: bytes) -> None:
    """Refused when these bytes are not worth handing to a decoder."""
    if not content:
        raise Refused(_("Tệp ảnh trống. Xin chọn lại ảnh."))
    if len(content) > MAX_UPLOAD:
        raise Refused(_("Ảnh quá lớn: tối đa 40 MB. Xin chọn ảnh nhỏ hơn."))


def is_jpeg(content: bytes) -> bool:
    """Whether the bytes begin as a JPEG does."""
    return SERVED["image/jpeg"].fits(content)


def why_unfit(code: int) -> str:
    """What the resident reads when the decoding child ended with `code` (negative: a limit or a crash ended it)."""
    sentences = {
        limits.NO_PHOTO: _("Tệp này không phải ảnh JPEG, PNG hay WebP. Xin chọn ảnh khác."),
        limits.BROKEN: _("Không mở được ảnh này: tệp hỏng hoặc gửi chưa hết. Xin chọn lại, hoặc chụp lại ảnh."),
        limits.TOO_MANY_PIXELS: _(
            "Ảnh có quá nhiều điểm ảnh nên máy không mở. Xin chụp ở cỡ nhỏ hơn, hoặc chụp màn hình tấm ảnh rồi gửi."
        ),
        limits.NO_HEIC: _(
            "Máy chủ chưa đọc được ảnh HEIC. Xin chụp màn hình tấm ảnh rồi gửi ảnh đó; hoặc trên iPhone vào Cài đặt, "
            "Camera, Định dạng, chọn Tương thích nhất rồi chụp lại."
        ),
    }
    return sentences.get(code) or _(
        "Ảnh này nặng quá sức máy của phường. Xin chụp màn hình tấm ảnh rồi gửi, hoặc chọn ảnh khác."
    )


def gone() -> str:
    """What is said when a file is no longer there."""
    return _("Ảnh này không còn trên máy của phường. Xin gửi lại ảnh.")


def check_boxes(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that lie in the picture. Refused when one is no box, or when there are far too many."""
    found = list(boxes)
    if len(found) > MAX_BOXES:
        raise Refused(_("Quá nhiều ô che. Xin vẽ ít ô hơn, mỗi ô to hơn."))
    if not all(map(_lies_inside, found)):
        raise Refused(_("Ô che nằm ngoài ảnh. Xin vẽ lại ô đó."))
    return found


def _lies_inside(box: Box) -> bool:
    sides = (box.left, box.top, box.width, box.height)
    slack = 1 + 1e-6
    return (
        all(map(math.isfinite, sides))
        and min(box.left, box.top) >= 0 < min(box.width, box.height)
        and max(box.left + box.width, box.top + box.height) <= slack
    )


def path_of(ward_id: UUID, file_id: UUID) -> Path:
    """Where a file lies: spread by the last signs of its id, which are random."""
    return Path(settings.FILES_ROOT) / ward_id.hex / file_id.hex[-2:] / file_id.hex


def small_path_of(ward_id: UUID, file_id: UUID) -> Path:
    """Where the small version of a picture lies: beside it, made from it and from nothing else."""
    path = path_of(ward_id, file_id)
    return path.with_name(f"{path.name}-small")
