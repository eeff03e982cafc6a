"""What the pages of sums show: numbers with their denominators, charts and tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langnghe.figures.asking import Period
from langnghe.figures.counting import FIGURES
from langnghe.figures.drawing import Bar, bar
from langnghe.figures.pages.showing import SMALL
from langnghe.kernel.formats import short_date
from langnghe.language.topics import TOPICS
from langnghe.provinces import reads
from langnghe.provinces.asking import NAME, Asked
from langnghe.provinces.reads import Standing, Total
from langnghe.provinces.sheets import topic_told
from langnghe.provinces.tables import COLUMNS, Line
from langnghe.provinces.territory import Place, Territory
from langnghe.shell.numbers import number, percent


@dataclass(frozen=True)
class Told:
    """A number on top, with what it is a part of."""

    code: str
    name: str
    count: int
    of: str = ""
    after: str = ""


@dataclass(frozen=True)
class Section:
    """One way to break the sums down: as bars and as a table."""

    code: str
    title: str
    what: str
    bars: list[Bar]
    lines: list[Line]


@dataclass(frozen=True)
class Head:
    """The head of a column: where it leads, and whether its order is the present one ("", ascending, descending)."""

    name: str
    url: str
    sorted: str


def told(total: Total, today: date) -> list[Told]:
    """Every figure with its denominator, and who has waited longest."""
    found = [_told(code, total) for code in FIGURES if code != "den-han"]
    waited = Line("", total, today=today).waited
    longest = [] if waited is None else [Told("lau-nhat", _("Việc chờ trả lời lâu nhất"), waited, after=_("ngày chờ"))]
    return [*found, *longest]


def _told(code: str, total: Total) -> Told:
    figure, count = FIGURES[code], total.figures[code]
    if not figure.of:
        return Told(code, str(figure.name), count)
    whole = total.figures[figure.of]
    of = _("trong %(count)s %(what)s") % {"count": number(whole), "what": figure.of_name}
    return Told(code, str(figure.name), count, f"{of} ({percent(count, whole)})" if whole >= SMALL else of)


def heads(asked: Asked, path: str, what: str) -> list[Head]:
    """The heads of a table; a second click turns the order round."""
    found = [(NAME, what), *((column.code, str(column.name)) for column in COLUMNS.values())]
    return [_head(code, name, asked, path) for code, name in found]


def _head(code: str, name: str, asked: Asked, path: str) -> Head:
    here = asked.order == code
    # Names begin with A, numbers with the largest.
    up = not asked.up if here else code == NAME
    url = path + asked.query(xep=code, chieu="len" if up else "")
    return Head(name, url, ("ascending" if asked.up else "descending") if here else "")


def wards(
    territory: Territory, counts: Mapping[UUID, Total], known: Mapping[UUID, Standing], asked: Asked, today: date
) -> list[Line]:  # fmt: skip
    """A line for each ward: no data at all, nothing in these months, or its totals."""
    return [
        Line(place.name, of_place(counts.get(key), known.get(key), asked.period),
             reverse("provinces:place", args=[place.code]) + asked.query(xep="", chieu=""),
             notes_of(place, known.get(key)), today)
        for key, place in territory.places.items()
    ]  # fmt: skip


def of_place(total: Total | None, known: Standing | None, period: Period) -> Total | None:
    """None where nothing had ever come by the end of the months; a ward that has begun shows zeros."""
    if total is not None and total.figures["vao"]:
        return total
    begun = known is not None and known.first is not None and known.first <= period.until
    return Total() if begun else None


def notes_of(place: Place, known: Standing | None) -> list[str]:
    """What has to be known to read a ward's numbers: who was merged into it, and that it is being counted."""
    merged = [_("gồm cả %(name)s, nhập ngày %(day)s") % {"name": one.name, "day": short_date(one.on)}
              for one in place.merged]  # fmt: skip
    return [*merged, *([_("đang đếm lại")] if known is not None and known.is_due else [])]


def provinces(territory: Territory, counts: Mapping[UUID, Total], asked: Asked, today: date) -> list[Line]:
    """A line for each province that has a ward here."""
    totals, here = reads.of_provinces(territory, counts), [one.province_code for one in territory.places.values()]
    return [
        Line(name, totals.get(code), reverse("provinces:province", args=[code]) + asked.query(xep="", chieu=""),
             [_wards(here.count(code))], today)
        for code, name in territory.provinces.items()
    ]  # fmt: skip


def _wards(count: int) -> str:
    return ngettext("%(count)s phường, xã", "%(count)s phường, xã", count) % {"count": number(count)}


def months(found: Mapping[date, Total], period: Period, today: date) -> Section:
    """Month after month, also those in which nothing came; not those that lie ahead."""
    some = [month.since for month in period.months if month.since <= today]
    lines = [(f"{month:%m/%Y}", found.get(month, Total())) for month in some]
    return section("thang", _("Theo tháng"), _("Tháng"), lines, today)


def topics(found: Mapping[str, Total], today: date) -> Section:
    """Topics, the most frequent first, what has none last."""
    order = sorted(found.items(), key=lambda item: (not item[0], -item[1].figures["vao"]))
    lines = [(topic_told(code), total) for code, total in order]
    return section("linh-vuc", _("Theo lĩnh vực"), _("Lĩnh vực"), lines, today)


def section(code: str, title: str, what: str, found: Iterable[tuple[str, Total]], today: date) -> Section:
    """Bars and lines of the same."""
    some = list(found)
    longest = max((total.figures["vao"] for _name, total in some), default=0)
    bars = [
        Bar(name, total.figures["vao"], "", bar(name, total.parts, longest, f"{code}{at}"))
        for at, (name, total) in enumerate(some)
    ]
    return Section(code, title, what, bars, [Line(name, total, today=today) for name, total in some])


def crossed(found: Mapping[str, Mapping[date, Total]], period: Period, today: date) -> dict[str, object]:
    """Topics by months: how many matters came; with the sums of both."""
    some = [month.since for month in period.months if month.since <= today]
    order = {code: at for at, code in enumerate(TOPICS)}
    lines = []
    for code in sorted(found, key=lambda code: order.get(code, len(order))):
        counts = [_came(found[code].get(month)) for month in some]
        lines.append((topic_told(code), counts, sum(counts)))
    sums = [sum(line[1][at] for line in lines) for at in range(len(some))]
    names = [f"{month:%m/%y}" for month in some]
    return {
        "months": names, "sums": list(zip(names, sums, strict=True)), "total": sum(sums),
        "lines": [(name, list(zip(names, counts, strict=True)), total) for name, counts, total in lines],
    }  # fmt: skip


def _came(total: Total | None) -> int:
    return total.figures["vao"] if total else 0
