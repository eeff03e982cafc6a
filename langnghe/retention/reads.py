"""Questions about how long things are kept: what goes by when, what stays though its time is over, what went."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import SETTLED
from langnghe.deadlines import reads as deadlines
from langnghe.deadlines import rules
from langnghe.deadlines.rules import STEPS, Deadline, Step
from langnghe.intake.models import CallBack
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.formats import number
from langnghe.kernel.ids import first_of
from langnghe.ledger.models import Entry
from langnghe.matters.models import DONE, NOBODY_WAITS, Joining, PublicPhoto
from langnghe.notices.models import Letterbox
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.places.models import Ward
from langnghe.places.reads import reach
from langnghe.retention.models import RetentionRun

KEPT = tuple(step.code for step in STEPS.values() if step.keeps)
AT_REST = (*DONE, *NOBODY_WAITS)
SHOWN, AT_ONCE = 100, 500
AHEAD = timedelta(days=30)
_UNGUARDED = Q(guard="", erasure_asked_at=None)


@dataclass(frozen=True)
class Due:
    """Something kept until a day: which step of `deadlines` says so, of which opinion, and since when all was over."""

    what: str
    opinion: Opinion
    rested: date
    until: date


@dataclass
class Foreseen:
    """What goes of one kind within some days: how many, and the first of them."""

    step: Step
    deadline: Deadline
    count: int = 0
    first: list[Due] = field(default_factory=list)

    @property
    def length(self) -> str:
        """How long it is kept, in the reader's words."""
        return spelled(self.deadline.days)


def due(ward: Ward, what: str, day: date, known: Sequence[Deadline] | None = None) -> Iterator[Due]:
    """What is kept no longer than `day` by the step `what`, oldest opinions first.

    Of opinions that nobody works on any more; what is guarded, asked to be erased or on the board is left out. `known`:
    other values than those that count.
    """
    yield from _due(ward, what, day, _goes(what) & _UNGUARDED, known)


def is_due(one: Due, today: date) -> bool:
    """Whether it is over still, after whatever happened meanwhile; inside a transaction that holds the opinion."""
    same = _goes(one.what) & _UNGUARDED & Q(id=one.opinion.id)
    return any(found.until < today for found in _due(one.opinion.ward, one.what, today, same))


def would_go(ward: Ward, what: str, *, besides: Sequence[Deadline] = (), without: Sequence[Deadline] = ()) -> int:
    """How many would go this night if values were set besides, or were not there."""
    yesterday, left_out = local_today() - timedelta(days=1), set(without)
    known = [one for one in [*deadlines.known(ward, local_today()), *besides] if one not in left_out]
    return sum(1 for each in _with_former(ward) for _one in due(each, what, yesterday, known))


def foresee(ward: Ward, day: date) -> list[Foreseen]:
    """For each kind what goes until a day, today's included; of the wards merged into this one too."""
    known, wards = deadlines.known(ward, local_today()), _with_former(ward)
    found = []
    for what in KEPT:
        kind = Foreseen(STEPS[what], rules.in_force(known, what, "", local_today()))
        for one in chain.from_iterable(due(each, what, day) for each in wards):
            kind.count += 1
            if len(kind.first) < SHOWN:
                kind.first.append(one)
        found.append(kind)
    return found


def held(ward: Ward) -> int:
    """How many guarded opinions stay though their time is over: no clock erases them, only who may open them."""
    which = _goes("keep_words") & ~Q(guard="")
    return sum(1 for each in _with_former(ward) for _one in _due(each, "keep_words", local_today(), which))


def told(ward: Ward) -> dict[str, str]:
    """How long a ward keeps each kind of thing of what is over today, in the reader's words."""
    today = local_today()
    known = deadlines.known(ward, today)
    return {what: spelled(rules.in_force(known, what, "", today).days) for what in KEPT}


def spelled(days: int) -> str:
    """So many days, in years where they are whole: `5 năm`, `180 ngày`."""
    if days % 365:
        return ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": number(days)}
    return ngettext("%(n)s năm", "%(n)s năm", days // 365) % {"n": number(days // 365)}


def runs(mandate: Mandate) -> QuerySet[RetentionRun]:
    """What went in a ward, the newest night first."""
    return RetentionRun.objects.filter(ward__in=reach(mandate.ward)).order_by("-on", "id")


def _with_former(ward: Ward) -> list[Ward]:
    return list(Ward.objects.filter(id__in=reach(ward)).order_by("id"))


def _goes(what: str) -> Q:
    """Which opinions still have what a step speaks of."""
    if what == "keep_contact":
        reached = Letterbox.objects.filter(
            ward=OuterRef("ward"), subject_room="opinions", subject_id=OuterRef("id"), ended_at=None
        )
        sealed = Q(contact__isnull=False, contact__erased_at=None)
        called = Q(call_back=False) | Q(Exists(CallBack.objects.filter(opinion=OuterRef("id"))))
        return Q(erased_at=None, dismissed_at=None) & called & (sealed | Q(Exists(reached)))
    if what == "keep_aside":
        return Q(erased_at=None, dismissed_at__isnull=False)
    public = Joining.objects.filter(
        opinion=OuterRef("id"), parted_at=None, matter__board_row__isnull=False, matter__source=F("opinion")
    )
    shown = PublicPhoto.objects.filter(photo__opinion=OuterRef("id"), matter__board_row__isnull=False)
    return Q(erased_at=None, dismissed_at=None) & ~Q(Exists(public)) & ~Q(Exists(shown))


def _due(
    ward: Ward, what: str, day: date, which: Q, known: Sequence[Deadline] | None = None
) -> Iterator[Due]:  # fmt: skip
    known = [one for one in known or deadlines.known(ward, local_today()) if one.step == what]
    before = _start_of(day) - timedelta(days=min(one.days for one in known) - 1)
    some = (
        Opinion.objects.filter(which, ward=ward, id__lt=first_of(before))
        .select_related("ward")
        .defer("words", "folded")
    )
    for opinion, rested in _rested(ward, some.order_by("id"), what):
        until = rested + timedelta(days=rules.in_force(known, what, "", rested).days)
        if until <= day:
            yield Due(what, opinion, rested, until)


def _rested(ward: Ward, some: QuerySet[Opinion], what: str) -> Iterator[tuple[Opinion, date]]:
    """Those that nobody works on any more, each with the day since when."""
    reached = UUID(int=0)
    while opinions := list(some.filter(id__gt=reached)[:AT_ONCE]):
        reached = opinions[-1].id
        last = _last_moments(ward, opinions) if what != "keep_aside" else {}
        for opinion in opinions:
            moment = opinion.dismissed_at if what == "keep_aside" else last.get(opinion.id)
            if moment:
                yield opinion, moment.astimezone(HANOI).date()


def _last_moments(ward: Ward, opinions: Sequence[Opinion]) -> dict[UUID, datetime]:
    """When the last thing happened to each of some opinions; without those that somebody still works on."""
    current = Joining.objects.filter(ward=ward, opinion__in=opinions, parted_at=None).select_related("matter")
    matters = {joining.opinion_id: joining.matter for joining in current}
    matter_ids = {matter.id for matter in matters.values()}
    promises = Commitment.objects.filter(ward=ward, subject_room="matters", subject_id__in=matter_ids)
    unsettled = set(promises.exclude(state__in=SETTLED).values_list("subject_id", flat=True))
    said = _last_steps(ward, "opinions", {opinion.id for opinion in opinions})
    stepped = _last_steps(ward, "matters", matter_ids)
    found = {}
    for opinion in opinions:
        matter = matters.get(opinion.id)
        if opinion.withdrawn_at:
            found[opinion.id] = max(opinion.withdrawn_at, said.get(opinion.id, opinion.received_at))
        elif matter and matter.state in AT_REST and matter.id not in unsettled:
            moments = said.get(opinion.id), stepped.get(matter.id), matter.changed_at, opinion.received_at
            found[opinion.id] = max(moment for moment in moments if moment)
    return found


def _last_steps(ward: Ward, room: str, ids: Collection[UUID]) -> dict[UUID, datetime]:
    steps = Entry.objects.filter(ward_id=ward.id, room=room, subject_id__in=ids)
    return dict(steps.values_list("subject_id").annotate(last=Max("at")))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, HANOI)
