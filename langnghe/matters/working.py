"""Verbs of officers on one matter: take an opinion up, give the matter to a post, correct its topic, leave a note."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters import fitting, indexing, learnable, reads, rules, states, stepping, suggesting
from langnghe.matters.actions import open_matter
from langnghe.matters.holding import hold
from langnghe.matters.models import OWES_ANSWER, Assignment, Matter, Note, TopicChange
from langnghe.matters.roles import WORK, holder_of
from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import seen_by
from langnghe.people.models import Mandate, Post
from langnghe.people.rules import check_may_for
from langnghe.places.reads import heir
from langnghe.searching.writing import put


@transaction.atomic
def take_up(opinion: Opinion, *, topic: str | None = None, post: Post | None = None, by: Bearer) -> Matter:
    """Open a matter for an opinion, with a topic (the sender's own when none is said) and the post that works on it.

    Refused when it belongs to a matter already, no longer stands, or when the post may not read it.
    """
    check_may_for(by, WORK, opinion.ward)
    kept = fitting.check_opinion(opinion, by=by)
    topic = kept.topic if topic is None else topic
    rules.check_topic(topic, kept.guard or ("conduct" if topic == kept.topic else ""))
    rules.check_whose(topic, opinion.ward.code)
    day = kept.received_at.astimezone(HANOI).date()
    matter = open_matter(kept.ward, raised_on=day, source=kept, topic=topic, post=post, by=by)
    if post is not None:
        _check_post(matter, post)
        _assignment(matter, None, post, by)
    if topic != kept.topic:
        learnable.teach(matter, kept.topic, by=by)
    return matter


@transaction.atomic
def assign(matter: Matter, post: Post | None, *, seen: str = "", by: Bearer) -> Matter:
    """Give a matter to a post, or back to the desk (None). The same choice twice changes nothing.

    Refused when the post is closed, does not work on matters, or may not read what belongs to this one.
    """
    held = hold(matter.id, seen=seen)
    stepping.check(held, "assign", by=by)
    if held.post_id == (post.id if post else None):
        return held
    return _give(held, post, by)


@transaction.atomic
def recall(matter: Matter, *, by: Mandate) -> Matter:
    """Undo an officer's own giving of a matter, which may have left their groups with it: it goes back where it was.

    Refused when somebody gave it on since, when it holds now what is kept from them, or when the post takes no more.
    """
    held = hold(matter.id)
    last = Assignment.objects.filter(ward=held.ward_id, matter=held).select_related("by", "from_post").last()
    own = last is not None and last.by is not None and last.by.officer_id == by.officer_id
    if last is None or not own or last.to_post_id != held.post_id or not _may_see(held, by):
        raise Refused(_("Việc này không còn trong phần việc của nhiệm vụ này."))
    states.check(held.state, "assign", frozenset({"colleague"}))
    return _give(held, last.from_post, by)


def _may_see(matter: Matter, by: Mandate) -> bool:
    return reads.unhidden(seen_by(by), by.ward_ids()).filter(id=matter.id).exists()


def _give(held: Matter, post: Post | None, by: Bearer) -> Matter:
    if post is not None:
        _check_post(held, post)
    change = _assignment(held, held.post, post, by)
    held.post = post
    stepping.advance(held, held.state, "post")
    record("matter.assigned", ward_id=held.ward_id, subject=("matters", held.id), by=by.actor,
           facts={"assignment": str(change.id)})  # fmt: skip
    return held


@transaction.atomic
def retopic(matter: Matter, topic: str, *, seen: str = "", by: Bearer) -> Matter:
    """Correct the topic; the change stays in the history, and correcting it back is the undo. The public page follows.

    Refused for a topic nobody knows, and for complaints about officers that nobody marked as such.
    """
    held = hold(matter.id, seen=seen)
    stepping.check(held, "retopic", by=by)
    if topic == held.topic:
        return held
    rules.check_topic(topic, fitting.guard_of(held) if topic in rules.NEVER_PUBLIC else "")
    rules.check_whose(topic, held.ward.code)
    before = held.topic
    change = TopicChange.objects.create(
        ward_id=held.ward_id, matter=held, from_topic=held.topic, to_topic=topic, at=now(), by_id=holder_of(by)
    )
    held.topic = topic
    held.latitude, held.longitude = reads.public_point(held) if held.released_at else (None, None)
    if held.state in OWES_ANSWER:
        held.due_on = reads.due_day(held.ward, held.raised_on, topic, held.paused_days)
    stepping.advance(held, held.state, "topic", "latitude", "longitude", "due_on")
    record("matter.retopiced", ward_id=held.ward_id, subject=("matters", held.id), by=by.actor,
           facts={"change": str(change.id)})  # fmt: skip
    learnable.teach(held, before, by=by)
    return held


@transaction.atomic
def note(matter: Matter, words: str, *, by: Mandate) -> Note:
    """Leave a note for other officers; nobody else ever reads it, and it changes nothing of the matter."""
    stepping.check(hold(matter.id), "note", by=by)
    return keep_note(matter, rules.check_note(words), by=by)


def keep_note(matter: Matter, words: str, *, by: Mandate) -> Note:
    """Write a note, inside the caller's transaction, who asked whether it may."""
    left = Note.objects.create(ward_id=matter.ward_id, matter=matter, words=words, at=now(), by=by)
    put(indexing.text_of_said(left))
    return left


def _check_post(matter: Matter, post: Post) -> None:
    if post.ward_id != heir(matter.ward).id or post.closed_on is not None:
        raise Refused(_("Chức danh này không còn. Xin chọn chức danh khác."))
    if not suggesting.may_work(post, matter):
        raise Refused(_("Chức danh này không nhận việc này được. Xin chọn chức danh khác."))


def _assignment(matter: Matter, before: Post | None, post: Post | None, by: Bearer) -> Assignment:
    return Assignment.objects.create(
        ward_id=matter.ward_id, matter=matter, from_post=before, to_post=post, at=now(), by_id=holder_of(by)
    )
