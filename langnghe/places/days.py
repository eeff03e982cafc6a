"""Verbs about a ward's own days off and make-up days."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.kernel.formats import short_date
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places.models import Ward, WardDay
from langnghe.places.reads import require_open
from langnghe.places.rules import one_line


@transaction.atomic
def set_day(ward: Ward, day: date, *, works: bool, name: str, source: str, by: Bearer) -> WardDay:
    """Let the ward rest (or work) on `day`, for a reason and by a decision. Refused when the day is set already."""
    require_open(ward)
    if not one_line(source):
        raise Refused(_("Xin ghi văn bản hoặc người quyết định, để ngày này có căn cứ."))
    if WardDay.objects.filter(ward=ward, day=day, removed_at=None).exists():
        raise Refused(_("Ngày %(day)s đã được đặt. Xin bỏ ngày cũ trước.") % {"day": short_date(day)})
    own = WardDay.objects.create(ward=ward, day=day, works=works, name=one_line(name), source=one_line(source))
    _tell("ward_day.set", own, by)
    return own


@transaction.atomic
def remove_day(own: WardDay, *, by: Bearer) -> WardDay:
    """Take a day back; it stays as history and can be restored."""
    if own.removed_at is None:
        own.removed_at = now()
        own.save(update_fields=["removed_at"])
        _tell("ward_day.removed", own, by)
    return own


@transaction.atomic
def restore_day(own: WardDay, *, by: Bearer) -> WardDay:
    """Take the removal back. Refused when the day was set anew meanwhile."""
    require_open(own.ward)
    if own.removed_at is None:
        return own
    if WardDay.objects.filter(ward=own.ward_id, day=own.day, removed_at=None).exists():
        raise Refused(_("Ngày %(day)s đã được đặt lại rồi.") % {"day": short_date(own.day)})
    own.removed_at = None
    own.save(update_fields=["removed_at"])
    _tell("ward_day.restored", own, by)
    return own


def _tell(kind: str, own: WardDay, by: Bearer) -> None:
    facts: dict[str, Fact] = {"day": own.day.isoformat(), "works": int(own.works)}
    record(kind, ward_id=own.ward_id, subject=("places", own.id), by=by.actor, facts=facts)
