"""A matter keeps in step with its promises, its senders and the guards of its opinions: all change elsewhere."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Min, OuterRef

from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import OWED
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today
from langnghe.ledger.actions import record
from langnghe.matters import reads, states, stepping
from langnghe.matters.actions import part
from langnghe.matters.holding import hold, keep
from langnghe.matters.models import Joining, Matter
from langnghe.matters.resting import left_with, stand_on_first
from langnghe.opinions.models import Opinion


@transaction.atomic
def follow_promises(matter_id: UUID, *, by: Bearer) -> bool:
    """Set the state that the promises of a matter call for, and their next day; True when the state changed.

    Safe twice, in any order.
    The promise's own entry says what happened; nothing else is recorded.
    """
    held = hold(matter_id)
    note_next_day(held.id)
    promises = Commitment.objects.filter(ward=held.ward_id, subject_room="matters", subject_id=held.id)
    to = states.after_promises(held.state, list(promises.values_list("state", flat=True)))
    if to == held.state or not states.may(held.state, "follow", frozenset({"system"})):
        return False
    stepping.check(held, "follow", by=by)
    held.answered_on = held.answered_on or local_today()
    stepping.advance(held, to, "answered_on")
    return True


def out_of_step(matter_ids: Collection[UUID]) -> list[UUID]:
    """Those of some matters that do not stand as their promises call for, or are due another day; two statements."""
    found: dict[UUID, list[tuple[str, date]]] = {matter_id: [] for matter_id in matter_ids}
    promises = Commitment.objects.filter(subject_room="matters", subject_id__in=found)
    for matter_id, state, due_on in promises.values_list("subject_id", "state", "due_on"):
        found[matter_id].append((state, due_on))
    rows = Matter.objects.filter(id__in=found).values_list("id", "state", "promise_due")
    return [matter_id for matter_id, state, due in rows if not _in_step(state, due, found[matter_id])]


def _in_step(state: str, due: date | None, promises: Sequence[tuple[str, date]]) -> bool:
    day = min((due_on for promise, due_on in promises if promise in OWED), default=None)
    return day == due and states.after_promises(state, [promise for promise, _due_on in promises]) == state


def note_next_day(matter_id: UUID) -> None:
    """Write down by which day the matter's next promise is owed, inside the caller's transaction.

    The officers' pages of the matter stay good: its version does not change with a day that the promise itself shows.
    """
    owed = Commitment.objects.filter(subject_room="matters", subject_id=matter_id, state__in=OWED)
    next_day = owed.aggregate(day=Min("due_on"))["day"]
    Matter.objects.filter(id=matter_id).update(promise_due=next_day)


@transaction.atomic
def follow_senders(opinion_id: UUID, *, by: Bearer) -> bool:
    """Close the matter whose last sender withdrew or erased, open it again when one is back; True when it changed.

    Safe twice, in any order. Nobody is owed an answer any more: its clock stops, everything written stays.
    """
    joining = Joining.objects.filter(opinion=opinion_id, parted_at=None).first()
    if joining is None:
        return False
    held = hold(joining.matter_id)
    fields, to = stand_on_first(held), left_with(held)
    if to == held.state:
        keep(held, *fields) if fields else None
        return False
    verb = {"left": "leave"}.get(to, "come_back" if held.state == "left" else "hear_back")
    stepping.check(held, verb, by=by)
    stepping.advance(held, to, *fields)
    record(_SENDERS[verb], ward_id=held.ward_id, subject=("matters", held.id), by=by.actor)
    return True


_SENDERS = {"leave": "matter.left", "come_back": "matter.came_back", "hear_back": "matter.heard_back"}


def with_others(opinion_ids: Collection[UUID]) -> set[UUID]:
    """Those of some opinions beside which others belong to the same matter now; one statement."""
    current = Joining.objects.filter(parted_at=None)
    others = current.filter(matter=OuterRef("matter")).exclude(opinion=OuterRef("opinion"))
    return set(current.filter(Exists(others), opinion__in=opinion_ids).values_list("opinion_id", flat=True))


@transaction.atomic
def keep_apart(opinion_id: UUID, *, by: Bearer) -> bool:
    """Part an opinion whose guard is another one now than that of the opinions beside it; True when it was. Safe twice.

    Whoever works on the others goes on seeing their matter; the guarded one waits for those who may read it.
    """
    joining = Joining.objects.filter(opinion=opinion_id, parted_at=None).select_related("matter", "opinion").first()
    if joining is None:
        return False
    beside = Opinion.objects.filter(id__in=reads.joined_ids(joining.matter)).exclude(id=opinion_id)
    if not beside.exclude(guard=joining.opinion.guard).exists():
        return False
    part(joining, by=by)
    return True
