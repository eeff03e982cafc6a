"""What time does to matters: the last day for an answer passes, and the heads of the ward are told. Nobody types it."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today, now
from langnghe.ledger.actions import record
from langnghe.matters.models import OWES_ANSWER, Escalation, Matter

SLICE = 500


def escalate_due(*, by: Bearer) -> int:
    """Tell of every matter of a ward whose day passed and of which nobody told yet; how many. Safe to run twice."""
    told = Escalation.objects.filter(matter=OuterRef("pk"), due_on=OuterRef("due_on"))
    late = Matter.objects.filter(
        ward_id=by.ward_id, state__in=OWES_ANSWER, due_on__lt=local_today(), paused_on=None
    ).exclude(Exists(told))
    return sum([_escalate(matter, by) for matter in late.order_by("due_on", "id").only("ward_id", "due_on")[:SLICE]])


@transaction.atomic
def _escalate(matter: Matter, by: Bearer) -> bool:
    due = matter.due_on or local_today()
    told = Escalation.objects.filter(ward_id=matter.ward_id)
    _row, fresh = told.get_or_create(matter=matter, due_on=due, defaults={"ward_id": matter.ward_id, "at": now()})
    if fresh:
        record("matter.escalated", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor,
               facts={"due": due.isoformat()})  # fmt: skip
    return fresh
