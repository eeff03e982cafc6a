"""Photos in a case file: the clean pixels in full while there is room, their small versions afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from langnghe.documents import blocks
from langnghe.documents.blocks import Block
from langnghe.files import reads as files
from langnghe.files.models import File

# What e-mail and an office printer still take.
ROOM_BYTES = 40_000_000


@dataclass(frozen=True)
class Shown:
    """One photo to be printed; no file, or an erased one, leaves a line that says so."""

    file: File | None
    name: str


class Album:
    """Puts photos on the paper and counts how many bytes they took."""

    def __init__(self, room: int = ROOM_BYTES) -> None:
        self.left = room
        self.made_small = 0

    def page(self, photos: Iterable[Shown]) -> list[Block]:
        """The photos as blocks: pictures, then a line for each that is not there any more."""
        found, gone = list[Block](), list[Block]()
        for photo in photos:
            picture = self._picture(photo)
            found += [picture] if picture else []
            gone += [] if picture else [blocks.note(f"{photo.name}: đã xóa.")]
        return [*blocks.some(blocks.pictures(found)), *gone]

    def _picture(self, photo: Shown) -> Block | None:
        file = photo.file
        if file is None or file.erased_at:
            return None
        path, small = files.location(file), file.size > self.left
        if small:
            path, self.made_small = files.small_location(file), self.made_small + 1
        if not path.is_file():
            return None
        self.left -= 0 if small else file.size
        caption = f"{photo.name} (ảnh thu nhỏ)" if small else photo.name
        return blocks.picture(
            f"/{path.relative_to(folder())}", width=file.width, height=file.height, alt=photo.name, caption=caption
        )


def folder() -> Path:
    """The folder below which the pictures of an album lie."""
    return Path(settings.FILES_ROOT)
