"""Verbs about a ward's own deadlines."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.deadlines import rules
from langnghe.deadlines.models import WardDeadline
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.formats import short_date
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may
from langnghe.places.models import Ward
from langnghe.places.reads import require_open


@transaction.atomic
def set_deadline(ward: Ward, draft: rules.Draft, *, by: Mandate) -> WardDeadline:
    """Let a step take so long in this ward, for what begins from a day on. Refused without a ground, or set twice."""
    check_may(by, "deadlines.manage", ward)
    require_open(ward)
    kept = rules.tidy(draft, local_today())
    same = WardDeadline.objects.filter(ward=ward, step=kept.step, topic=kept.topic, valid_from=kept.valid_from)
    if same.filter(taken_back_at=None).exists():
        raise Refused(_("Từ ngày %(day)s đã có một mức. Xin bỏ mức ấy trước.") % {"day": short_date(kept.valid_from)})
    row = WardDeadline.objects.create(ward=ward, set_at=now(), set_by=by, **vars(kept))
    _tell("deadline.set", row, by)
    return row


@transaction.atomic
def take_back(row: WardDeadline, *, by: Mandate) -> WardDeadline:
    """Let the value before it count again; it stays as history. Taking back twice does no harm."""
    check_may(by, "deadlines.manage", row.ward)
    require_open(row.ward)
    standing = WardDeadline.objects.filter(id=row.id, taken_back_at=None)
    if standing.update(taken_back_at=now()):
        _tell("deadline.taken_back", row, by)
    row.refresh_from_db(fields=["taken_back_at"])
    return row


def _tell(kind: str, row: WardDeadline, by: Mandate) -> None:
    facts: dict[str, Fact] = {
        "step": row.step, "topic": row.topic, "from": row.valid_from.isoformat(), "days": row.days,
        "working": int(row.working),
    }  # fmt: skip
    record(kind, ward_id=row.ward_id, subject=("deadlines", row.id), by=by.actor, facts=facts)
