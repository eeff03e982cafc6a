"""Files sent to harm or to betray their sender, made in code. Data and their makers; the judge is a test.

`expected`: "refused" (a sentence, nothing kept), "cleaned" (an ordinary picture that must get in, as a picture and
nothing else) or "either" (both are fair, but never more than a moment, an error of ours, or a tag in what is served).
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.cases import picture_bytes as made
from tests.cases.location_tags import EICAR

SCRIPT = b"<!doctype html><html><body><script>alert(document.domain)</script></body></html>"
PHP = b"<?php system($_GET['c']); __HALT_COMPILER(); ?>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
XXE = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>'
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(%pipe%touch /tmp/got-in) (w) file\nshowpage\n"
MAGIC = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
JPEG_TYPE = "image/jpeg"
# 16,000 × 16,000 dots of black without loss, as an honest encoder packs them.
WIDE_WEBP = "524946461a000000574542505650384c0e0000002f7ffe9f0f071011fd0f4444ff03"


@dataclass(frozen=True)
class Upload:
    """One file as a browser, or something that is none, would send it."""

    name: str
    make: Callable[[], bytes]
    expected: str
    file_name: str = "anh.jpg"
    declared: str = JPEG_TYPE


def _zip(size: int = 10) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(size))
    return out.getvalue()


def _ftyp(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + brand + b"mif1" + made.ISO_6709 + bytes(200)


def _app1(exif: bytes) -> bytes:
    return made.segment(0xE1, b"Exif\0\0" + exif)


def _xmp() -> bytes:
    return made.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + made.XMP)


def _extended_xmp() -> bytes:
    part = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", len(made.XMP), 0) + made.XMP
    return made.segment(0xE1, part) * 20


def _two_pictures() -> bytes:
    second = made.jpeg_with(_app1(made.exif()), _xmp())
    index = b"MPF\0II*\0" + struct.pack("<I", 8) + struct.pack("<H", 0) + bytes(4)
    return made.jpeg_with(made.segment(0xE2, index), after=second)


def _icc(pieces: int) -> bytes:
    head = (bytes([number % 256, 255]) for number in range(1, pieces + 1))
    return b"".join(made.segment(0xE2, b"ICC_PROFILE\0" + numbers + bytes(65_000)) for numbers in head)


def _loop() -> bytes:
    return (
        b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + b"\x08\0\0\0"
    )


def _wide_directory() -> bytes:
    return b"II*\0" + struct.pack("<IH", 8, 5_000) + struct.pack("<HHII", 0x0110, 2, 0xFFFFFFF0, 0x7FFFFFFF) * 5_000


def _frames(kind: str, count: int, **options: object) -> bytes:
    pictures = [made.gradient().rotate(turn * 7) for turn in range(count)]
    return made.encoded(kind, pictures[0], save_all=True, append_images=pictures[1:], **options)


def _raw_profile() -> bytes:
    exif = b"Exif\0\0" + made.exif()
    text = b"\nexif\n%8d\n" % len(exif) + exif.hex().encode() + b"\n"
    return made.chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(text))


def _text_bomb(kind: bytes) -> bytes:
    head = {b"zTXt": b"Comment\0\0", b"iCCP": b"colours\0\0", b"iTXt": b"Comment\0\1\0\0\0"}[kind]
    return made.png_with(made.chunk(kind, head + made.packed_zeros(300_000_000)))


def _png_text() -> bytes:
    words = made.chunk(b"tEXt", b"Author\0" + made.OWNER), made.chunk(b"tEXt", b"Comment\0" + EICAR)
    return made.png_with(*words, made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + made.XMP))


def _cut(content: bytes, *shares: float) -> Iterator[bytes]:
    yield from (content[: int(len(content) * share)] for share in shares)


def _bad_crc() -> bytes:
    good = bytearray(made.encoded("PNG"))
    good[29] ^= 0xFF
    return bytes(good)


def _if_named(name: str) -> str:
    """No file system has names past 255 signs, so a request with one need not be understood."""
    return "cleaned" if len(name) < 1_000 else "either"


FALSE_NAMES = tuple(
    Upload(name, make, "refused", file_name, declared)
    for name, make, file_name, declared in (
        ("a PHP script", lambda: PHP, "anh.jpg", JPEG_TYPE),
        ("a PHP script by its own name", lambda: PHP, "anh.jpg.php", JPEG_TYPE),
        ("a page", lambda: SCRIPT, "anh.jpg", JPEG_TYPE),
        ("a page behind a picture's first bytes", lambda: MAGIC + SCRIPT, "anh.jpg", JPEG_TYPE),
        ("a page that declares itself", lambda: SCRIPT, "anh.html", "text/html"),
        ("a script behind GIF", lambda: b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//", "anh.gif", "image/gif"),
        ("a drawing with script", lambda: SVG, "anh.svg", "image/svg+xml"),
        ("a drawing named as a photo", lambda: SVG, "anh.png", "image/png"),
        ("a packed drawing", lambda: gzip.compress(SVG), "anh.svgz", "image/svg+xml"),
        ("a drawing that asks for a file", lambda: XXE, "anh.svg", "image/svg+xml"),
        ("a shell script", lambda: b"#!/bin/sh\nrm -rf ~\n", "anh.jpg", JPEG_TYPE),
        ("a Windows program", lambda: b"MZ" + bytes(60) + b"PE\0\0" + bytes(400), "anh.jpg", JPEG_TYPE),
        ("a Linux program", lambda: b"\x7fELF\x02\x01\x01" + bytes(400), "anh.jpg", JPEG_TYPE),
        ("a zip", _zip, "anh.jpg", JPEG_TYPE),
        ("a zip bomb", lambda: _zip(100_000_000), "anh.jpg", JPEG_TYPE),
        ("a gzip bomb", lambda: gzip.compress(bytes(100_000_000), 9), "anh.jpg", JPEG_TYPE),
        ("a PDF with script", lambda: PDF, "anh.pdf", "application/pdf"),
        ("a PDF that is also a JPEG", lambda: PDF + made.encoded("JPEG"), "anh.jpg", JPEG_TYPE),
        ("a test virus", lambda: EICAR, "anh.jpg", JPEG_TYPE),
        ("a PostScript that pipes", lambda: EPS, "anh.jpg", JPEG_TYPE),
        ("a TIFF", lambda: made.encoded("TIFF"), "anh.jpg", JPEG_TYPE),
        ("a BMP", lambda: made.encoded("BMP"), "anh.jpg", JPEG_TYPE),
        ("an ICO", lambda: made.encoded("ICO"), "anh.jpg", JPEG_TYPE),
        ("a PCX", lambda: made.encoded("PCX"), "anh.jpg", JPEG_TYPE),
        ("a TGA", lambda: made.encoded("TGA"), "anh.jpg", JPEG_TYPE),
        ("a DDS", lambda: made.encoded("DDS"), "anh.jpg", JPEG_TYPE),
        ("a JPEG 2000", lambda: made.encoded("JPEG2000"), "anh.jpg", JPEG_TYPE),
        (
            "a PSD",
            lambda: b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 30_000, 30_000, 8, 3),
            "anh.jpg",
            JPEG_TYPE,
        ),
        ("a PPM of 900 megapixels", lambda: b"P6\n30000 30000\n255\n", "anh.jpg", JPEG_TYPE),
        ("an XBM", lambda: b"#define a_width 8\n#define a_height 8\nstatic char a[]={0,1}", "anh.jpg", JPEG_TYPE),
        ("a FITS", lambda: b"SIMPLE  =                    T".ljust(2880), "anh.jpg", JPEG_TYPE),
        ("a hollow HEIC", lambda: _ftyp(b"heic"), "IMG_0001.HEIC", "image/heic"),
        ("a hollow AVIF named as a photo", lambda: _ftyp(b"avif"), "anh.jpg", JPEG_TYPE),
        ("a video", lambda: _ftyp(b"isom"), "anh.mp4", "video/mp4"),
        ("nothing", lambda: b"", "anh.jpg", JPEG_TYPE),
        ("one byte", lambda: b"\xff", "anh.jpg", JPEG_TYPE),
        ("a mebibyte of zeros", lambda: bytes(made.MEBIBYTE), "anh.jpg", JPEG_TYPE),
        ("a mebibyte of 0xff", lambda: b"\xff" * made.MEBIBYTE, "anh.jpg", JPEG_TYPE),
    )
)

BOMBS = (
    Upload("PNG of 50,000 × 50,000 zeros", lambda: made.png(
        50_000, 50_000, made.packed_zeros(2_500_050_000)), "refused"),
    Upload("PNG of 50,000 × 50,000 dots of one bit", lambda: made.png(
        50_000, 50_000, made.packed_zeros(312_600_000), depth=1), "refused"),
    Upload("PNG that claims 2^31 × 2^31", lambda: made.png(2**31 - 1, 2**31 - 1, made.packed_zeros(1)), "refused"),
    Upload("PNG one dot wide and ten million high", lambda: made.png(
        1, 10_000_000, made.packed_zeros(20_000_000)), "either"),
    Upload("PNG of no size", lambda: made.png(0, 0, made.packed_zeros(1)), "refused"),
    Upload("PNG with 300 MB of packed text", lambda: _text_bomb(b"zTXt"), "either"),
    Upload("PNG with 300 MB of packed international text", lambda: _text_bomb(b"iTXt"), "either"),
    Upload("PNG with a 300 MB colour profile", lambda: _text_bomb(b"iCCP"), "either"),
    Upload("PNG with 50,000 parts", lambda: made.png_with(made.chunk(b"tEXt", b"a\0b") * 50_000), "either"),
    Upload("PNG with a wrong check sum", _bad_crc, "either"),
    Upload("PNG of 300 frames", lambda: _frames("PNG", 300), "either", "anh.png", "image/png"),
    Upload("WebP of 300 frames", lambda: _frames("WEBP", 300), "either", "anh.webp", "image/webp"),
    Upload("GIF of 300 frames", lambda: _frames("GIF", 300), "refused", "anh.gif", "image/gif"),
    Upload("WebP of 16,000 × 16,000 of one colour", lambda: bytes.fromhex(WIDE_WEBP), "either", "anh.webp"),
    Upload("WebP that lies about its size", lambda: made.webp_with(lie=2**31), "either", "anh.webp", "image/webp"),
    Upload("JPEG of 200 megapixels", lambda: made.bare_jpeg(20_000, 10_000, bytes(781_250)), "either"),
    Upload("JPEG that claims 200 megapixels", lambda: made.bare_jpeg(20_000, 10_000, b""), "either"),
    Upload("JPEG that claims 65,500 × 65,500", lambda: made.bare_jpeg(65_500, 65_500, b""), "refused"),
    Upload("JPEG of no size", lambda: made.bare_jpeg(0, 0, b""), "refused"),
    Upload("JPEG of 3,000 scans", lambda: made.many_scans(8_000, 8_000, 3_000), "either"),
    Upload("JPEG with 16 MB of colour profile", lambda: made.jpeg_with(_icc(255)), "either"),
    Upload("JPEG with colour profiles out of order", lambda: made.jpeg_with(_icc(3) + _icc(2)), "either"),
    Upload("JPEG whose EXIF points at itself", lambda: made.jpeg_with(_app1(_loop())), "either"),
    Upload("JPEG whose EXIF claims 20 TB", lambda: made.jpeg_with(_app1(_wide_directory()[:65_000])), "either"),
)  # fmt: skip

ODD_JPEGS = (
    Upload("progressive JPEG", lambda: made.encoded("JPEG", progressive=True), "cleaned"),
    Upload("grey JPEG", lambda: made.encoded("JPEG", made.gradient(mode="L")), "cleaned"),
    Upload("CMYK JPEG", lambda: made.encoded("JPEG", made.gradient(mode="CMYK")), "cleaned"),
    Upload("JPEG of arithmetic code", lambda: made.bare_jpeg(96, 64, bytes(96), frame=0xC9), "either"),
    Upload("lossless JPEG", lambda: made.bare_jpeg(96, 64, bytes(96), frame=0xC3), "either"),
    Upload("JPEG of 12 bits", lambda: made.bare_jpeg(96, 64, bytes(96), precision=12), "either"),
    Upload("tiny JPEG", lambda: made.encoded("JPEG", made.gradient(1, 1)), "either"),
    Upload("16-bit PNG", lambda: made.encoded("PNG", made.gradient(mode="I").convert("I;16")), "cleaned", "anh.png"),
    Upload("PNG with a palette and glass", lambda: made.encoded(
        "PNG", made.gradient(mode="P"), transparency=0), "cleaned", "anh.png"),
    Upload("PNG with glass", lambda: made.encoded("PNG", made.gradient(mode="RGBA")), "cleaned", "anh.png"),
)  # fmt: skip

TELLING = tuple(
    Upload(name, make, "cleaned")
    for name, make in (
        ("JPEG with position", lambda: made.jpeg_with(_app1(made.exif()))),
        ("JPEG with position, big end first", lambda: made.jpeg_with(_app1(made.exif(">")))),
        ("JPEG with position, lying on its side", lambda: made.jpeg_with(_app1(made.exif(orientation=6)))),
        ("JPEG whose thumbnail has a position", lambda: made.jpeg_with(
            _app1(made.exif(thumbnail=made.jpeg_with(_app1(made.exif())))))),
        ("JPEG with a maker's note", lambda: made.jpeg_with(_app1(made.exif(more=[made.OWNER * 40])))),
        ("JPEG with two EXIFs", lambda: made.jpeg_with(_app1(made.exif()), _app1(made.exif(">")))),
        ("JPEG with XMP", lambda: made.jpeg_with(_xmp())),
        ("JPEG with XMP in twenty parts", lambda: made.jpeg_with(_xmp(), _extended_xmp())),
        ("JPEG with a newspaper's record", lambda: made.jpeg_with(
            made.segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + made.PLACE))),
        ("JPEG with a comment", lambda: made.jpeg_with(made.segment(0xFE, made.OWNER + made.PLACE))),
        ("JPEG with maker's segments", lambda: made.jpeg_with(
            *(made.segment(marker, made.OWNER) for marker in range(0xE3, 0xEE)))),
        ("JPEG with a second picture that has a position", _two_pictures),
        ("JPEG with a video behind it", lambda: made.jpeg_with(after=_ftyp(b"mp42") + made.ISO_6709)),
        ("JPEG that is also a zip", lambda: made.jpeg_with(after=_zip())),
        ("JPEG that is also a page", lambda: made.jpeg_with(made.segment(0xFE, b"-->" + SCRIPT), after=SCRIPT)),
        ("JPEG that is also a PHP archive", lambda: made.jpeg_with(made.segment(0xFE, PHP), after=PHP)),
        ("JPEG with a test virus in a comment", lambda: made.jpeg_with(made.segment(0xFE, EICAR))),
        ("JPEG with a test virus behind it", lambda: made.jpeg_with(after=EICAR)),
        ("PNG with position", lambda: made.png_with(made.chunk(b"eXIf", made.exif()))),
        ("PNG with position in text", lambda: made.png_with(_raw_profile())),
        ("PNG with words", _png_text),
        ("PNG with a zip behind it", lambda: made.png_with(after=_zip())),
        ("PNG with a script behind it", lambda: made.png_with(after=SCRIPT)),
        ("WebP with position", lambda: made.webp_with((b"EXIF", made.exif()), flags=8)),
        ("WebP with XMP", lambda: made.webp_with((b"XMP ", made.XMP), flags=4)),
        ("WebP with an unknown part", lambda: made.webp_with((b"LANG", made.OWNER))),
        ("WebP with a script behind it", lambda: made.webp_with(after=SCRIPT)),
    )
)  # fmt: skip

CUT = (
    *(
        Upload(f"JPEG cut after {number} bytes", lambda number=number: made.encoded("JPEG")[:number], "refused")  # type: ignore[misc]
        for number in (2, 4, 20, 160)
    ),
    *(
        Upload(f"{kind} cut at {share:.0%}", lambda kind=kind, share=share: next(  # type: ignore[misc]
            _cut(made.encoded(kind), share)), "either")
        for kind in ("JPEG", "PNG", "WEBP") for share in (0.3, 0.6, 0.9, 0.999)
    ),
)  # fmt: skip


NAMES = tuple(
    Upload(f"named {name[:30]!r}", lambda: made.jpeg_with(_app1(made.exif())), _if_named(name), name, declared)
    for name, declared in (
        ("../../../etc/cron.d/anh.jpg", JPEG_TYPE),
        ("..\\..\\windows\\anh.jpg", JPEG_TYPE),
        ("/etc/passwd", JPEG_TYPE),
        ("anh\x00.php.jpg", JPEG_TYPE),
        ("anh.jpg%00.php", JPEG_TYPE),
        ("anh\u202egpj.exe", JPEG_TYPE),
        ("a" * 4_000 + ".jpg", JPEG_TYPE),
        ("ả" * 300 + ".jpg", JPEG_TYPE),
        ('"><img src=x onerror=alert(1)>.jpg', JPEG_TYPE),
        ("anh.jpg; rm -rf ~", JPEG_TYPE),
        ("CON", JPEG_TYPE),
        (".htaccess", JPEG_TYPE),
        ("Ảnh ở nhà bà Tư 🏠.jpg", JPEG_TYPE),
        ("anh.php", "application/x-php"),
        ("anh.html", "text/html"),
        ("anh.svg", "image/svg+xml"),
        ("anh", ""),
        ("anh.jpg", "khong/biet; charset=\u00e9"),
    )
)

UPLOADS = (*FALSE_NAMES, *BOMBS, *ODD_JPEGS, *TELLING, *CUT, *NAMES)
