"""The QR code of a receipt."""

import re

import zxingcpp
from django.utils.html import format_html
from django.utils.safestring import SafeText

_DRAWN = re.compile(r'<svg width="(\d+)".*?<path d="([^"]+)"', re.DOTALL)
QUIET = 2


def receipt_address(address: str, serial: str, secret: str) -> str:
    """Where the QR leads. The secret stands behind `#`: browsers never send that part to a server."""
    return f"{address}/phieu/#{serial}.{secret}"


def svg(text: str) -> SafeText:
    """A QR code (error correction M) as inline SVG that scales with its box; two modules of its own quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = _DRAWN.search(code.to_svg(add_quiet_zones=False))
    if drawn is None:
        raise RuntimeError("the QR library draws differently now")
    corner, side = -QUIET, int(drawn[1]) + 2 * QUIET
    return format_html('<svg viewBox="{0} {0} {1} {1}"><path d="{2}"/></svg>', corner, side, drawn[2])
