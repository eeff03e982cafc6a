"""The QR code of a receipt."""

from math import isqrt
from typing import Any

import zxingcpp
from django.utils.safestring import SafeText

QUIET = 2
DARK, LIGHT = b"\x00", b"\xff"
# Which of the eight masks is best is four fifths of the work; over what looks like chance they are all alike.
MASK = 3


def receipt_address(address: str, serial: str, secret: str) -> str:
    """Where the QR leads. The secret stands behind `#`: browsers never send that part to a server.

    Without the dashes, which are for the eye: fewer signs make bigger modules, and a cheap phone reads them sooner.
    """
    return f"{address}/phieu/#{serial.replace('-', '')}.{secret.replace('-', '')}"


# Bytes that the largest code holds at the lowest correction, which a large print on one's own paper can bear.
MOST_BYTES = 2953


def of_bytes(content: bytes) -> SafeText | None:
    """A QR code of a whole file (error correction L); None when no code holds as much."""
    return svg(content.decode(), level="L") if len(content) <= MOST_BYTES else None


def svg(text: str, level: str = "M") -> SafeText:
    """A QR code (error correction M) as inline SVG that scales with its box; two modules of its own quiet zone.

    One path, drawn with a pen as wide as a module: down for a dark module, lifted for a light one, back for each row.
    """
    signs = _modules(text, level)
    side = isqrt(len(signs))
    back = b"m-%d 1" % side
    rows = back.join([signs[start : start + side] for start in range(0, side * side, side)])
    path = rows.replace(DARK, b"h1").replace(LIGHT, b"m1 0").decode()
    corner, box = -QUIET, side + 2 * QUIET
    view = f"{corner} {corner} {box} {box}"
    return SafeText(f'<svg viewBox="{view}" shape-rendering="crispEdges"><path stroke="#000" d="M0 .5{path}"/></svg>')


def _modules(text: str, level: str) -> bytes:
    """The modules row by row, a byte each."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level, data_mask=MASK)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # a buffer, though its stub does not say so
    return bytes(image)
