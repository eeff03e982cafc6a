"""Keeping the sums: what happened marks a ward's month, a marked month is counted anew from the facts, whole.

Counting anew gives the same however often it is done, so a step that is told twice, late or out of order does no harm.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import OWED
from langnghe.figures import reads
from langnghe.figures.counting import Counted, numbers
from langnghe.figures.models import FIELDS, MonthSums, PartSums, Recount
from langnghe.kernel.clock import local_today, now
from langnghe.ledger.models import Entry
from langnghe.matters.models import Joining, Matter
from langnghe.places.models import Ward

# Fewer matters of a sealed kind than this in a ward's month are counted under no topic: nobody can tell them there.
FEW = 5
SLICE_MATTERS = 5_000
MONTHS_AT_ONCE = 50

OF_MATTERS = (
    "matter.opened", "matter.joined", "matter.parted", "matter.merged", "matter.unmerged", "matter.retopiced",
    "matter.asked", "matter.heard_back", "matter.released", "matter.left", "matter.came_back", "matter.due_moved",
    "answer.released", "hand_over.opened", "hand_over.accepted", "hand_over.refused",
)  # fmt: skip
# `house.followers` marks after those steps of a promise that change the state of its matter.
OF_PROMISES = ("commitment.entered", "commitment.contested", "commitment.contest_backed",
               "commitment.contest_set_aside")  # fmt: skip
OF_OPINIONS = ("opinion.sorted", "opinion.added", "opinion.withdrawn", "opinion.resumed", "opinion.erased")
OF_WARDS = ("earlier_import.applied", "earlier_import.undone")


def mark(entry: Entry) -> bool:
    """Something happened to a matter, a promise or an opinion: its months are to be counted anew. Safe twice."""
    mark_all([entry])
    return False


def mark_all(entries: Sequence[Entry]) -> None:
    """The same for several steps."""
    mark_months({(ward_id, day.replace(day=1)) for ward_id, day in _raised(entries)})


def mark_ward(entry: Entry) -> bool:
    """Matters of many months came or went at once: all of the ward is to be counted anew. Safe twice."""
    ask(entry.ward_id)
    return False


def mark_month(ward_id: UUID, month: date) -> None:
    """One month of a ward is to be counted anew."""
    mark_months({(ward_id, month)})


@transaction.atomic
def mark_months(months: Collection[tuple[UUID, date]]) -> None:
    """These months of these wards are to be counted anew. Always in the same order: two who mark never wait in a
    ring."""
    if len(some := _held(months)) < len(months):
        new = [MonthSums(ward_id=ward_id, month=month, marks=0) for ward_id, month in sorted(months)]
        MonthSums.objects.bulk_create(new, ignore_conflicts=True)
        some = _held(months)
    MonthSums.objects.filter(id__in=some).update(due=True, marks=F("marks") + 1)


def _held(months: Collection[tuple[UUID, date]]) -> list[UUID]:
    """The rows of these months, locked."""
    wanted = Q(id__in=[])
    for ward_id in {ward_id for ward_id, _month in months}:
        wanted |= Q(ward=ward_id, month__in=[month for of, month in months if of == ward_id])
    rows = MonthSums.objects.select_for_update().filter(wanted).order_by("ward_id", "month")
    return list(rows.values_list("id", flat=True))


def ask(*ward_ids: UUID) -> None:
    """These wards are to be counted from the ground."""
    Recount.objects.bulk_create([Recount(ward_id=ward_id) for ward_id in ward_ids], ignore_conflicts=True)


def ask_for_all() -> int:
    """Every ward is to be counted from the ground, or those left by whoever began that before; how many."""
    if not Recount.objects.exists():
        ask(*Ward.objects.filter(level="commune").values_list("id", flat=True))
    return Recount.objects.count()


def work_off(seconds: float | None = None, told: Callable[[int], None] | None = None) -> bool:
    """Count what is to be counted, as long as that; True while more is left. `told`: how many wards are left."""
    until = None if seconds is None else time.monotonic() + seconds
    _ask_for_new()
    for step in (_months, _wards):
        for left in step():
            if told is not None:
                told(left)
            if until is not None and time.monotonic() >= until:
                return True
    return False


def count_months(ward_id: UUID, months: Sequence[date]) -> None:
    """Count some neighbouring months of a ward from the facts. A mark set meanwhile stays, and is counted again."""
    seen = _marks(ward_id, months)
    at, found = now(), reads.counted_for_all(ward_id, min(months), _after(max(months)))
    by_month = {month: list(some) for month, some in groupby(sorted(found, key=_month), key=_month)}
    with transaction.atomic():
        for row in MonthSums.objects.select_for_update().filter(ward=ward_id, month__in=months).order_by("month"):
            some = by_month.get(row.month, [])
            _fill(row, [one for one, _sealed in some])
            row.counted_at, row.turns_on, row.due = at, _turns_on(some), row.marks != seen[row.month]
            row.save()
        PartSums.objects.filter(ward=ward_id, month__in=months).delete()
        PartSums.objects.bulk_create(part for month in months for part in _parts(ward_id, month, by_month.get(month)))


def _marks(ward_id: UUID, months: Sequence[date]) -> dict[date, int]:
    """How often each month was marked; rows are made where there are none."""
    some = MonthSums.objects.filter(ward=ward_id, month__in=months)
    known = dict(some.values_list("month", "marks"))
    new = [MonthSums(ward_id=ward_id, month=month, marks=0) for month in months if month not in known]
    MonthSums.objects.bulk_create(new, ignore_conflicts=True)
    return dict.fromkeys(months, 0) | known


def _raised(entries: Iterable[Entry]) -> set[tuple[UUID, date]]:
    """(ward, day) of the matters that entries are about, and of those whose opinions they have or had."""
    found: set[tuple[UUID, date]] = set()
    for room, some in groupby(sorted(entries, key=attrgetter("room")), key=attrgetter("room")):
        found |= set(_matters(room, list(some)).order_by().values_list("ward_id", "raised_on"))
    return found


def _matters(room: str, entries: Sequence[Entry]) -> "QuerySet[Matter]":
    subjects = {entry.subject_id for entry in entries}
    joined = Joining.objects.filter(ward__in={entry.ward_id for entry in entries})
    if room == "commitments":
        about = Commitment.objects.filter(id__in=subjects, subject_room="matters").values("subject_id")
        return Matter.objects.filter(id__in=about)
    if room == "opinions":
        return Matter.objects.filter(id__in=joined.filter(opinion__in=subjects).values("matter_id"))
    opinions = joined.filter(matter__in=subjects).values("opinion_id")
    beside = Matter.objects.filter(id__in=joined.filter(opinion__in=opinions).values("matter_id"))
    # Two questions: for "this or that" PostgreSQL walks the whole table, eight milliseconds a job at a million matters.
    return Matter.objects.filter(id__in=subjects).union(beside)


def _ask_for_new() -> None:
    """Wards that have matters and no sums at all: this version is the first that counts them."""
    known, asked = (model.objects.filter(ward=OuterRef("pk")) for model in (MonthSums, Recount))
    matters = Matter.objects.filter(ward=OuterRef("pk")).order_by()
    new = Ward.objects.filter(Exists(matters), ~Exists(known), ~Exists(asked))
    ask(*new.values_list("id", flat=True))


def _months() -> Iterator[int]:
    """Count marked months, and those that time alone has changed, a few at a time."""
    late = Q(due=True) | Q(turns_on__lte=local_today())
    waiting = MonthSums.objects.filter(late).exclude(ward__in=Recount.objects.values("ward_id"))
    done: set[tuple[UUID, date]] = set()
    while some := [one for one in waiting.order_by("ward_id", "month").values_list("ward_id", "month")[:MONTHS_AT_ONCE]
                   if one not in done]:  # fmt: skip
        for ward_id, month in some:
            count_months(ward_id, [month])
            done.add((ward_id, month))
            yield 0


def _wards() -> Iterator[int]:
    """Count ward after ward from the ground; a ward is done when its last month is."""
    while (recount := Recount.objects.order_by("ward_id").first()) is not None:
        _from_the_ground(recount.ward_id)
        recount.delete()
        yield Recount.objects.count()


def _from_the_ground(ward_id: UUID) -> None:
    raised = Matter.objects.filter(ward=ward_id).order_by().annotate(month=TruncMonth("raised_on"))
    counts = dict(raised.values_list("month").annotate(count=Count("id")))
    known = MonthSums.objects.filter(ward=ward_id).values_list("month", flat=True)
    for months in _slices(sorted({*counts, *known}), counts):
        count_months(ward_id, months)


def _slices(months: Iterable[date], counts: dict[date, int]) -> Iterator[list[date]]:
    """Neighbouring months of so many matters together that they are counted at once."""
    some: list[date] = []
    held = 0
    for month in months:
        if some and held + counts.get(month, 0) > SLICE_MATTERS:
            yield some
            some, held = [], 0
        some.append(month)
        held += counts.get(month, 0)
    if some:
        yield some


def _parts(ward_id: UUID, month: date, found: "Sequence[tuple[Counted, bool]] | None") -> Iterator[PartSums]:
    some = found or []
    hidden = _few([(one.topic, sealed) for one, sealed in some])
    keys: dict[str, Callable[[Counted, bool], str]] = {
        "topic": lambda one, sealed: "" if sealed and one.topic in hidden else one.topic,
        "group": lambda one, _sealed: str(one.group_id or ""),
        "channel": lambda one, _sealed: one.channel,
    }
    for by, key in keys.items():
        parts: dict[str, list[Counted]] = {}
        for one, sealed in some:
            parts.setdefault(key(one, sealed), []).append(one)
        for word, matters in parts.items():
            part = PartSums(ward_id=ward_id, month=month, by=by, key=word)
            _fill(part, matters)
            yield part


def _few(kinds: Iterable[tuple[str, bool]]) -> set[str]:
    """The topics that have some matters of a sealed kind, and few."""
    sealed = [topic for topic, is_sealed in kinds if is_sealed]
    return {topic for topic in sealed if sealed.count(topic) < FEW}


def _fill(row: "MonthSums | PartSums", matters: Sequence[Counted]) -> None:
    counted = numbers(matters)
    for code, name in FIELDS.items():
        setattr(row, name, counted.figures[code])
    row.waiting = counted.parts["waiting"]
    row.oldest = min((one.raised_on for one in matters if one.is_open), default=None)


def _turns_on(found: "Sequence[tuple[Counted, bool]]") -> date | None:
    """The next day on which these count otherwise although nothing happened: a day passes, a claim's time is over."""
    today, days = local_today(), []
    for one, _sealed in found:
        if one.is_open and one.answered_on is None and one.due_on is not None and not one.paused:
            days.append(one.due_on + timedelta(days=1))
        for promise in one.promises:
            if promise.state in OWED:
                days.append(promise.due_on + timedelta(days=1))
            elif promise.state in ("claimed", "confirmed"):
                days.append(today + timedelta(days=1))
    return min((day for day in days if day > today), default=None)


def _month(found: tuple[Counted, bool]) -> date:
    return found[0].raised_on.replace(day=1)


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
