"""Verbs about opinions."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from langnghe.kernel import disk
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import local_now, now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.ids import new_token, uuid7
from langnghe.kernel.rows import insert
from langnghe.language.search import search_form
from langnghe.ledger.actions import record
from langnghe.opinions import rules
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import SECRET_BYTES
from langnghe.opinions.serials import next_number
from langnghe.people.contacts import seal_contact
from langnghe.people.models import SealedContact
from langnghe.places.models import Ward

MIN_TOKEN = 32


@dataclass(frozen=True)
class Received:
    """A received opinion and the secret of its receipt, which is nowhere else."""

    opinion: Opinion
    secret: bytes


@dataclass(frozen=True)
class _Keys:
    """What follows from the form's token and the words: who knows the form can have the same receipt again."""

    attempt: bytes
    secret: bytes

    @property
    def secret_hash(self) -> bytes:
        return hashlib.sha256(self.secret).digest()


def receive(ward: Ward, submission: rules.Submission, *, channel: str, by: Actor) -> Received:
    """Take an opinion in: words, entry and receipt in one transaction. The same form sent again gives the same receipt.

    Refused with a sentence when there are no words, too many, or no room on the disk.
    """
    words = rules.check_words(submission.words)
    disk.demand_room()
    keys = _keys(ward, submission, words)
    try:
        return Received(_write(ward, submission, words, keys, channel, by), keys.secret)
    except IntegrityError:
        # Most often this form arrived before; if not, something else is wrong and must be seen.
        earlier = _earlier(ward, keys)
        if earlier is None:
            raise
        return Received(earlier, keys.secret)


def _keys(ward: Ward, sent: rules.Submission, words: str) -> _Keys:
    """The same form is the same in every field: a contact added, or a consent taken back, is never dropped in silence.

    A token too short to be ours is replaced, so that nobody can be led to share a receipt.
    """
    own = sent.token if len(sent.token) >= MIN_TOKEN else new_token()
    fields = (
        words,
        sent.group_id,
        sent.place,
        sent.contact,
        sent.may_publish_words,
        sent.may_publish_summary,
        sent.taken,
    )
    parts = [ward.id.bytes, *(str(part).encode("utf-8", "replace") for part in (own, *fields))]
    seed = b"".join(hashlib.sha256(part).digest() for part in parts)
    return _Keys(
        attempt=hashlib.sha256(b"langnghe/attempt/v1\0" + seed).digest(),
        secret=hashlib.sha256(b"langnghe/secret/v1\0" + seed).digest()[:SECRET_BYTES],
    )


def _earlier(ward: Ward, keys: _Keys) -> Opinion | None:
    return Opinion.objects.select_related("ward").filter(ward=ward, attempt=keys.attempt).first()


@transaction.atomic
def _write(ward: Ward, submission: rules.Submission, words: str, keys: _Keys, channel: str, by: Actor) -> Opinion:
    opinion = _opinion(ward, submission, words, keys, channel)
    opinion.number = next_number(ward, opinion.year)
    opinion.contact = _sealed(ward, opinion.id, submission.contact, by)
    insert(opinion)
    record(
        "opinion.received",
        ward_id=ward.id,
        subject=("opinions", opinion.id),
        by=by,
        commitment=bytes(opinion.commitment),
    )
    return opinion


def _opinion(ward: Ward, submission: rules.Submission, words: str, keys: _Keys, channel: str) -> Opinion:
    salt = form.new_salt()
    return Opinion(
        id=uuid7(), ward=ward, year=local_now().year, channel=channel, received_at=now(),
        words=words, folded=search_form(words), group_id=submission.group_id,
        place=clean_text(submission.place)[: rules.MAX_PLACE],
        may_publish_words=submission.may_publish_words, may_publish_summary=submission.may_publish_summary,
        salt=salt, commitment=form.commitment(form.OPINION_V1, salt, form.words_bytes(words)),
        attempt=keys.attempt, secret_hash=keys.secret_hash, **_taken(submission.taken),
    )  # fmt: skip


def _taken(taken: rules.Taken | None) -> dict[str, Any]:
    """What stays with an opinion that an officer wrote down."""
    if taken is None:
        return {}
    return {
        "taken_by_id": taken.mandate_id, "call_back": taken.call_back, "secret_seen_by_staff": taken.secret_shown,
    }  # fmt: skip


def _sealed(ward: Ward, opinion_id: UUID, contact: str, by: Actor) -> SealedContact | None:
    tidy = clean_text(contact)[: rules.MAX_CONTACT]
    return seal_contact(ward, "opinions", opinion_id, tidy, by=by) if tidy else None
