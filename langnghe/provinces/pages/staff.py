"""The sums of many wards: of the country's provinces, of a province's wards, by topic, of one ward."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from langnghe.figures.asking import channel_name
from langnghe.figures.pages.showing import legend
from langnghe.kernel import sorting
from langnghe.kernel.doors import officer
from langnghe.provinces import reads
from langnghe.provinces.pages import showing
from langnghe.provinces.pages.scope import View, named_in, view_of
from langnghe.provinces.tables import in_order
from langnghe.shell.paging import page_of

CAPABILITY = "provinces.read"
SHOWN = 50


@officer(CAPABILITY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The sums of all that the mandate looks over, and a line for each province or ward of it."""
    view = view_of(request)
    if view.territory.level == "commune":
        place = next(iter(view.territory.places.values()))
        return redirect("provinces:place", code=place.code)
    return _units(request, view)


@officer(CAPABILITY)
@require_safe
def province(request: HttpRequest, code: str) -> HttpResponse:
    """One province, for who looks over the country."""
    return _units(request, view_of(request, province=code))


def _units(request: HttpRequest, view: View) -> HttpResponse:
    counts, known = reads.counts(view.territory, view.asked.period), reads.standings(view.territory)
    is_country = view.territory.level == "country"
    if is_country:
        lines = showing.provinces(view.territory, counts.places, view.asked, view.today)
    else:
        lines = showing.wards(view.territory, counts.places, known, view.asked, view.today)
    what = _("Tỉnh, thành phố") if is_country else _("Phường, xã")
    context = {
        **view.context, "is_country": is_country, "is_part": view.territory is not view.whole, "what": what,
        "told": showing.told(counts.total, view.today), "legend": legend(), "communes": view.territory.communes,
        "page": page_of(in_order(lines, view.asked), request, SHOWN),
        "heads": showing.heads(view.asked, view.path, what),
        "months": showing.months(counts.months, view.asked.period, view.today), **_counted(known),
    }  # fmt: skip
    return render(request, "provinces/index.html", context)


@officer(CAPABILITY)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """The same wards by topic, and by topic and month."""
    view = named_in(request)
    found = reads.by_part(view.territory, view.asked.period, "topic")
    totals = {code: reads.together(by_month.values()) for code, by_month in found.items()}
    context = {
        **view.context, "section": showing.topics(totals, view.today), "legend": legend(),
        "columns": showing.heads(view.asked, view.path, ""),
        "crossed": showing.crossed(found, view.asked.period, view.today), **_counted(reads.standings(view.territory)),
    }  # fmt: skip
    return render(request, "provinces/topics.html", context)


@officer(CAPABILITY)
@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One ward: its months, topics, groups and channels, and where everybody reads more of it."""
    view = view_of(request, ward=code)
    ward, period, today = next(iter(view.territory.places.values())), view.asked.period, view.today
    found, known = reads.counts(view.territory, period), reads.standings(view.territory)
    by_topic = reads.by_part(view.territory, period, "topic")
    totals = {topic: reads.together(by_month.values()) for topic, by_month in by_topic.items()}
    total = showing.of_place(found.places.get(ward.id), known.get(ward.id), period)
    context = {
        **view.context, "ward": ward, "notes": showing.notes_of(ward, known.get(ward.id)), "legend": legend(),
        "told": showing.told(total, today) if total else [], "crossed": showing.crossed(by_topic, period, today),
        "is_alone": view.whole.level == "commune", "columns": showing.heads(view.asked, view.path, ""),
        "sections": _sections(view, found, totals) if total else [], **_counted(known),
    }  # fmt: skip
    return render(request, "provinces/place.html", context)


def _sections(view: View, found: reads.Counts, totals: dict[str, reads.Total]) -> list[showing.Section]:
    period, today = view.asked.period, view.today
    channels = reads.by_key(view.territory, period, "channel")
    return [
        showing.months(found.months, period, today), showing.topics(totals, today),
        showing.section("to", _("Theo tổ"), _("Tổ"), _groups(view), today),
        showing.section("kenh", _("Theo cách gửi"), _("Cách gửi"),
                        [(channel_name(code), total) for code, total in channels.items()], today),
    ]  # fmt: skip


def _groups(view: View) -> list[tuple[str, reads.Total]]:
    """Groups by name; those of a merged ward go by what they are today, where no group is known last."""
    names, found = reads.groups(view.territory), reads.by_key(view.territory, view.asked.period, "group")
    by_name: dict[str, list[reads.Total]] = {}
    for key, total in found.items():
        by_name.setdefault(names.get(key, ""), []).append(total)
    order = sorted(by_name, key=lambda name: (not name, sorting.key(name)))
    return [(name or _("Chưa rõ tổ"), reads.together(by_name[name])) for name in order]


def _counted(known: dict[Any, reads.Standing]) -> dict[str, Any]:
    """When the newest of these sums was counted, and how many wards are being counted anew."""
    times = [one.counted_at for one in known.values() if one.counted_at]
    return {"at": max(times, default=None), "due": sum(one.is_due for one in known.values())}
