"""Verbs about opinions."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from langnghe.kernel import disk
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import local_now, now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.kernel.rows import insert
from langnghe.language.search import search_form
from langnghe.ledger.actions import record
from langnghe.opinions import flood, rules
from langnghe.opinions.attempts import Keys, Received, keys_of, sent_before
from langnghe.opinions.guarding import judge_sent, name_officers
from langnghe.opinions.guards import Guard
from langnghe.opinions.models import Opinion, SerialCounter
from langnghe.opinions.photos import attach
from langnghe.people.contacts import seal_contact
from langnghe.people.models import SealedContact
from langnghe.places.counting import next_number
from langnghe.places.models import Ward
from langnghe.places.reads import open_groups


def receive(ward: Ward, submission: rules.Submission, *, channel: str, by: Actor) -> Received:
    """Take an opinion in: words, entry and receipt in one transaction. The same form sent again gives the same receipt.

    Refused with a sentence when there are no words, too many, a field that cannot be kept, or no room on the disk.
    """
    words = rules.check(submission)
    _demand_group(ward, submission.group_id)
    disk.demand_room()
    keys = keys_of(ward, submission, words)
    draft, guard = _draft(ward, submission, words, keys, channel)
    try:
        return Received(_write(draft, submission, guard, by), keys.secret)
    except IntegrityError:
        # Most often this form arrived before; if not, something else is wrong and must be seen.
        earlier = sent_before(ward, keys)
        if earlier is None:
            raise
        return Received(earlier, keys.secret)


def _demand_group(ward: Ward, group_id: UUID | None) -> None:
    if group_id and not open_groups(ward).filter(id=group_id).exists():
        raise Refused(str(rules.NO_SUCH_GROUP))


@transaction.atomic
def _write(opinion: Opinion, submission: rules.Submission, guard: Guard, by: Actor) -> Opinion:
    """Number it and keep it with all that belongs to it. What can be worked out before, is: everybody waits here."""
    ward = opinion.ward
    opinion.number = next_number(SerialCounter, ward, opinion.year)
    attempt = bytes(opinion.attempt)
    if opinion.channel == "web" and flood.doubtful(ward.id, opinion.number, submission.token, attempt):
        opinion.quarantined_at = opinion.received_at
    opinion.contact = _sealed(ward, opinion.id, submission, by)
    insert(opinion)
    name_officers(opinion, guard.named)
    if submission.photos:
        attach(opinion, submission.photos, by=by)
    subject, commitment = ("opinions", opinion.id), bytes(opinion.commitment)
    record("opinion.received", ward_id=ward.id, subject=subject, by=by, commitment=commitment)
    return opinion


def _draft(ward: Ward, sent: rules.Submission, words: str, keys: Keys, channel: str) -> tuple[Opinion, Guard]:
    """The opinion as it will be kept, but for its number, and who alone may see it."""
    folded = search_form(words)
    guard = judge_sent(ward, sent, words, folded)
    return _opinion(ward, sent, words, folded, keys, channel, guard), guard


def _opinion(
    ward: Ward, submission: rules.Submission, words: str, folded: str, keys: Keys, channel: str, guard: Guard
) -> Opinion:
    salt = form.new_salt()
    return Opinion(
        id=uuid7(), ward=ward, year=local_now().year, channel=channel, received_at=now(),
        words=words, folded=folded, group_id=submission.group_id,
        place=clean_text(submission.place), topic=submission.topic, about_officer=submission.about_officer,
        latitude=submission.latitude, longitude=submission.longitude,
        guard=guard.kind, guard_reason=guard.reason, also_crime=guard.also_crime, private=guard.private,
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


def _sealed(ward: Ward, opinion_id: UUID, sent: rules.Submission, by: Actor) -> SealedContact | None:
    """Contact and safe hour are one sealed text: nobody can read the number without the warning beside it."""
    lines = [clean_text(sent.contact), clean_text(sent.safe_note)]
    text = "\n".join(line for line in lines if line)
    return seal_contact(ward, "opinions", opinion_id, text, by=by) if text else None
