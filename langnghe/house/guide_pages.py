"""The guides as pages that need no server: one HTML file each in both languages, their look and their pictures.

Nothing in them points outside the folder, so they can be read from a stick, printed, or put on any web server.
"""

import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from langnghe.house import guide
from langnghe.house.drawing import NOTHING, parts
from langnghe.kernel.refused import Refused
from langnghe.shell.context import SHEETS

GUIDES: Final = (guide.RESIDENTS, *guide.OTHERS.values())
FIRST: Final = {"vi": "index.html", "en": "english.html"}
LOOK: Final = (*SHEETS, "shell/hem.svg", "shell/mark.svg", "house/guide.css")
# A phone's screen is taken with two dots for each of its own.
PHONE_DOTS: Final = 2


@dataclass
class Shown:
    """The pictures that pages showed, and those nobody has made yet."""

    found: dict[str, Path] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def draw(self, name: str, says: str) -> SafeString:
        """The picture with what it shows below it, as large as the screen was; nothing while there is none."""
        path = guide.picture_file(name)
        if path is None:
            self.missing.add(name)
            return NOTHING
        self.found[name] = path
        width, height = size_of(path)
        return format_html(
            '<figure class="guide-shown"><a href="hinh/{0}.png"><img class="guide-picture" src="hinh/{0}.png" '
            'width="{1}" height="{2}" alt="{3}" loading="lazy"></a>'
            '<figcaption aria-hidden="true">{3}</figcaption></figure>',
            name, width, height, says,
        )  # fmt: skip


def build(folder: Path) -> Shown:
    """Write every page into this folder, which may hold an earlier writing; refused where a file is in the way."""
    shown = Shown()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages(shown):
            (folder / name).write_text(page, "utf-8")
        for name in LOOK:
            _copy(Path(str(finders.find(name))), folder / "giao-dien" / name)
        for name, path in shown.found.items():
            _copy(path, folder / "hinh" / f"{name}.png")
    except OSError as error:
        raise Refused(_("Không ghi được vào thư mục ấy: %(why)s. Xin chọn thư mục khác.") % {"why": error}) from error
    return shown


def pages(shown: Shown) -> Iterator[tuple[str, str]]:
    """Each page's file name and its HTML."""
    for language in ("vi", "en"):
        with override(language):
            links = [(_file(one, language), guide.title(one, language)) for one in GUIDES]
            yield FIRST[language], _page(language, links=links)
            for one in GUIDES:
                told = parts(guide.written(one.name(language)), shown.draw)
                yield _file(one, language), _page(language, guide=told, other=_file(one, _other(language)))


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height as people saw it, from the first bytes of a PNG."""
    with picture.open("rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:])
    dots = PHONE_DOTS if height > width else 1
    return width // dots, height // dots


def _page(language: str, **more: object) -> str:
    context = {"spoken": language, "first": FIRST[language], "other": FIRST[_other(language)], "sheets": LOOK[:-3],
               "for_officers": True, "titled": True}  # fmt: skip
    return render_to_string("house/guide_page.html", context | more)


def _other(language: str) -> str:
    return "vi" if language == "en" else "en"


def _file(one: guide.Guide, language: str) -> str:
    return f"{Path(one.name(language)).stem}.html"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
