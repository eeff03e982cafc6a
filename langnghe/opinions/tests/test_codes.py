"""The QR code on a receipt is read by a decoder of its own and leads where it should."""

import random
import re

import zxingcpp
from PIL import Image, ImageDraw

from langnghe.opinions import codes


def drawn(svg: str, scale: int = 6) -> Image.Image:
    """The SVG as a picture, painted from its path: `h w` draws with a pen one module wide, `m` lifts it; as in SVG."""
    side = int(re.search(r'viewBox="-2 -2 (\d+)', svg)[1])  # type: ignore[index]
    picture = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 2
    for width, right, down in re.findall(r"h(\d+)|m(-?\d+) (\d+)", svg):
        if width:
            left, top = x * scale, y * scale
            pen.rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), fill=0)
        x, y = (x + int(width), y) if width else (x + int(right), y + int(down))
    return picture


def test_a_phone_reads_the_address_with_the_secret_behind_the_hash() -> None:
    address = codes.receipt_address("https://dienhong.example", "DH26-214-K", "VB12W-7S3MC-5WDJS-XJNSY-QJT3J-K0RZ6")
    read = zxingcpp.read_barcode(drawn(codes.svg(address)))
    assert read is not None
    assert read.text == address
    assert address.index("#") < address.index("VB12W")
    assert address.endswith("/phieu/#DH26214K.VB12W7S3MC5WDJSXJNSYQJT3JK0RZ6")


def test_every_receipt_is_read_whatever_its_secret_and_however_small_it_is_shown() -> None:
    chance = random.Random(7)
    for number in range(60):
        secret = "".join(chance.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=30))
        address = codes.receipt_address(f"http://192.168.1.{number}:8000", f"HT26-{number}-K", secret)
        read = zxingcpp.read_barcode(drawn(codes.svg(address), scale=2))
        assert read is not None, address
        assert read.text == address
