"""`/huong-dan/`: the guide for residents, and those for officers, drawn from the Markdown that lies in docs/guide/.

Only what the guide uses is understood: headings, paragraphs, lists, **bold**. Everything else stays text, escaped;
pictures are left out, for they are made by a walk and never shipped.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from langnghe.house.source import REST, ROOT
from langnghe.kernel.doors import public
from langnghe.kernel.folding import fold
from langnghe.kernel.speaking import speak_of
from langnghe.kernel.units import VARIANTS, said_of
from langnghe.places.reads import open_wards

RESIDENTS: Final = "nguoi-dan.md"
SHORT_ENGLISH: Final = "residents.md"
OFFICERS: Final = ("truc-ban", "canh-sat-khu-vuc", "lanh-dao")
_ITEM = re.compile(r"(?P<bullet>- )|(?P<number>\d+\. )")
_LEFT_OUT = re.compile(r"<!--.*?-->|^!\[[^\]]*\]\([^)]*\)$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it; `anchor` is its place in the page's address."""

    title: str
    anchor: str
    body: SafeString


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How to speak to the ward and what happens then; in English a short version stands before the Vietnamese."""
    wards = open_wards()
    ward = wards[0] if len(wards) == 1 else None
    if ward:
        speak_of(ward.name)
    unit = next((word for word, (spoken, _) in VARIANTS.items() if spoken == get_language()), "")
    english = parts(SHORT_ENGLISH, "") if (get_language() or "").startswith("en") else ()
    context = {"place": ward, "guide": parts(RESIDENTS, unit), "english": english, "others": _others()}
    return render(request, "house/guide.html", context)


@public
@require_safe
def for_officers(request: HttpRequest, which: str) -> HttpResponse:
    """How one kind of officer works, step by step; nothing in it is a secret, so it needs no signing in."""
    if which not in OFFICERS:
        raise Http404
    context = {"guide": parts(f"{which}.md", ""), "english": (), "for_officers": True, "others": _others(which)}
    return render(request, "house/guide.html", context)


def _others(but: str = "") -> list[tuple[str, str]]:
    """The guides for officers with their titles."""
    return [(which, parts(f"{which}.md", "")[0].title) for which in OFFICERS if which != but]


@cache
def parts(name: str, unit: str) -> tuple[Part, ...]:
    """The guide, its first part being the title and what stands before any other heading."""
    text = "".join(said_of(unit, line) if unit else line for line in written(name).splitlines(keepends=True))
    pieces = re.split(r"^#{1,2} (.+)$", _LEFT_OUT.sub("", text), flags=re.MULTILINE)
    titled = zip(pieces[1::2], pieces[2::2], strict=True)
    return tuple(Part(title, slugify(fold(title)), drawn(body)) for title, body in titled)


def written(name: str) -> str:
    """The Markdown itself, from a checkout or from what a wheel carries along."""
    found = next(folder / "docs" / "guide" / name for folder in (ROOT, REST) if _lies(folder, name))
    return found.read_text("utf-8")


def _lies(folder: Path, name: str) -> bool:
    return (folder / "docs" / "guide" / name).is_file()


def drawn(body: str) -> SafeString:
    """Paragraphs and lists as HTML."""
    blocks = [block for block in re.split(r"\n\s*\n", body.strip()) if block.strip()]
    return format_html_join("\n", "{}", ((_block(block.splitlines()),) for block in blocks))


def _block(lines: list[str]) -> SafeString:
    """Lines that follow each other: lists and the paragraphs between them."""
    kinds = groupby(_items(lines), key=lambda item: item[0])
    drawings = {"": _paragraph, "ul": _list, "ol": _list}
    return format_html_join("\n", "{}", ((drawings[kind](kind, [said for _, said in items]),) for kind, items in kinds))


def _items(lines: list[str]) -> list[tuple[str, str]]:
    """Each item of a list with its kind; a line that is none goes on with the one before."""
    found: list[tuple[str, str]] = []
    for line in lines:
        mark = _ITEM.match(line)
        if mark:
            found.append(("ul" if mark["bullet"] else "ol", line[mark.end() :]))
        elif found and (found[-1][0] == "" or line.startswith(" ")):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            found.append(("", line.strip()))
    return found


def _paragraph(_kind: str, said: list[str]) -> SafeString:
    return format_html("<p>{}</p>", _bold(" ".join(said)))


def _list(kind: str, said: list[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((_bold(item),) for item in said))
    return format_html("<{}>{}</{}>", kind, items, kind)


def _bold(text: str) -> SafeString:
    pieces = enumerate(re.split(r"\*\*(.+?)\*\*", text))
    shapes = ("{}", "<strong>{}</strong>")
    return format_html_join("", "{}", ((format_html(shapes[at % 2], piece),) for at, piece in pieces))
