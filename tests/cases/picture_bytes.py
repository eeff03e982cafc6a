"""Pictures built byte by byte, so that what a hostile one holds is known exactly."""

import io
import struct
import zlib
from collections.abc import Iterable

from PIL import Image

JPEG_END = b"\xff\xd9"
MEBIBYTE = 1024 * 1024

# Where the pictures say they were taken, and what else of a person hides in them. None of it is anybody's.
DEGREES = ((13, 1), (58, 1), (4137, 100)), ((108, 1), (0, 1), (1793, 100))
OWNER = b"CHU-MAY-0905123456"
SERIAL_OF_DEVICE = b"MAY-ANH-SO-77120934"
PLACE = "Hẻm 12 Trần Phú, phường Diên Hồng".encode()
XMP_LATITUDE, XMP_LONGITUDE = b"13,58.6895N", b"108,0.2988E"
ISO_6709 = b"+13.9782+108.0050/"
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    b' exif:GPSLatitude="' + XMP_LATITUDE + b'" exif:GPSLongitude="' + XMP_LONGITUDE + b'"/></rdf:RDF></x:xmpmeta>'
    b'<?xpacket end="w"?>'
)


def gradient(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """A small picture with something in it."""
    picture = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (picture, picture.rotate(180), picture)).convert(mode)


def encoded(kind: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """A good file of this kind, as an honest encoder makes it."""
    out = io.BytesIO()
    (picture or gradient()).save(out, kind, **options)
    return out.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    """One JPEG segment; `marker` is its second byte."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg_with(*segments: bytes, after: bytes = b"", picture: Image.Image | None = None) -> bytes:
    """A good JPEG with segments set behind its first marker and bytes behind its last."""
    plain = encoded("JPEG", picture)
    return plain[:2] + b"".join(segments) + plain[2:] + after


def chunk(kind: bytes, content: bytes) -> bytes:
    """One PNG chunk."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_with(*chunks: bytes, after: bytes = b"") -> bytes:
    """A good PNG with chunks set behind its header and bytes behind its end."""
    plain = encoded("PNG")
    return plain[:33] + b"".join(chunks) + plain[33:] + after


def png(width: int, height: int, data: bytes, *, depth: int = 8, colour: int = 0) -> bytes:
    """A PNG of any stated size around compressed rows."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def packed_zeros(size: int) -> bytes:
    """At least `size` zero bytes as a zlib stream, made without ever holding them."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes(MEBIBYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MEBIBYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    times = size // MEBIBYTE
    length = (times + 1) * MEBIBYTE
    return head + block * times + b"\x03\x00" + struct.pack(">HH", length % 65521, 1)


def webp_with(*chunks: tuple[bytes, bytes], flags: int = 0, after: bytes = b"", lie: int = 0) -> bytes:
    """A good WebP in its extended form with more chunks; `lie` is added to the size it states."""
    plain = encoded("WEBP")
    extended = b"VP8X" + struct.pack("<I", 10) + bytes([flags, 0, 0, 0]) + b"\x5f\x00\x00\x3f\x00\x00"
    body = b"WEBP" + extended + plain[12:] + b"".join(_riff(kind, content) for kind, content in chunks)
    return b"RIFF" + struct.pack("<I", (len(body) + lie) & 0xFFFFFFFF) + body + after


def exif(order: str = "<", *, thumbnail: bytes = b"", orientation: int = 1, more: Iterable[bytes] = ()) -> bytes:
    """EXIF with position, owner, serial of the device and if wanted a thumbnail, in either byte order, by hand."""
    gps_at = 8 + 2 + 12 * 4 + 4
    values_at = gps_at + 2 + 12 * 4 + 4
    rationals = [b"".join(struct.pack(order + "II", *part) for part in where) for where in DEGREES]
    owner_at = values_at + 48
    thumb_ifd = owner_at + len(OWNER) + len(SERIAL_OF_DEVICE)
    first = [
        _field(order, 0x0112, 3, 1, struct.pack(order + "HH", orientation, 0)),
        _field(order, 0x013B, 2, len(OWNER), struct.pack(order + "I", owner_at)),
        _field(order, 0x8825, 4, 1, struct.pack(order + "I", gps_at)),
        _field(order, 0xC62F, 2, len(SERIAL_OF_DEVICE), struct.pack(order + "I", owner_at + len(OWNER))),
    ]
    gps = [
        _field(order, 1, 2, 2, b"N\0\0\0"),
        _field(order, 2, 5, 3, struct.pack(order + "I", values_at)),
        _field(order, 3, 2, 2, b"E\0\0\0"),
        _field(order, 4, 5, 3, struct.pack(order + "I", values_at + 24)),
    ]
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    body = _directory(order, first, thumb_ifd if thumbnail else 0) + _directory(order, gps, 0)
    body += b"".join(rationals) + OWNER + SERIAL_OF_DEVICE
    return head + body + (_thumbnail(order, thumb_ifd, thumbnail) if thumbnail else b"") + b"".join(more)


def bare_jpeg(width: int, height: int, data: bytes, *, frame: int = 0xC0, precision: int = 8) -> bytes:
    """A grey JPEG whose tables say one bit for "no change" and one for "end of block": two zero bits a block."""
    table = bytes([1]) + bytes(15) + b"\x00"
    return (
        b"\xff\xd8"
        + segment(0xDB, b"\x00" + b"\x10" * 64)
        + segment(frame, struct.pack(">BHHB", precision, height, width, 1) + b"\x01\x11\x00")
        + segment(0xC4, b"\x00" + table + b"\x10" + table)
        + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
        + data
        + JPEG_END
    )


def many_scans(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG that makes its reader pass over the whole picture once a scan, for a few bytes each."""
    table = bytes([1]) + bytes(15) + b"\x00"
    scan = segment(0xDA, b"\x01\x01\x00\x00\x00\x01") + b"\x00"
    return (
        b"\xff\xd8"
        + segment(0xDB, b"\x00" + b"\x10" * 64)
        + segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
        + segment(0xC4, b"\x00" + table)
        + scan * scans
        + JPEG_END
    )


def _riff(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _field(order: str, tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack(order + "HHI", tag, kind, count) + value


def _directory(order: str, fields: list[bytes], following: int) -> bytes:
    return struct.pack(order + "H", len(fields)) + b"".join(fields) + struct.pack(order + "I", following)


def _thumbnail(order: str, at: int, content: bytes) -> bytes:
    where = at + 2 + 12 * 2 + 4
    fields = [
        _field(order, 0x0201, 4, 1, struct.pack(order + "I", where)),
        _field(order, 0x0202, 4, 1, struct.pack(order + "I", len(content))),
    ]
    return _directory(order, fields, 0) + content
