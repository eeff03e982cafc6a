"""The figures of a page: numbers with their denominators and the same period a year before, charts, tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.figures import asking, reads
from langnghe.figures.asking import Sought, address
from langnghe.figures.counting import COLUMNS, FIGURES, PARTS, Counted, Numbers, broken_down, numbers
from langnghe.figures.drawing import Bar, bar
from langnghe.kernel.clock import local_today
from langnghe.kernel.formats import short_date
from langnghe.people.models import Mandate
from langnghe.people.remembering import remembered
from langnghe.places.models import ResidentialGroup
from langnghe.shell.numbers import number, percent

SMALL = 10
# What of a matter, as words of the address.
Words = Callable[[object], dict[str, str]]


@dataclass(frozen=True)
class Told:
    """A number on top: with its rows, what it is a part of, its share, and how it was a year before."""

    code: str
    name: str
    count: int
    url: str
    of: str
    share: str
    before: str


@dataclass(frozen=True)
class Line:
    """A line of a table: a name and (label, count, address of the rows) for each column."""

    name: str
    cells: list[tuple[str, int, str]]
    numbers: Numbers


@dataclass(frozen=True)
class Section:
    """One way to break the figures down: as bars and as a table."""

    code: str
    title: str
    bars: list[Bar]
    lines: list[Line]


@dataclass(frozen=True)
class Counts:
    """Every number of a page: of the period, of it as far as it has come, of the same days a year before, by lines."""

    total: Numbers
    so_far: Numbers
    earlier: Numbers
    lines: dict[str, dict[object, Numbers]]


# Code of a section: what its lines have in common.
BY: dict[str, Callable[[Counted], object]] = {
    "linh-vuc": lambda one: one.topic,
    "to": lambda one: one.group_id,
    "kenh": lambda one: one.channel,
    "thang": lambda one: one.raised_on.replace(day=1),
}


def _count(mandate: Mandate, sought: Sought, today: date) -> Counts:
    period, before = sought.period, sought.period.a_year_before(today)
    fetched = [one for one in reads.counted(mandate, [period, before]) if sought.means(one)]
    now = [one for one in fetched if period.holds(one.raised_on)]
    reached = max(period.since, today)
    return Counts(
        numbers(now), numbers(one for one in now if one.raised_on <= reached),
        numbers(one for one in fetched if before.holds(one.raised_on)),
        {code: broken_down(now, by) for code, by in BY.items()},
    )  # fmt: skip


@dataclass
class Sheet:
    """Everything counted for one mandate and one wish; not anew while nothing happens in the ward."""

    mandate: Mandate
    groups: Mapping[UUID, ResidentialGroup]
    sought: Sought

    def __post_init__(self) -> None:
        self.known = remembered(self.mandate, "figures")
        self.counts: Counts = self.known.get(str(self.sought), lambda: _count(self.mandate, self.sought, local_today()))

    @property
    def told(self) -> list[Told]:
        """The numbers on top."""
        return [self._told(code) for code in FIGURES if code != "den-han"]

    @property
    def sections(self) -> list[Section]:
        """By topic, group, channel and month; one that says nothing new is left out."""
        wanted: list[tuple[str, str, Callable[[Any], str], Words]] = [
            ("linh-vuc", _("Theo lĩnh vực"), asking.topic_name, self._topic),
            ("to", _("Theo tổ"), self._group_name, self._group),
            ("kenh", _("Theo cách gửi"), asking.channel_name, self._channel),
        ]
        found = [self._section(*one) for one in wanted]
        return [*found, self._months()] if len(self.sought.period.months) > 1 else found

    @property
    def table(self) -> Iterator[tuple[str, str, Numbers]]:
        """The lines of the files."""
        yield _("Tất cả"), _("Kỳ này"), self.counts.total
        yield _("Tất cả"), _("Cùng kỳ năm trước"), self.counts.earlier
        for section in self.sections:
            for line in section.lines:
                yield section.title, line.name, line.numbers

    def url(self, name: str = "index", **changes: str) -> str:
        """The address of the same wish with some words changed."""
        return reverse(f"figures:{name}") + address(self.sought, self.groups, **changes)

    def _told(self, code: str) -> Told:
        figure, figures = FIGURES[code], self.counts.total.figures
        so_far, earlier = self.counts.so_far, self.counts.earlier
        whole = figures.get(figure.of, 0)
        share = percent(figures[code], whole) if whole >= SMALL else ""
        of = _("trong %(count)s %(what)s") % {"count": number(whole), "what": figure.of_name} if figure.of else ""
        before = _compared(so_far.figures[code], earlier.figures[code], earlier.figures["vao"])
        return Told(code, str(figure.name), figures[code], self.url("rows", so=code), of, share, before)

    def _section(self, code: str, title: str, name: Callable[[Any], str], words: Words) -> Section:
        lines = self.counts.lines[code]
        return self._drawn(code, title, [(name(key), words(key), counts) for key, counts in lines.items()])

    def _months(self) -> Section:
        found = []
        today = local_today()
        for month in self.sought.period.months:
            if month.since > today:
                break
            counts = self.counts.lines["thang"].get(month.since.replace(day=1), Numbers())
            days = {"ky": "tu-chon", "tu": str(month.since), "den": str(month.until)}
            found.append((f"{month.since:%m/%Y}", days, counts))
        return self._drawn("thang", _("Theo tháng"), found)

    def _drawn(self, code: str, title: str, found: Sequence[tuple[str, dict[str, str], Numbers]]) -> Section:
        longest = max((counts.figures["vao"] for _name, _words, counts in found), default=0)
        bars = [
            Bar(name, counts.figures["vao"], self.url("rows", **words), bar(name, counts.parts, longest, f"{code}{at}"))
            for at, (name, words, counts) in enumerate(found)
        ]
        return Section(code, title, bars, [self._line(*one) for one in found])

    def _line(self, name: str, words: dict[str, str], counts: Numbers) -> Line:
        cells = [
            (str(FIGURES[code].name), counts.figures[code], self.url("rows", **words, so=code)) for code in COLUMNS
        ]  # fmt: skip
        return Line(name, cells, counts)

    def _topic(self, code: object) -> dict[str, str]:
        return {"linh-vuc": asking.topic_address(str(code) or asking.NONE)}

    def _group(self, group: object) -> dict[str, str]:
        return {"to": asking.group_address(group or asking.NONE, self.groups)}

    def _channel(self, code: object) -> dict[str, str]:
        return {"kenh": asking.channel_address(str(code) or asking.NONE)}

    def _group_name(self, group: object) -> str:
        known = self.groups.get(group) if isinstance(group, UUID) else None
        return str(known) if known else str(_("Chưa rõ tổ"))


def chosen(sought: Sought, groups: Mapping[UUID, ResidentialGroup]) -> list[str]:
    """What is asked for, in words."""
    period = sought.period
    days = _("từ %(since)s đến %(until)s") % {"since": short_date(period.since), "until": short_date(period.until)}
    group = groups.get(sought.group) if isinstance(sought.group, UUID) else None
    return [
        days,
        *([asking.topic_name(sought.topic)] if sought.topic else []),
        *([str(group) if group else str(_("Chưa rõ tổ"))] if sought.group else []),
        *([asking.channel_name(sought.channel)] if sought.channel else []),
    ]


def legend() -> list[tuple[str, str]]:
    """(code, name) of the parts of each bar."""
    return [(code, str(name)) for code, name in PARTS.items()]


def _compared(now: int, before: int, any_before: int) -> str:
    if not any_before:
        return _("không có cùng kỳ")
    if now == before:
        return _("bằng cùng kỳ năm trước")
    words = {"by": number(abs(now - before)), "before": number(before)}
    if now > before:
        return _("tăng %(by)s so với cùng kỳ năm trước (%(before)s)") % words
    return _("giảm %(by)s so với cùng kỳ năm trước (%(before)s)") % words
