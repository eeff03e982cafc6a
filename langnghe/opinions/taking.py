"""What is agreed with a sender for whom an officer wrote an opinion down: to see the secret after all, to be called."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from langnghe.kernel.clock import now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.opinions import rules
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import SECRET_BYTES
from langnghe.people.contacts import seal_contact
from langnghe.people.models import Mandate

MIN_TOKEN = 32


@transaction.atomic
def show_secret(opinion: Opinion, token: str, *, way: str, by: Mandate) -> bytes:
    """A secret for the sender of an opinion that an officer wrote down, because nobody was shown one so far.

    It replaces the one that nobody knows, goes over a staff screen or printer (`way`: `screen` or `slip`) and is marked
    so. Only once: the same form (`token`) again gives the same secret, so that a jammed printer loses nothing; any
    other is refused, so that no second person gets hold of an opinion that somebody already opens.
    """
    held = Opinion.objects.select_for_update().get(pk=opinion.pk, ward=opinion.ward_id)
    secret = _secret(held, token)
    hashed = hashlib.sha256(secret).digest()
    if bytes(held.secret_hash) == hashed:
        return secret
    if held.taken_by_id is None or held.secret_seen_by_staff or len(token) < MIN_TOKEN:
        raise Refused(_("Mã bí mật của phiếu này đã đưa cho người gửi rồi, không cấp lần thứ hai."))
    Opinion.objects.filter(pk=held.pk).update(secret_hash=hashed, secret_seen_by_staff=True)
    facts = {"way": way}
    record("opinion.secret_shown", ward_id=held.ward_id, subject=("opinions", held.id), by=by.actor, facts=facts)
    return secret


def _secret(opinion: Opinion, token: str) -> bytes:
    seed = b"langnghe/shown/v1\0" + opinion.id.bytes + token.encode("utf-8", "replace")
    return hashlib.sha256(seed).digest()[:SECRET_BYTES]


@transaction.atomic
def agree_call_back(opinion: Opinion, contact: str = "", *, by: Mandate) -> Opinion:
    """The ward will call the sender back; `contact` is sealed when none was left before. Refused without any."""
    held = Opinion.objects.select_for_update(of=("self",)).select_related("ward").get(pk=opinion.pk)
    if held.contact_id is None:
        held.contact = seal_contact(held.ward, "opinions", held.id, _number(contact), by=by.actor)
    if not held.call_back:
        held.call_back = True
        record("opinion.call_agreed", ward_id=held.ward_id, subject=("opinions", held.id), by=by.actor)
    held.save(update_fields=["contact", "call_back"])
    return held


def _number(contact: str) -> str:
    tidy = clean_text(contact)
    if not any(sign.isdigit() for sign in tidy):
        raise Refused(_("Muốn được gọi lại thì cần số điện thoại. Xin hỏi số rồi ghi vào."))
    return tidy[: rules.MAX_CONTACT]


def take_up(opinion_id: UUID, *, shown: bool) -> None:
    """An opinion belongs to a matter now, which is on the board (`shown`) or not; inside the caller's transaction."""
    marks = {"taken_up_at": now()} | ({"shown_at": now()} if shown else {})
    Opinion.objects.filter(id=opinion_id).update(**marks)


def lay_back(opinion_id: UUID) -> None:
    """An opinion belongs to no matter any more and waits to be taken up; inside the caller's transaction."""
    Opinion.objects.filter(id=opinion_id).update(taken_up_at=None, shown_at=None)


def show(opinion_ids: "QuerySet[Any, UUID]") -> None:
    """The matter of these opinions was released to the board; inside the caller's transaction."""
    Opinion.objects.filter(id__in=opinion_ids, shown_at=None).update(shown_at=now())


def hide(opinion_ids: Iterable[UUID]) -> None:
    """They left a matter of the board for one that never was on it; inside the caller's transaction."""
    Opinion.objects.filter(id__in=list(opinion_ids)).update(shown_at=None)
