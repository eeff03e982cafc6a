"""The child that decodes one picture: boxes as arguments, the picture on stdin, a clean JPEG on stdout.

Knows nothing of wards and residents, imports no Django and holds no secret. Before a decoder sees a byte it has loaded
what it needs and given up opening anything more, files and connections alike: whoever takes a decoder over stands in
an empty room. A box (`left,top,width,height`, fractions of the picture) is burnt in. What comes out are fresh pixels:
no EXIF, GPS, XMP, colour profile or comment. Ends with a code of `limits`; a result is its HEAD, then the picture and
a small version of it.
"""

import io
import resource
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import BinaryIO

from PIL import Image, ImageCms, ImageFile, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from langnghe.files import limits

# Asking the JPEG decoder for this much lets photos of 4000 to 4096 px come out at half their size, with no resizing.
DRAFT_SIDE = 2000
START_BYTES = 16
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
# As profiles write it, in ASCII or UTF-16.
SRGB_NAMES = (b"sRGB", b"s\0R\0G\0B")
SRGB = ImageCms.createProfile("sRGB")
WHITE, BLACK = (255, 255, 255), (0, 0, 0)

Box = tuple[float, float, float, float]
Reader = Callable[[BinaryIO], ImageFile.ImageFile]

# What Pillow looks for only when it needs it (EXIF is read with the TIFF module): later nothing can be opened.
Image.preinit()
LOADED_BEFORE = (TiffImagePlugin,)
Image.MAX_IMAGE_PIXELS = limits.MOST_PIXELS // 2


class Unfit(Exception):
    """This picture is not taken; the code says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main(arguments: list[str]) -> int:
    """Read, clean, write; the exit code."""
    try:
        reader = reader_of(sys.stdin.buffer.read(START_BYTES))
        limit()
        sys.stdin.buffer.seek(0)
        picture = burnt(clean(reader(sys.stdin.buffer)), [_box(argument) for argument in arguments])
        sys.stdout.buffer.write(packed(picture))
        sys.stdout.buffer.flush()
    except Unfit as error:
        return error.code
    except Image.DecompressionBombError:
        return limits.TOO_MANY_PIXELS
    except MemoryError:
        return limits.TOO_HEAVY
    except Exception:
        # Decoders fail in many ways; the parent has one sentence for all of them, and no trace is written anywhere.
        return limits.BROKEN
    return limits.DONE


def limit() -> None:
    """Give up for good what a decoder does not need: much memory, time or output, core dumps, new files and sockets."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.RESULT_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def reader_of(start: bytes) -> Reader:
    """Which reader the first bytes ask for, whatever the file calls itself; Unfit when it is no photo."""
    if start.startswith(b"\xff\xd8\xff"):
        return JpegImagePlugin.JpegImageFile
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImagePlugin.PngImageFile
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return WebPImagePlugin.WebPImageFile
    if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS:
        return _heic_reader()
    raise Unfit(limits.NO_PHOTO)


def _heic_reader() -> Reader:
    """Loaded only for a HEIC picture, and only where the optional package is installed."""
    try:
        package = import_module("pillow_heif")
    except ImportError:
        raise Unfit(limits.NO_HEIC) from None
    reader: Reader = package.HeifImageFile
    return reader


def clean(picture: ImageFile.ImageFile) -> Image.Image:
    """The picture upright, in sRGB, at most SIDE px long, on white where it was transparent, with nothing beside it."""
    if picture.width * picture.height > _most(picture):
        raise Unfit(limits.TOO_MANY_PIXELS)
    profile = picture.info.get("icc_profile")
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        # Asked for no colour mode: CMYK stays CMYK, as its profile wants it.
        picture.draft(None, _within(picture.size, DRAFT_SIDE))
    picture.load()
    turn = _turn(picture)
    small = _in_srgb(_resized(_plain_mode(picture), limits.SIDE), profile)
    flat = _flat(small)
    return flat.transpose(turn) if turn is not None else flat


def _most(picture: ImageFile.ImageFile) -> int:
    if not isinstance(picture, JpegImagePlugin.JpegImageFile):
        return limits.MOST_PIXELS
    return limits.MOST_PIXELS_PROGRESSIVE if picture.info.get("progressive") else limits.MOST_PIXELS_JPEG


def _turn(picture: ImageFile.ImageFile) -> Image.Transpose | None:
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except Exception:
        # Broken EXIF is thrown away with the rest of it.
        return None


def _plain_mode(picture: Image.Image) -> Image.Image:
    """Modes that resizing would take by number (palettes) or cut off (16 bits) become ordinary colours first."""
    if picture.mode == "P":
        return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    if picture.mode == "PA":
        return picture.convert("RGBA")
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in picture.info and picture.mode in ("L", "RGB", "1"):
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _resized(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    return picture.resize(_within(picture.size, side), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    longest = max(size)
    return max(1, size[0] * side // longest), max(1, size[1] * side // longest)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of another space (phones write Display P3) as every screen shows them; a broken profile is ignored."""
    if not profile or picture.mode not in ("RGB", "CMYK") or any(name in profile for name in SRGB_NAMES):
        return picture
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, theirs, SRGB, outputMode="RGB")
    except Exception:
        return picture
    return converted if isinstance(converted, Image.Image) else picture


def _flat(picture: Image.Image) -> Image.Image:
    """New pixels on white: nothing that came with the file is carried along."""
    sheet = Image.new("RGB", picture.size, WHITE)
    sheet.paste(picture.convert("RGB"), mask=picture.getchannel("A") if "A" in picture.getbands() else None)
    return sheet


def burnt(picture: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """Black boxes over the picture, each grown to whole pixels: what was below is gone before anything is written."""
    wide, high = picture.size
    for left, top, width, height in boxes:
        right, bottom = min(wide, -int(-(left + width) * wide // 1)), min(high, -int(-(top + height) * high // 1))
        picture.paste(BLACK, (int(left * wide), int(top * high), right, bottom))
    return picture


def packed(picture: Image.Image) -> bytes:
    """The result as the parent reads it."""
    large, small = _jpeg(picture, 85), _jpeg(_resized(picture, limits.SMALL_SIDE), 80)
    return limits.HEAD.pack(*picture.size, len(large), len(small)) + large + small


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _box(argument: str) -> Box:
    left, top, width, height = (float(part) for part in argument.split(","))
    return left, top, width, height
