"""What residents do in the demo's stories: each a verb of the product, called as its page calls it."""

import hashlib
from collections.abc import Callable

from langnghe.commitments import voices
from langnghe.commitments.rules import Sender, Stranger
from langnghe.demo.base_map import trouble
from langnghe.demo.cast import Tale
from langnghe.demo.reading import Said, Step
from langnghe.files.actions import keep_cleaned
from langnghe.intake.actions import enter_form, open_box
from langnghe.kernel.clock import local_today
from langnghe.kernel.ids import new_token
from langnghe.opinions import additions, leaving, tokens
from langnghe.opinions.actions import receive
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Question
from langnghe.opinions.rules import Submission, Taken
from langnghe.opinions.taking import show_secret

DOORS = {"hall": "desk"}


def say(tale: Tale, number: int, token: str = "") -> None:
    """The story's opinion of that number comes in by its door."""
    said = tale.story.said[number - 1]
    sent = _submission(tale, said, token)
    received = _by_paper(tale, sent) if said.door == "paper" else _by_door(tale, said, sent)
    tale.opinions[number], tale.secrets[number] = received.opinion, received.secret


def _by_door(tale: Tale, said: Said, sent: Submission) -> Received:
    desk = tale.place.desk
    web = said.door == "web"
    by = tale.place.resident.actor if web else desk.actor
    received = receive(tale.place.ward, sent, channel=DOORS.get(said.door, said.door), by=by)
    if said.door in ("desk", "hall"):
        show_secret(received.opinion, new_token(), way="slip", by=desk)
    return received


def _by_paper(tale: Tale, sent: Submission) -> Received:
    """A paper from the box; the box was opened that day with as many papers as are in the stories."""
    place, day = tale.place, local_today()
    if day not in place.boxes:
        place.boxes[day] = open_box(
            place.ward, day, f"nhà văn hóa Tổ {tale.story.said[0].group}", ("MTTQ", "BCS"), 1, by=place.desk
        )
    return enter_form(place.boxes[day], sent, by=place.desk)[1]


def _submission(tale: Tale, said: Said, token: str) -> Submission:
    place, flags = tale.place, said.flags
    at = trouble(place.town, said.place)
    taken = None
    if said.door != "web":
        taken = Taken(place.desk.id, call_back="call" in flags)
    waiting = [keep_cleaned(place.ward, place.pictures[name], by=place.resident.actor, waiting=True)
               for name in said.photos]  # fmt: skip
    return Submission(
        words=said.words, token=token or tokens.issue(), group_id=place.groups[said.group].id if said.group else None,
        place=said.place, contact=said.contact, may_publish_words="w" in flags,
        may_publish_summary="s" in flags or "w" in flags, taken=taken, latitude=at and at.latitude,
        longitude=at and at.longitude, about_officer="officer" in flags, crime="crime" in flags,
        photos=tuple(file.id for file in waiting),
    )  # fmt: skip


def reply(tale: Tale, step: Step) -> None:
    """The sender answers the question that waits."""
    opinion = tale.opinion(step.arguments[0])
    asked = Question.objects.filter(opinion=opinion, answered_at=None).latest("id")
    additions.add(opinion, additions.Extra(tale.words(step), question_id=asked.id), by=tale.place.resident.actor)


def add(tale: Tale, step: Step) -> None:
    """The sender adds words."""
    extra = additions.Extra(tale.words(step))
    additions.add(tale.opinion(step.arguments[0]), extra, by=tale.place.resident.actor)


def confirm(tale: Tale, step: Step) -> None:
    """A sender says that what was claimed is true."""
    voices.confirm(tale.promise(), voice=_sender(tale, step), by=tale.place.resident)


def contest(tale: Tale, step: Step) -> None:
    """A sender says that it is not."""
    voices.contest(tale.promise(), voice=_sender(tale, step), words=tale.words(step), by=tale.place.resident)


def _sender(tale: Tale, step: Step) -> Sender:
    """Whoever holds the receipt; for a paper or a call the strip was exchanged at the desk first."""
    opinion = tale.opinion(step.arguments[0])
    if opinion.taken_by_id and not opinion.secret_seen_by_staff:
        show_secret(opinion, new_token(), way="slip", by=tale.place.desk)
        opinion.refresh_from_db()
    return Sender("opinions", opinion.id, seen=opinion.secret_seen_by_staff)


def stranger(tale: Tale, step: Step) -> None:
    """Somebody without a receipt says on the public page that it is not done."""
    voice = Stranger(hashlib.sha256(tale.story.key.encode()).digest())
    voices.contest(tale.promise(), voice=voice, words=tale.words(step), by=tale.place.resident)


def withdraw(tale: Tale, step: Step) -> None:
    """The sender takes the opinion back."""
    leaving.withdraw(tale.opinion(step.arguments[0]), by=tale.place.resident.actor)


def resume(tale: Tale, step: Step) -> None:
    """… and thinks again."""
    leaving.resume(tale.opinion(step.arguments[0]), by=tale.place.resident.actor)


def ask_erasure(tale: Tale, step: Step) -> None:
    """The sender asks that it be erased; an officer decides."""
    leaving.ask_erasure(tale.opinion(step.arguments[0]), by=tale.place.resident.actor)


def erase(tale: Tale, step: Step) -> None:
    """The sender erases what may be erased without asking."""
    leaving.ask_erasure(tale.opinion(step.arguments[0]), by=tale.place.resident.actor)
    leaving.erase(tale.opinion(step.arguments[0]), by=tale.place.resident)


VERBS: dict[str, Callable[[Tale, Step], None]] = {
    "reply": reply, "add": add, "confirm": confirm, "contest": contest, "stranger": stranger, "withdraw": withdraw,
    "resume": resume, "askerase": ask_erasure, "erase": erase,
}  # fmt: skip
