"""Open clocks of matters counted anew when the calendar or a deadline changes, in slices, and what that changed.

Nobody makes a late matter look on time: what is late already keeps its day. Nobody makes one late by a change either:
no day moves before today.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from langnghe.deadlines.models import ClockRun, WardDeadline
from langnghe.deadlines.reads import Clocks
from langnghe.deadlines.rules import Deadline
from langnghe.kernel.actors import Bearer, system
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.formats import short_date
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.matters import rules
from langnghe.matters.holding import hold, keep
from langnghe.matters.models import OWES_ANSWER, Matter, Pause
from langnghe.places.models import Ward
from langnghe.places.reads import reach

SLICE = 100


@dataclass(frozen=True)
class Foreseen:
    """What a change would do to the clocks that run: how many it looks at, how many end later, how many earlier."""

    looked: int
    later: int
    earlier: int

    @property
    def moved(self) -> int:
        """How many get another day."""
        return self.later + self.earlier


def running(ward: Ward) -> QuerySet[Matter]:
    """The ward's matters whose answer is owed and not late, in the order in which they are counted anew."""
    owed = Matter.objects.filter(ward=ward, state__in=OWES_ANSWER, due_on__gte=local_today())
    return owed.exclude(topic__in=rules.NOTHING_OWED).order_by("id")


def foresee(ward: Ward, besides: Sequence[Deadline] = (), without: Sequence[WardDeadline] = ()) -> Foreseen:
    """What would change if the ward set these values, or took back these rows; the work of merged wards included."""
    looked = later = earlier = 0
    for each in books_of(ward):
        clocks = _clocks(each, besides, without)
        for matter in running(each).only("topic", "raised_on", "paused_days", "due_on").iterator(2_000):
            looked, new, old = looked + 1, _due(clocks, matter), matter.due_on or date.max
            later, earlier = later + (new > old), earlier + (new < old)
    return Foreseen(looked, later, earlier)


def books_of(ward: Ward) -> list[Ward]:
    """The ward, and those merged into it whose work it goes on with: their clocks follow its days."""
    return [ward, *Ward.objects.filter(id__in=reach(ward)[1:]).select_related("successor").order_by("opened_at")]


def recompute(entry: Entry, *, seconds: float) -> bool:
    """Count anew, because of a step in a ward, the open clocks of all its books; True while more is left. Safe twice.

    Each book has a run and entries of its own.
    """
    end = time.monotonic() + seconds
    ward = Ward.objects.select_related("successor").get(id=entry.ward_id)
    return any(_recompute(entry, each, end) for each in books_of(ward) if each == ward or _waits(each))


def _waits(ward: Ward) -> bool:
    """Whether a merged ward left anything whose days can move."""
    return running(ward).exists() or Pause.objects.filter(ward=ward, ended_on=None).exists()


def _recompute(entry: Entry, ward: Ward, end: float) -> bool:
    run = _run_of(entry, ward)
    if run.ended_at is not None:
        return False
    clocks, by = _clocks(run.ward), system(ward.id)
    while time.monotonic() < end:
        if not _slice(run, clocks, by):
            _end(run, clocks, by)
            return False
    return True


def _clocks(ward: Ward, besides: Sequence[Deadline] = (), without: Sequence[WardDeadline] = ()) -> Clocks:
    first = running(ward).order_by().aggregate(first=Min("raised_on"))["first"]
    return Clocks(ward, first or local_today(), besides, without)


def _due(clocks: Clocks, matter: Matter) -> date:
    found = clocks.due_day(matter.topic, "answer", matter.raised_on, matter.paused_days)
    return max(found, local_today())


def _run_of(entry: Entry, ward: Ward) -> ClockRun:
    runs, begun = ClockRun.objects.select_related("ward__successor"), {"kind": entry.kind, "began_at": now()}
    run, _made = runs.get_or_create(ward_id=ward.id, cause=entry.id, defaults=begun)
    return run


@transaction.atomic
def _slice(run: ClockRun, clocks: Clocks, by: Bearer) -> bool:
    """The next matters; False when none is left."""
    left = running(run.ward) if run.last_id is None else running(run.ward).filter(id__gt=run.last_id)
    some = list(left.only("topic", "raised_on", "paused_days", "due_on")[:SLICE])
    if not some:
        return False
    run.moved += sum(_move(matter.id, clocks, run, by) for matter in some if _due(clocks, matter) != matter.due_on)
    run.looked, run.last_id = run.looked + len(some), some[-1].id
    run.save(update_fields=["moved", "looked", "last_id"])
    return True


def _move(matter_id: UUID, clocks: Clocks, run: ClockRun, by: Bearer) -> bool:
    """Give a matter its new day, as it is now; False when somebody was faster."""
    matter = hold(matter_id)
    old, new = matter.due_on, _due(clocks, matter)
    if old is None or old == new or old < local_today() or matter.state not in OWES_ANSWER:
        return False
    matter.due_on = new
    keep(matter, "due_on")
    record(
        "matter.due_moved", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
        facts={"from": old.isoformat(), "to": new.isoformat(), "why": _why(run.kind)},
    )  # fmt: skip
    return True


@transaction.atomic
def _end(run: ClockRun, clocks: Clocks, by: Bearer) -> None:
    """The pauses follow the calendar too; then it is done, once."""
    if not ClockRun.objects.filter(id=run.id, ended_at=None).update(ended_at=now()):
        return
    _move_pauses(run.ward, clocks)
    record(
        "clocks.recomputed", ward_id=run.ward_id, subject=("deadlines", run.id), by=by.actor,
        facts={"cause": str(run.cause), "looked": run.looked, "moved": run.moved},
    )  # fmt: skip


def _move_pauses(ward: Ward, clocks: Clocks) -> None:
    """The last day to answer the ward's question; one that has passed stays."""
    open_pauses = Pause.objects.filter(ward=ward, ended_on=None, until_on__gte=local_today()).select_related("matter")
    for pause in open_pauses:
        until = max(clocks.due_day(pause.matter.topic, "ask_back", pause.from_on), local_today())
        Pause.objects.filter(id=pause.id, ended_on=None).exclude(until_on=until).update(until_on=until)


def _why(kind: str) -> str:
    if kind == "ward.merged":
        return "merger"
    return "calendar" if kind.startswith("ward_day.") else "deadline"


def sentence(entry: Entry) -> str:
    """A day that moved (`matter.due_moved`), in the words of the matter's history and of the sender's page."""
    return sentence_of(entry.facts)


def sentence_of(facts: Mapping[str, Any]) -> str:
    """The same from the facts of the entry."""
    days = {name: short_date(date.fromisoformat(str(facts[name]))) for name in ("from", "to")}
    if facts.get("why") == "calendar":
        return _("Ngày hẹn trả lời đổi từ %(from)s thành %(to)s vì lịch nghỉ thay đổi.") % days
    if facts.get("why") == "merger":
        return _("Ngày hẹn trả lời đổi từ %(from)s thành %(to)s, tính theo lịch của phường mới sau sáp nhập.") % days
    return _("Ngày hẹn trả lời đổi từ %(from)s thành %(to)s vì phường đặt lại thời hạn.") % days


def recent_runs(ward_ids: Sequence[UUID], since: date) -> QuerySet[ClockRun]:
    """Countings anew that ended since a day and moved something, newest first."""
    ended = ClockRun.objects.filter(ward_id__in=ward_ids, ended_at__date__gte=since, moved__gt=0)
    return ended.order_by("-ended_at", "id")
