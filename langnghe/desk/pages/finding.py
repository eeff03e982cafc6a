"""Looking for words on the boards of all wards of a province: what is published there, and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import public
from langnghe.matters.models import Matter
from langnghe.matters.pages.asking import BEST
from langnghe.matters.pages.showing import Line, lines_of
from langnghe.matters.reads import complete, rests_on_public_words
from langnghe.places.models import Province
from langnghe.places.reads import open_wards
from langnghe.searching import reads as searching
from langnghe.searching.expressions import any_word
from langnghe.searching.marks import province_mark
from langnghe.searching.models import Published
from langnghe.shell.caching import public_for
from langnghe.shell.paging import page_of

SECONDS, LONGEST, MOST, SHOWN = 30, 200, 200, 20


@dataclass(frozen=True)
class Asked:
    """What somebody looks for, and in which province; none: in all that are here."""

    words: str
    province: Province | None
    best_first: bool


@public
@require_safe
@public_for(SECONDS)
def find(request: HttpRequest) -> HttpResponse:
    """Matters of all boards, newest first or closest first, up to two hundred."""
    provinces = sorted({ward.province for ward in open_wards()}, key=lambda one: one.name)
    if not provinces:
        raise Http404
    asked = _asked(request, provinces)
    query = searching.asked(asked.words)
    marks = any_word(*(province_mark(one.pk) for one in ([asked.province] if asked.province else provinces)))
    look = searching.best if asked.best_first else searching.find
    found = look(Published, query, marks, limit=searching.NEWEST if asked.best_first else MOST, bare=True)
    page = page_of([row.ordinal for row in found.rows[:MOST]], request, SHOWN)
    context: dict[str, Any] = {
        "asked": asked, "found": found, "page": page, "provinces": provinces, "best": BEST, "most": MOST,
        "lines": _lines(list(page.object_list), found), "more": len(found.rows) > MOST or found.more,
    }  # fmt: skip
    return render(request, "desk/find.html", context)


def _asked(request: HttpRequest, provinces: list[Province]) -> Asked:
    said = request.GET
    province = next((one for one in provinces if one.code == said.get("tinh", "")), None)
    words = " ".join(said.get("tim", "").replace("\0", "").split())[:LONGEST]
    return Asked(words, province, said.get("xep") == BEST)


def _lines(rows: list[int], found: searching.Found) -> list[Line]:
    """Those of a page that may be read at this moment, in the order in which they were found."""
    readable = complete(Matter.objects.filter(rests_on_public_words(), board_row__in=rows))
    by_row = {matter.board_row: matter for matter in readable}
    return lines_of([by_row[row] for row in rows if row in by_row], found.query)
