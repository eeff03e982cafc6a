"""What time does to commitments: a claim nobody contested closes, a promised day passes. Nobody types either."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from langnghe.commitments import rules
from langnghe.commitments.holding import Held, hold
from langnghe.commitments.models import Claim, Commitment, Miss
from langnghe.commitments.roles import roles_of
from langnghe.kernel.actors import Bearer, system
from langnghe.kernel.clock import HANOI, local_now, local_today, now
from langnghe.ledger.actions import record

SLICE = 500


def pass_time(held: Held) -> None:
    """Write down what time has decided already, before anybody takes the next step."""
    facts = held.facts()
    state = rules.after_time(facts)
    if state == facts.state:
        return
    row = held.commitment
    kept_by = rules.confirmed_by(facts) if state == "kept" else ""
    held.keep(state=state, kept_by=kept_by)
    record(
        "commitment.settled", ward_id=row.ward_id, subject=("commitments", row.id), by=system(row.ward_id).actor,
        facts={"state": state, "by": kept_by or None, "late": row.timing.late_days(facts.today)},
    )  # fmt: skip


@transaction.atomic
def settle(commitment: Commitment, *, by: Bearer) -> Commitment:
    """Close a claim whose time is over; does nothing while it is not. Refused for everybody but the machine."""
    held = hold(commitment, seen=False)
    rules.check(held.commitment.state, "settle", roles_of(held.commitment, held.claim, by))
    pass_time(held)
    return held.commitment


@transaction.atomic
def miss(commitment: Commitment, *, by: Bearer) -> Commitment:
    """Write down that the promised day passed, once for each day promised. Late itself is computed, from the days."""
    held = hold(commitment, seen=False)
    row = held.commitment
    rules.check(row.state, "miss", roles_of(row, held.claim, by))
    late = row.timing.late_days(local_today())
    if late and not Miss.objects.filter(commitment=row, due_on=row.due_on).exists():
        Miss.objects.create(ward_id=row.ward_id, commitment=row, due_on=row.due_on, at=now())
        record("commitment.missed", ward_id=row.ward_id, subject=("commitments", row.id), by=by.actor,
               facts={"due": str(row.due_on)})  # fmt: skip
    return row


def settle_due(*, by: Bearer) -> int:
    """Let time pass over every commitment of a ward; safe to run twice. How many were looked at."""
    due = [*_missed(by), *_over(by)]
    for commitment in due:
        (miss if commitment.state in rules.OWED else settle)(commitment, by=by)
    return len(due)


def _missed(by: Bearer) -> Iterator[Commitment]:
    noted = Miss.objects.filter(commitment=OuterRef("pk"), due_on=OuterRef("due_on"))
    late = Commitment.objects.filter(ward_id=by.ward_id, state__in=rules.OWED, due_on__lt=local_today())
    yield from late.exclude(Exists(noted))[:SLICE]


def _over(by: Bearer) -> Iterator[Commitment]:
    midnight = local_now().astimezone(HANOI).replace(hour=0, minute=0, second=0, microsecond=0)
    old = Claim.objects.filter(
        commitment=OuterRef("pk"), voided_at=None, claimed_at__lt=midnight - timedelta(days=rules.CONTEST_DAYS)
    )
    waiting = Commitment.objects.filter(ward_id=by.ward_id, state__in=("claimed", "confirmed"))
    yield from waiting.filter(Exists(old))[:SLICE]
