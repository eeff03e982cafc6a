"""Verbs with which a sender leaves: withdraw (and think again), ask for erasure, erase; and what time takes by rule."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.commitments.evidence import forget_voice
from langnghe.kernel.actors import Actor, Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.notices.actions import forget
from langnghe.opinions import finding, photos, standing
from langnghe.opinions.models import Addition, ErasureDecline, NamedOfficer, Opinion, Photo, Question
from langnghe.opinions.visibility import seen_by
from langnghe.people.contacts import erase_contacts
from langnghe.people.models import Mandate
from langnghe.places.reads import reach
from langnghe.teaching import actions as teaching


@transaction.atomic
def withdraw(opinion: Opinion, *, by: Actor) -> Opinion:
    """The sender takes the opinion back: it stays in the ledger, nobody works on it or publishes it any more."""
    kept = standing.locked(opinion)
    if kept.erased_at or kept.withdrawn_at:
        return kept
    kept.withdrawn_at = now()
    kept.save(update_fields=["withdrawn_at"])
    return _tell("opinion.withdrawn", kept, by)


@transaction.atomic
def resume(opinion: Opinion, *, by: Actor) -> Opinion:
    """The sender withdraws no longer: the ward works on. Refused once the opinion was erased."""
    kept = standing.locked(opinion)
    if kept.erased_at:
        standing.check_open(kept)
    if kept.withdrawn_at is None:
        return kept
    kept.withdrawn_at = None
    kept.save(update_fields=["withdrawn_at"])
    return _tell("opinion.resumed", kept, by)


@transaction.atomic
def ask_erasure(opinion: Opinion, *, by: Actor) -> Opinion:
    """The sender asks that the opinion be erased; the day counts for the deadline (step `erasure`)."""
    kept = standing.locked(opinion)
    if kept.erased_at or kept.erasure_asked_at:
        return kept
    kept.erasure_asked_at = now()
    kept.save(update_fields=["erasure_asked_at"])
    return _tell("erasure.asked", kept, by)


@transaction.atomic
def erase(opinion: Opinion, *, by: Bearer) -> Opinion:
    """Empty the rows of all the sender gave. Serial, days, group, topic and commitment stay, so the receipt answers.

    The sender may do it who has asked for it, unless the opinion is held (`standing.held`); then an
    officer with `opinions.erase` decides. Refused otherwise.
    """
    kept = standing.locked(opinion)
    if kept.erased_at:
        return kept
    _check_eraser(kept, by)
    return _erase(kept, by, by.actor.kind)


@transaction.atomic
def erase_again(opinion: Opinion, *, by: Bearer) -> Opinion:
    """Carry out an erasure once more, after a backup brought back what was already erased."""
    kept = standing.locked(opinion)
    return kept if kept.erased_at else _erase(kept, by, "again")


@transaction.atomic
def expire(opinion: Opinion, *, by: Bearer) -> Opinion:
    """Erase what was kept as long as the ward keeps it (room `retention`); the receipt still answers.

    Refused while an officer has to look at it first: the sender asked for erasure, or it is guarded.
    """
    kept = standing.locked(opinion)
    if kept.erased_at:
        return kept
    if kept.guard or kept.erasure_asked_at:
        raise Refused(_("Ý kiến này phải có cán bộ xem trước khi xóa."))
    return _erase(kept, by, "retention")


@transaction.atomic
def expire_contact(opinion: Opinion, *, by: Bearer) -> bool:
    """Destroy how the sender can be reached, sealed contact and e-mail; the words stay. Whether there was anything."""
    kept = standing.locked(opinion)
    ended = forget(kept.ward_id, ("opinions", kept.id), by=by.actor)
    erased = erase_contacts(kept.ward_id, "opinions", kept.id, by=by.actor)
    if kept.call_back:
        kept.call_back = False
        kept.save(update_fields=["call_back"])
    return bool(ended or erased)


def _erase(kept: Opinion, by: Bearer, reason: str) -> Opinion:
    """`reason`: who wanted it (`resident`, `officer`), `retention` by rule, or `again` after a restore."""
    photos.erase(kept, by=by.actor)
    _empty(kept)
    erase_contacts(kept.ward_id, "opinions", kept.id, by=by.actor)
    forget(kept.ward_id, ("opinions", kept.id), by=by.actor)
    teaching.forget(kept.ward_id, kept.id, by=by.actor)
    forget_voice(kept.ward_id, "opinions", kept.id, by=by)
    return _tell("opinion.erased", kept, by.actor, reason=reason)


def _check_eraser(opinion: Opinion, by: Bearer) -> None:
    if opinion.erasure_asked_at is None:
        raise Refused(_("Người gửi chưa yêu cầu xóa ý kiến này."))
    if by.actor.kind == "resident":
        if standing.held_by_law(opinion):
            raise Refused(_("Tin báo về tội phạm chỉ được xóa khi Trưởng Công an phường xem xét. Yêu cầu đã được ghi."))
        if standing.held_for_its_sender(opinion):
            raise Refused(_("Ý kiến nói về cán bộ này chỉ được xóa khi Mặt trận xem xét. Yêu cầu đã được ghi."))
    elif not may_erase(opinion, by):
        raise Refused(
            _("Nhiệm vụ này không xóa ý kiến này được: tin báo do Trưởng Công an, ý kiến về cán bộ do Mặt trận.")
        )


def may_erase(opinion: Opinion, by: Bearer) -> bool:
    """Whether an officer may erase it once its sender asks: of this ward or its successor, and let in by its guard."""
    if not isinstance(by, Mandate) or not by.may("opinions.erase") or opinion.ward_id not in reach(by.ward):
        return False
    return Opinion.objects.filter(seen_by(by), id=opinion.id).exists()


def _empty(opinion: Opinion) -> None:
    """Rows of this room. The words of questions go too: an officer's question may repeat what the sender wrote. That
    somebody was asked stays, since it stopped a clock.

    Rows of photos stay as places of gravestones; `photos.erase` has emptied the files behind.
    """
    finding.forget(opinion)
    Photo.objects.filter(opinion=opinion).update(addition=None)
    Addition.objects.filter(opinion=opinion).delete()
    Question.objects.filter(opinion=opinion).update(words="")
    ErasureDecline.objects.filter(opinion=opinion).update(words="", salt=b"")
    NamedOfficer.objects.filter(opinion=opinion).delete()
    opinion.words = opinion.folded = opinion.place = ""
    opinion.latitude = opinion.longitude = None
    opinion.may_publish_words = opinion.may_publish_summary = opinion.call_back = False
    opinion.salt = b""
    opinion.erased_at = now()
    opinion.save()


def _tell(kind: str, opinion: Opinion, by: Actor, **facts: str) -> Opinion:
    subject = ("opinions", opinion.id)
    record(kind, ward_id=opinion.ward_id, subject=subject, by=by, facts=facts, about=bytes(opinion.commitment))
    return opinion
