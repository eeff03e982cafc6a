"""Verbs about letterboxes and what is sent to them."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor, Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.notices import limits, rules
from langnghe.notices.models import Delivery, Letterbox
from langnghe.notices.reads import Subject, standing
from langnghe.people import sealing
from langnghe.places.models import Ward


@transaction.atomic
def ask(ward: Ward, subject: Subject, address: str, *, language: str, by: Actor) -> Letterbox:
    """Seal an address for news about `subject` (room, id) and have a mail ask whether it is right.

    Refused when e-mail is off, the address is none, or too many such mails went out today.
    """
    if not rules.email_is_on():
        raise Refused(_("Phường chưa mở việc gửi tin qua thư. Xin giữ phiếu và mở trang này để xem."))
    tidy = rules.check_address(address)
    asked = Letterbox.objects.filter(ward=ward, subject_room=subject[0], subject_id=subject[1])
    rules.check_asked_today(asked.filter(asked_at__gt=now() - timedelta(days=1)).count())
    limits.count_address(tidy)
    _end(asked.filter(confirmed_at=None, ended_at=None), "replaced", by)
    letterbox = Letterbox(ward=ward, subject_room=subject[0], subject_id=subject[1], language=language)
    letterbox.sealed = sealing.seal(letterbox, "sealed", tidy)
    letterbox.save(force_insert=True)
    entry = _record("letterbox.asked", letterbox, by)
    Delivery.objects.create(ward=ward, letterbox=letterbox, code="confirm", cause=entry.id)
    return letterbox


@transaction.atomic
def confirm(letterbox: Letterbox, *, by: Actor) -> bool:
    """The address is right: from now on it hears of news, and the one before it no longer. False when it was ended."""
    fresh = Letterbox.objects.filter(id=letterbox.id, ended_at=None, confirmed_at=None)
    if fresh.update(confirmed_at=now()):
        _record("letterbox.confirmed", letterbox, by)
        others = standing(letterbox.ward_id, (letterbox.subject_room, letterbox.subject_id))
        _end(others.exclude(id=letterbox.id), "replaced", by)
    return Letterbox.objects.filter(id=letterbox.id, ended_at=None).exists()


@transaction.atomic
def stop(letterbox: Letterbox, *, by: Actor, end: str = "stopped") -> None:
    """No more mail goes there; the address itself is destroyed. Stopping twice does no harm."""
    _end(Letterbox.objects.filter(id=letterbox.id, ended_at=None), end, by)


@transaction.atomic
def forget(ward_id: UUID, subject: Subject, *, by: Actor) -> int:
    """Erase every address kept for a row of another room; how many."""
    kept = Letterbox.objects.filter(ward_id=ward_id, subject_room=subject[0], subject_id=subject[1])
    return _end(kept.filter(ended_at=None), "erased", by)


@transaction.atomic
def tell(ward_id: UUID, subject: Subject, *, cause: UUID, by: Actor) -> int:
    """Prepare a message for everybody who wants to hear of `subject`; called twice for a cause, it prepares once.

    All such messages say the same: there is news. One that nobody began to send will tell of this step too.
    """
    waits = Delivery.objects.filter(letterbox=OuterRef("pk"), code="step", state="waiting", began_at=None, lease=None)
    letterboxes = standing(ward_id, subject).exclude(confirmed_at=None).exclude(Exists(waits))
    rows = [Delivery(ward_id=ward_id, letterbox=box, code="step", cause=cause) for box in letterboxes]
    return len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))


@transaction.atomic
def revive(delivery: Delivery, *, by: Bearer) -> None:
    """Let a message that could not be sent be tried again, with all its time."""
    failed = Delivery.objects.filter(id=delivery.id, state="failed", letterbox__ended_at=None)
    if failed.update(state="waiting", attempts=0, due_at=now(), prepared_at=now(), last_error=""):
        record("delivery.revived", ward_id=delivery.ward_id, subject=("notices", delivery.id), by=by.actor)


def _end(letterboxes: "QuerySet[Letterbox]", end: str, by: Actor) -> int:
    found = list(letterboxes.select_for_update())
    for box in found:
        Letterbox.objects.filter(id=box.id).update(ended_at=now(), end=end, sealed=None)
        Delivery.objects.filter(letterbox=box, state="waiting").update(state="dropped")
        _record("letterbox.ended", box, by, end=end)
    return len(found)


def _record(kind: str, letterbox: Letterbox, by: Actor, **facts: str) -> Entry:
    return record(kind, ward_id=letterbox.ward_id, subject=("notices", letterbox.id), by=by, facts=facts)
