"""Pictures: the photo a resident takes, and those that the guide shows, made anew by every walk and never kept."""

from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

from langnghe.files.tests.pictures import POSITION

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
FACE = (0.62, 0.55, 0.72, 0.75)
"""Where a passer-by's face is, in parts of width and height: left, top, right, bottom."""


def for_guide(page: Page, name: str, where: Locator | None = None) -> None:
    """Save what the screen shows, with `where` at the top of it, as docs/guide/hinh/<name>.png."""
    if where is not None:
        where.evaluate("element => element.scrollIntoView({block: 'start', behavior: 'instant'})")
    page.wait_for_load_state("load")
    path = GUIDE / "hinh" / f"{name}.png"
    path.parent.mkdir(exist_ok=True)
    page.screenshot(path=path)


def alley_at_night(path: Path, width: int = 1600, height: int = 1200) -> Path:
    """A dark lamp over an alley and somebody who walks there, with the place where the phone stood in the file."""
    picture = Image.new("RGB", (width, height), (38, 42, 66))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, height), (width * 0.4, height * 0.5), (width * 0.6, height * 0.5), (width, height)], (70, 68, 72))
    for left, right in ((0, 0.3), (0.75, 1)):
        draw.rectangle((width * left, height * 0.15, width * right, height * 0.8), (88, 74, 70))
    draw.line((width * 0.4, height * 0.1, width * 0.4, height * 0.8), (20, 20, 24), 24)
    draw.line((width * 0.4, height * 0.12, width * 0.5, height * 0.12), (20, 20, 24), 18)
    draw.ellipse((width * 0.48, height * 0.1, width * 0.53, height * 0.16), (110, 110, 96))
    draw.rectangle((width * 0.63, height * 0.74, width * 0.71, height * 0.95), (150, 60, 60))
    draw.ellipse([part * size for part, size in zip(FACE, (width, height) * 2, strict=True)], (226, 180, 150))
    exif = Image.Exif()
    exif[0x010F] = "Hãng máy"
    exif.get_ifd(POSITION).update({1: "N", 2: (13.0, 58.0, 30.0), 3: "E", 4: (108.0, 0.0, 15.0)})
    picture.save(path, "JPEG", exif=exif.tobytes())
    return path
