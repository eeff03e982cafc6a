"""The officer's first page: what waits this morning, and the same on one sheet of paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from langnghe.desk import board, reads
from langnghe.desk.morning import again, reading
from langnghe.desk.morning.showing import Line, opinion_line
from langnghe.kernel.clock import local_now, local_today
from langnghe.kernel.doors import officer
from langnghe.language.topics import name_of
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people.acting import mandate_of
from langnghe.people.models import Mandate
from langnghe.people.remembering import remembered
from langnghe.shell.way_back import a_list

ON_PAPER = 12


@officer("account.own")
@require_safe
@a_list(gettext_lazy("Việc hôm nay"))
def home(request: HttpRequest) -> HttpResponse:
    """The morning of a mandate: what is late, what is its own, what residents just said, what waits for its word."""
    mandate = mandate_of(request)
    if mandate.role == "province_viewer":
        return redirect("provinces:index")
    context = {
        "morning": reading.read(mandate), "today": local_today(), "greeting": reads.greeting(local_now()),
        "first_steps": reads.first_steps(mandate), "works": mandate.may("opinions.list"),
        "care": reads.care(mandate), **_of_the_ward(mandate),
    }  # fmt: skip
    return render(request, "desk/home.html", context)


@officer("account.own")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The same on one sheet, to be taken along: serials, days, few words, boxes to tick."""
    mandate = mandate_of(request)
    context = {"morning": reading.read(mandate, ON_PAPER), "at": local_now(), "holder": mandate.officer.name}
    return render(request, "desk/paper.html", context)


@officer("matters.work")
@require_safe
@a_list(gettext_lazy("Cùng một chỗ, nhiều người nói"))
def places(request: HttpRequest) -> HttpResponse:
    """Where residents speak of the same place again and again, with the opinions themselves."""
    mandate, today = mandate_of(request), local_today()
    found = reading.places_of(mandate, remembered(mandate, "morning"))
    wanted = {row_id for place in found for row_id in place.ids}
    rows = opinions.in_scope(mandate).filter(pk__in=wanted).select_related("ward", "group").defer("folded")
    by_id: dict[Any, Opinion] = {row.pk: row for row in rows}
    spots = [(place, _title(place, by_id), _lines(place, by_id, today)) for place in found]
    return render(request, "desk/places.html", {"spots": spots, "days": again.DAYS, "metres": int(again.METRES)})


def _title(place: again.Again, by_id: dict[Any, Opinion]) -> str:
    group = next((str(by_id[one].group) for one in place.ids if one in by_id and by_id[one].group), "")
    return " · ".join(word for word in (str(name_of(place.topic)) if place.topic else "", group) if word)


def _lines(place: again.Again, by_id: dict[Any, Opinion], today: Any) -> list[Line]:
    return [opinion_line(by_id[one], today) for one in place.ids if one in by_id]


def _of_the_ward(mandate: Mandate) -> dict[str, Any]:
    """The ward's figures for those who read no words of residents."""
    if mandate.may("opinions.list") or not mandate.may("totals.read") or mandate.ward.level != "commune":
        return {}
    return {"figures": board.figures(mandate.ward)}
