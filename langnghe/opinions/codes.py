"""The QR code of a receipt."""

from functools import cache
from itertools import groupby
from math import isqrt
from typing import Any

import zxingcpp
from django.utils.html import format_html
from django.utils.safestring import SafeText

QUIET = 2
STRIDE = 11


def receipt_address(address: str, serial: str, secret: str) -> str:
    """Where the QR leads. The secret stands behind `#`: browsers never send that part to a server.

    Without the dashes, which are for the eye: fewer signs make bigger modules, and a cheap phone reads them sooner.
    """
    return f"{address}/phieu/#{serial.replace('-', '')}.{secret.replace('-', '')}"


def svg(text: str) -> SafeText:
    """A QR code (error correction M) as inline SVG that scales with its box; two modules of its own quiet zone."""
    signs = _modules(text)
    side = isqrt(len(signs))
    rows = (_row(signs[start : start + side]) for start in range(0, side * side, side))
    corner, box = -QUIET, side + 2 * QUIET
    view, path = f"{corner} {corner} {box} {box}", "".join(rows)
    return format_html('<svg viewBox="{}" shape-rendering="crispEdges"><path d="M0 0{}"/></svg>', view, path)


def _modules(text: str) -> bytes:
    """The modules row by row, a byte each; 0 is dark."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # a buffer, though its stub does not say so
    return bytes(image)


def _row(signs: bytes) -> str:
    """Dark modules as squares of one path, which ends at the beginning of the next row."""
    strides = (_stride(signs[start : start + STRIDE]) for start in range(0, len(signs), STRIDE))
    return f"{''.join(strides)}m-{len(signs)} 1"


@cache
def _stride(signs: bytes) -> str:
    """A few modules of a row; there are 2 to the 11th of them, so all are soon known."""
    runs = ((sign, len(list(run))) for sign, run in groupby(signs))
    return "".join(f"m{long} 0" if sign else f"h{long}v1h-{long}zm{long} 0" for sign, long in runs)
