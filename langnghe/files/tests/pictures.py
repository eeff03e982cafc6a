"""Pictures for tests, drawn when asked for: none is kept with the code."""

import io
from functools import cache
from typing import Any

from PIL import Image

POSITION = 0x8825


@cache
def photo(width: int = 640, height: int = 480, kind: str = "JPEG", **how: Any) -> bytes:
    """Left half red, right half blue, a white corner above: so that turning and covering can be seen."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 30, 200), (width // 2, 0, width, height))
    picture.paste((255, 255, 255), (0, 0, width // 8, height // 8))
    return encoded(picture, kind, **how)


def encoded(picture: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def with_position(orientation: int = 1, **how: Any) -> bytes:
    """A photo as a phone sends it: a place, a maker, and which way up it was held."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Hãng máy"
    exif.get_ifd(POSITION).update({1: "N", 2: (13.0, 58.0, 30.0), 3: "E", 4: (108.0, 0.0, 15.0)})
    return photo(exif=exif.tobytes(), **how)


def opened(content: bytes) -> Image.Image:
    """What a browser would show."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def colour(picture: Image.Image, across: float, down: float) -> tuple[int, ...]:
    """The colour at fractions of width and height."""
    found = picture.convert("RGB").getpixel((int(across * picture.width), int(down * picture.height)))
    assert isinstance(found, tuple)
    return tuple(int(part) for part in found)
