"""Verbs about opinions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from langnghe.files.models import File
from langnghe.kernel import disk
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import local_now, now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.kernel.rows import new
from langnghe.language.search import search_form
from langnghe.language.topics import is_of
from langnghe.opinions import rules
from langnghe.opinions.attempts import Keys, Received, keys_of, sent_before
from langnghe.opinions.guarding import judge_sent
from langnghe.opinions.guards import Guard
from langnghe.opinions.keeping import Draft, keep
from langnghe.opinions.models import Opinion
from langnghe.places.models import Ward
from langnghe.places.reads import open_groups


def receive(ward: Ward, submission: rules.Submission, *, channel: str, by: Actor) -> Received:
    """Take an opinion in: words, entry and receipt in one transaction. The same form sent again gives the same receipt.

    Refused with a sentence when there are no words, too many, a field that cannot be kept, or no room on the disk.
    """
    words = rules.check(submission)
    if not is_of(submission.topic, ward.code):
        raise Refused(str(rules.NO_SUCH_TOPIC))
    _demand_group(ward, submission.group_id)
    disk.demand_room()
    keys = keys_of(ward, submission, words)
    draft = _draft(ward, submission, words, keys, channel, by)
    try:
        return Received(keep(draft), keys.secret)
    except IntegrityError:
        # This form arrived before; or two processes kept an opinion in one microsecond, once in a million at full load.
        earlier = sent_before(ward, keys)
        return Received(earlier or keep(draft.under_another_id()), keys.secret)


def _demand_group(ward: Ward, group_id: UUID | None) -> None:
    if group_id and not open_groups(ward).filter(id=group_id).exists():
        raise Refused(str(rules.NO_SUCH_GROUP))


def _draft(ward: Ward, sent: rules.Submission, words: str, keys: Keys, channel: str, by: Actor) -> Draft:
    folded = search_form(words)
    guard = judge_sent(ward, sent, words, folded)
    return Draft.of(_opinion(ward, sent, words, folded, keys, channel, guard), sent, guard, by)


def _opinion(
    ward: Ward, submission: rules.Submission, words: str, folded: str, keys: Keys, channel: str, guard: Guard
) -> Opinion:
    salt = form.new_salt()
    opinion = new(
        Opinion, ward_id=ward.id, year=local_now().year, channel=channel, received_at=now(),
        words=words, folded=folded, group_id=submission.group_id,
        place=clean_text(submission.place), topic=submission.topic, about_officer=submission.about_officer,
        latitude=submission.latitude, longitude=submission.longitude,
        guard=guard.kind, guard_reason=guard.reason, also_crime=guard.also_crime, private=guard.private,
        may_publish_words=submission.may_publish_words, may_publish_summary=submission.may_publish_summary,
        salt=salt, commitment=form.commitment(form.OPINION_V1, salt, _content(ward, words, submission.photos)),
        attempt=keys.attempt, secret_hash=keys.secret_hash, **_taken(submission.taken),
    )  # fmt: skip
    opinion.ward = ward
    return opinion


def _content(ward: Ward, words: str, photos: Iterable[UUID]) -> bytes:
    """What the sender is shown to have sent: the words and the photos with them, in their order."""
    wanted = list(dict.fromkeys(photos))
    found = dict(File.objects.filter(ward=ward, id__in=wanted).values_list("id", "commitment")) if wanted else {}
    return form.words_bytes(words, [bytes(found[file_id]) for file_id in wanted if file_id in found])


def _taken(taken: rules.Taken | None) -> dict[str, Any]:
    """What stays with an opinion that an officer wrote down."""
    if taken is None:
        return {}
    return {
        "taken_by_id": taken.mandate_id, "call_back": taken.call_back, "secret_seen_by_staff": taken.secret_shown,
    }  # fmt: skip
