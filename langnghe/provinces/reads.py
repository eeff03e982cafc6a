"""The sums of wards, added up: nothing but rows of `figures.summing` is read here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from langnghe.figures.asking import Period
from langnghe.figures.counting import Numbers
from langnghe.figures.models import FIELDS, MonthSums, PartSums, Recount, Sums
from langnghe.places.models import ResidentialGroup
from langnghe.provinces.territory import Territory

# What every line carries, in this order: the figures, then what is still in time, then who waits longest.
NAMES = (*FIELDS.values(), "waiting", "oldest")
AT_ONCE = 2_000


@dataclass
class Total(Numbers):
    """Numbers of some months, and since which day the longest waiting of them waits."""

    oldest: date | None = None

    def take(self, values: Iterable[Any]) -> None:
        """Add a row of `NAMES`."""
        *counts, waiting, oldest = values
        for code, count in zip(FIELDS, counts, strict=True):
            self.figures[code] += count
        found, parts = self.figures, self.parts
        parts["on_time"], parts["late"] = found["dung-han"], found["tre"]
        parts["slow"] = found["den-han"] - found["dung-han"] - found["tre"]
        parts["waiting"] += waiting
        parts["other"] = found["vao"] - sum(parts[code] for code in ("on_time", "late", "slow", "waiting"))
        self.oldest = min((day for day in (self.oldest, oldest) if day), default=None)


@dataclass(frozen=True)
class Standing:
    """What is known of a ward's sums. `first`: the first month in which something came; none: no data at all."""

    first: date | None = None
    counted_at: datetime | None = None
    is_due: bool = False


@dataclass
class Counts:
    """The totals of a territory: all of it, by ward, by month; each the sum of the next."""

    total: Total = field(default_factory=Total)
    places: dict[UUID, Total] = field(default_factory=dict)
    months: dict[date, Total] = field(default_factory=dict)


def counts(territory: Territory, period: Period) -> Counts:
    """Totals of every ward that has any, and of every month; two statements."""
    found, some = Counts(), _within(MonthSums.objects.all(), territory, period)
    for ward_id, *values in _summed(some, "ward_id"):
        found.places.setdefault(territory.heads[ward_id], Total()).take(values)
        found.total.take(values)
    for month, *values in _summed(some, "month"):
        found.months.setdefault(month, Total()).take(values)
    return found


def standings(territory: Territory) -> dict[UUID, Standing]:
    """What is known of each ward's sums; wards never counted are absent. Two statements."""
    some = MonthSums.objects.filter(ward__in=territory.row_ids).order_by().values("ward_id")
    rows = some.annotate(
        first=Min("month", filter=Q(came__gt=0)), at=Max("counted_at"), late=Count("id", filter=Q(due=True))
    )  # fmt: skip
    asked = set(Recount.objects.values_list("ward_id", flat=True))
    found: dict[UUID, Standing] = {}
    for row in rows:
        head = territory.heads[row["ward_id"]]
        new = Standing(row["first"], row["at"], bool(row["late"]) or row["ward_id"] in asked)
        found[head] = _together(found.get(head), new)
    for ward_id in asked & set(territory.heads):
        found[territory.heads[ward_id]] = _together(found.get(territory.heads[ward_id]), Standing(is_due=True))
    return found


def by_part(territory: Territory, period: Period, by: str) -> dict[str, dict[date, Total]]:
    """By topic, group or channel, and within each by month; one statement."""
    found: dict[str, dict[date, Total]] = {}
    for key, month, *values in _summed(_within(PartSums.objects.filter(by=by), territory, period), "key", "month"):
        found.setdefault(key, {}).setdefault(month, Total()).take(values)
    return found


def by_key(territory: Territory, period: Period, by: str) -> dict[str, Total]:
    """By topic, group or channel over all the months; one statement."""
    found: dict[str, Total] = {}
    for key, *values in _summed(_within(PartSums.objects.filter(by=by), territory, period), "key"):
        found.setdefault(key, Total()).take(values)
    return found


def together(totals: Iterable[Total]) -> Total:
    """The sum of some totals."""
    found = Total()
    for one in totals:
        found.take([*one.figures.values(), one.parts["waiting"], one.oldest])
    return found


def groups(territory: Territory) -> dict[str, str]:
    """Names of groups by their id in the sums; one of a merged ward goes by what it is today. One statement."""
    rows = ResidentialGroup.objects.filter(ward__in=territory.row_ids)
    now = {group.former_id: group for group in rows if group.former_id}
    found = {}
    for group in rows:
        today = group
        while today.id in now:
            today = now[today.id]
        found[str(group.id)] = str(today)
    return found


def lines(territory: Territory, period: Period) -> Iterator[tuple[Any, ...]]:
    """(ward id, month, topic, then `NAMES`) of every cell, so many read at a time."""
    some = _within(PartSums.objects.filter(by="topic"), territory, period)
    rows = some.order_by("ward_id", "month", "key").values_list("ward_id", "month", "key", *NAMES)
    yield from rows.iterator(AT_ONCE)


def _within(some: "QuerySet[Any]", territory: Territory, period: Period) -> "QuerySet[Any]":
    return some.filter(ward__in=territory.row_ids, month__range=(period.since, period.until))


def _summed(some: "QuerySet[Sums]", *by: str) -> "QuerySet[Any, tuple[Any, ...]]":
    asked: dict[str, Any] = {f"sum_{name}": Sum(name) for name in NAMES if name != "oldest"}
    return some.order_by().values_list(*by).annotate(**asked, min_oldest=Min("oldest"))


def _together(one: Standing | None, other: Standing) -> Standing:
    if one is None:
        return other
    firsts = [day for day in (one.first, other.first) if day]
    times = [at for at in (one.counted_at, other.counted_at) if at]
    return Standing(min(firsts, default=None), max(times, default=None), one.is_due or other.is_due)


def of_provinces(territory: Territory, places: Mapping[UUID, Total]) -> dict[str, Total]:
    """The totals of wards as those of their provinces, by code."""
    found: dict[str, list[Total]] = {}
    for place_id, total in places.items():
        found.setdefault(territory.places[place_id].province_code, []).append(total)
    return {code: together(some) for code, some in found.items()}
