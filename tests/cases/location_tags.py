"""Finds what tells of a person in a picture's bytes, without any picture library: by its marks and by its parts."""

import re
import struct
import zlib
from collections.abc import Iterator

from tests.cases import picture_bytes as made

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MARKS = (
    *(struct.pack(order + "II", *part[2]) for part in made.DEGREES for order in "<>"),
    made.OWNER, made.SERIAL_OF_DEVICE, made.PLACE, made.XMP_LATITUDE, made.XMP_LONGITUDE, made.ISO_6709, EICAR,
)  # fmt: skip
WORDS = (b"exif\0\0", b"gpslatitude", b"gpsposition", b"xpacket", b"photoshop 3.0", b"mpf\0", b"<script", b"<?php",
         b"__halt_compiler", b"pk\x03\x04", b"<svg", b"%pdf-")  # fmt: skip
PLAIN_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD"}
PLAIN_RIFF = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
NO_LENGTH = {0x01, *range(0xD0, 0xD9)}


def told(content: bytes) -> list[str]:
    """What in these bytes tells where, by whom or with what a picture was taken, or is no picture; empty is good."""
    return [*_marks(content), *_parts(content)]


def _marks(content: bytes) -> Iterator[str]:
    for text in (content, *_inflated(content)):
        low = text.lower()
        yield from (f"mark {mark!r}" for mark in MARKS if mark in text)
        yield from (f"words {word!r}" for word in WORDS if word in low)


def _inflated(content: bytes) -> Iterator[bytes]:
    for kind, body in _chunks(content):
        start = {b"zTXt": 2, b"iCCP": 2, b"iTXt": 5}.get(kind)
        if start is not None:
            packed = body.partition(b"\0")[2][start - 1 :]
            with_end = zlib.decompressobj()
            try:
                yield with_end.decompress(packed, 1_000_000)
            except zlib.error:
                continue


def _parts(content: bytes) -> Iterator[str]:
    if content.startswith(b"\xff\xd8"):
        yield from _jpeg_parts(content)
    elif content.startswith(b"\x89PNG"):
        kinds = [kind for kind, _body in _chunks(content)]
        yield from (f"chunk {kind!r}" for kind in kinds if kind not in PLAIN_CHUNKS)
        end = content.rfind(b"IEND") + 8
        if content[end:]:
            yield f"{len(content) - end} bytes behind the end"
    elif content.startswith(b"RIFF"):
        yield from _webp_parts(content)
    else:
        yield f"no picture we serve: {content[:12]!r}"


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while content.startswith(b"\x89PNG") and at + 8 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += length + 12


def _jpeg_parts(content: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xD9:
            break
        if marker in NO_LENGTH or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        yield from _odd_segment(marker, content[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            at = _after_scan(content, at)
    if content[at + 2 :]:
        yield f"{len(content) - at - 2} bytes behind the end"


def _odd_segment(marker: int, body: bytes) -> Iterator[str]:
    plain = marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) == 14
    plain = plain or (marker == 0xEE and body[:5] == b"Adobe") or (marker == 0xE2 and body[:12] == b"ICC_PROFILE\0")
    if (0xE0 <= marker <= 0xEF or marker == 0xFE) and not plain:
        yield f"segment {marker:#x} {body[:12]!r}"


def _after_scan(content: bytes, at: int) -> int:
    found = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(content, at)
    return found.start() if found else len(content)


def _webp_parts(content: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", content, 4)
    at = 12
    while at + 8 <= len(content) and at < size + 8:
        kind, (length,) = content[at : at + 4], struct.unpack_from("<I", content, at + 4)
        if kind not in PLAIN_RIFF:
            yield f"chunk {kind!r}"
        at += 8 + length + length % 2
    if len(content) > size + 8:
        yield f"{len(content) - size - 8} bytes behind the end"
