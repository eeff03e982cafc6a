"""Sealed contacts: how to reach someone, opened by need only, and every opening is remembered."""

import re
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people import access, sealing
from langnghe.people.models import ContactOpening, Mandate, SealedContact
from langnghe.people.rules import acts_for
from langnghe.places.models import Ward
from langnghe.places.reads import require_keeper

MAX_LENGTH = 300
_PHONE = re.compile(r"\+?[\d .()-]{8,20}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LETTER = re.compile(r"[^\W\d_]")
_CODES = dict(access.OPENING_REASONS)


@transaction.atomic
def seal_contact(ward: Ward, room: str, subject_id: UUID, text: str, *, by: Actor) -> SealedContact:
    """Seal how to reach the person behind a row of another room. Refused when empty, too long, or without a key."""
    tidy = clean_text(text)
    if not tidy:
        raise Refused(_("Xin ghi số điện thoại hoặc cách liên hệ, hoặc để trống cả mục này."))
    if len(tidy) > MAX_LENGTH:
        raise Refused(_("Cách liên hệ dài quá %(limit)d chữ, xin ghi gọn lại.") % {"limit": MAX_LENGTH})
    contact = SealedContact(ward=ward, subject_room=room, subject_id=subject_id, kind=kind_of(tidy))
    contact.sealed = sealing.seal(contact, "sealed", tidy)
    contact.save(force_insert=True)
    _record("contact.sealed", contact, by)
    return contact


@transaction.atomic
def open_contact(contact: SealedContact, reason: str, *, by: Mandate, code: str = "other") -> str:
    """The contact in clear, for an officer who says why (at least 5 letters); the person concerned can see it later.

    Of a ward that was merged, for the one that goes on with its work, with that ward's own key. Refused without the
    capability, in another ward, without a reason, when erased, or when the key is missing.
    """
    tidy = clean_text(reason)
    _check_opening(contact, tidy, by, code)
    text = sealing.unseal(contact, "sealed")
    opening = ContactOpening(ward_id=contact.ward_id, contact=contact, mandate=by)
    opening.reason = sealing.seal(opening, "reason", tidy)
    opening.save(force_insert=True)
    record(
        "contact.opened",
        ward_id=contact.ward_id,
        subject=("people", contact.id),
        by=by.actor,
        facts={"reason": code, "opening": str(opening.id)},
    )
    return text


@transaction.atomic
def erase_contacts(ward_id: UUID, room: str, subject_id: UUID, *, by: Actor) -> int:
    """Destroy the sealed contacts of a row, ciphertext included; tells how many. That they were opened stays known."""
    contacts = SealedContact.objects.filter(
        ward_id=ward_id, subject_room=room, subject_id=subject_id, erased_at__isnull=True
    )
    found = list(contacts.select_for_update())
    for contact in found:
        SealedContact.objects.filter(pk=contact.pk).update(sealed=None, erased_at=now())
        _record("contact.erased", contact, by)
    return len(found)


def kind_of(text: str) -> str:
    """`phone`, `email` or `other`, by the looks of its first line; a note may follow."""
    text = text.partition("\n")[0]
    if _PHONE.fullmatch(text):
        return "phone"
    return "email" if _EMAIL.fullmatch(text) else "other"


def _check_opening(contact: SealedContact, reason: str, by: Mandate, code: str) -> None:
    require_keeper(contact.ward, by)
    if not acts_for(by, contact.ward_id) or not by.may("contacts.open"):
        raise Refused(_("Nhiệm vụ này không được mở liên hệ của người dân."))
    if len(_LETTER.findall(reason)) < 5 or code not in _CODES:
        raise Refused(_("Xin ghi lý do mở liên hệ, ít nhất 5 chữ cái. Người gửi sẽ thấy lý do này."))
    if contact.sealed is None:
        raise Refused(_("Liên hệ này đã được xóa, không còn để mở."))


def _record(kind: str, contact: SealedContact, by: Actor) -> None:
    record(
        kind, ward_id=contact.ward_id, subject=("people", contact.id), by=by,
        facts={"room": contact.subject_room, "subject": str(contact.subject_id), "kind": contact.kind},
    )  # fmt: skip
