"""Asking a sender: the clock stands still until the answer comes, or for five working days."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters import pauses, reads, stepping
from langnghe.matters.holding import hold
from langnghe.matters.models import Matter, Pause
from langnghe.opinions import additions
from langnghe.opinions.models import Opinion, Question
from langnghe.people.models import Mandate

SLICE = 500


@transaction.atomic
def ask(matter: Matter, opinion: Opinion, words: str, *, seen: str = "", by: Mandate) -> Question:
    """Ask one of the senders. While an answer is owed the clock stands still; else the question is only asked.

    Refused as `additions.ask`, and for an opinion that does not belong to the matter.
    """
    held = hold(matter.id, seen=seen)
    stepping.check(held, "ask", by=by)
    if not reads.joined_ids(held).filter(opinion=opinion).exists():
        raise Refused(_("Ý kiến này không còn ở trong việc. Xin mở lại trang rồi hỏi."))
    question = additions.ask(opinion, words, by=by)
    _pause(held, question, by=by)
    return question


@transaction.atomic
def wait_for(question: Question, *, by: Bearer) -> bool:
    """Let the clock of an opinion's matter stand still for a question asked at the opinion itself; True when it does.

    Safe twice, and too late when the sender has answered.
    """
    matter = reads.matter_of(question.opinion)
    if matter is None or question.answered_at is not None:
        return False
    held = hold(matter.id)
    asked_before = Pause.objects.filter(ward=held.ward_id, question=question).exists()
    return held.state == "open" and not asked_before and _pause(held, question, by=by)


def _pause(held: Matter, question: Question, *, by: Bearer) -> bool:
    """Stop the clock when there is one to stop; a second question while it stands changes nothing."""
    if held.state != "open":
        return False
    stepping.check(held, "ask", by=by)
    stepping.advance(held, "asked", *pauses.begin(held, question))
    record("matter.asked", ward_id=held.ward_id, subject=("matters", held.id), by=by.actor,
           facts={"question": str(question.id)})  # fmt: skip
    return True


@transaction.atomic
def hear_back(matter: Matter, *, seen: str = "", by: Bearer) -> Matter:
    """The clock runs again: the sender answered, an officer heard the answer otherwise, or five working days passed."""
    held = hold(matter.id, seen=seen)
    stepping.check(held, "hear_back", by=by)
    stepping.advance(held, "open")
    record("matter.heard_back", ward_id=held.ward_id, subject=("matters", held.id), by=by.actor)
    return held


@transaction.atomic
def hear_answer(opinion: Opinion, *, by: Bearer) -> bool:
    """A sender answered: let the clock run again unless another question of the matter still waits. Safe twice."""
    matter = reads.matter_of(opinion)
    if matter is None:
        return False
    held = hold(matter.id)
    pause = pauses.running(held) if held.state == "asked" else None
    if pause is None:
        return False
    waiting = Question.objects.filter(opinion__in=reads.joined_ids(held), answered_at=None).exclude(words="")
    if waiting.filter(asked_at__gte=pause.question.asked_at).exists():
        return False
    hear_back(held, by=by)
    return True


def end_pauses(*, by: Bearer) -> int:
    """Let the clocks of a ward run again whose senders said nothing for five working days; safe to run twice."""
    over = Pause.objects.filter(ward_id=by.ward_id, ended_on=None, until_on__lt=local_today(), matter__state="asked")
    matters = [pause.matter for pause in over.select_related("matter").order_by("id")[:SLICE]]
    for matter in matters:
        hear_back(matter, by=by)
    return len(matters)
