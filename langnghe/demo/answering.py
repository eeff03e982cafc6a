"""What officers answer and promise in the demo's stories, each a verb of the product."""

from collections.abc import Callable
from datetime import timedelta

from langnghe.answering import carrying, drafting, handing, holding, releasing
from langnghe.answering.bodies import USUAL
from langnghe.answering.models import Arrival, Draft, HandOver
from langnghe.answering.rules import Promised, Written
from langnghe.commitments import actions as commitments
from langnghe.commitments import evidence, voices
from langnghe.commitments.models import EvidencePhoto
from langnghe.demo.cast import Place, Tale
from langnghe.demo.reading import Step
from langnghe.demo.working import releaser
from langnghe.files.actions import keep_cleaned
from langnghe.files.models import File
from langnghe.kernel.clock import local_today
from langnghe.matters.models import Matter
from langnghe.opinions.additions import mark_read
from langnghe.promises.actions import pin
from langnghe.promises.reads import public_promise


def answer(tale: Tale, step: Step) -> None:
    """Who works on it submits the answer, the head releases it; heads answer themselves what is theirs."""
    matter, head, written = tale.present(), releaser(tale), _written(tale, step)
    assert tale.worker is not None
    for number in tale.opinions:
        mark_read(tale.opinion(str(number)), by=tale.worker)
    if tale.worker.id != head.id:
        draft = drafting.submit(matter, written, by=tale.worker)
        written = holding.written_of(draft)
    releasing.release(matter, _looked_at(written), by=head)


def _written(tale: Tale, step: Step) -> Written:
    """`accepted`, `in_part`, `declined=reason=body` or `over=body`, whose name goes on over spaces."""
    kind, _sign, rest = " ".join(step.arguments).partition("=")
    reason, body = rest.split("=", 1) if kind == "declined" else ("", rest)
    to_ward = None
    if kind == "over":
        if body.startswith("ward:"):
            to_ward, body = tale.place.neighbours[body.removeprefix("ward:")].ward.id, ""
        body = str(USUAL.get(body, body))
    promises = tuple(
        Promised(tale.words(one), tale.officer(one.arguments[0]).post_id, tale.due(one.day)) for one in step.promises
    )
    return Written(
        kind={"over": "handed_over"}.get(kind, kind), words=tale.words(step), reason=reason, body=body,
        to_ward=to_ward, share_words=to_ward is not None, promises=promises, checked=True,
        brief=_brief(tale.present()) if kind == "over" else "",
    )  # fmt: skip


def _brief(matter: Matter) -> str:
    """What the body that takes it over reads."""
    about = matter.text or "Nội dung kèm theo phiếu."
    return f"Kính đề nghị quý cơ quan xem xét phản ánh của người dân: {about}"


def _looked_at(written: Written) -> Written:
    return Written(**{**vars(written), "checked": True})


def accepted(tale: Tale, step: Step) -> None:
    """The body took it over; another ward of this installation says so itself."""
    hand_over = _hand_over(tale)
    if hand_over.to_ward:
        officer = _neighbour(tale, hand_over).mandates[step.arguments[0]]
        carrying.accept(Arrival.objects.get(hand_over=hand_over.id), by=officer)
        return
    assert tale.worker is not None
    handing.accept(
        hand_over, on=local_today(), receiver=" ".join(step.arguments), note=tale.words(step), by=tale.worker
    )


def refused(tale: Tale, step: Step) -> None:
    """The body sent it back."""
    hand_over = _hand_over(tale)
    if hand_over.to_ward:
        officer = _neighbour(tale, hand_over).mandates[step.arguments[0]]
        carrying.refuse(Arrival.objects.get(hand_over=hand_over.id), words=tale.words(step), by=officer)
        return
    assert tale.worker is not None
    handing.send_back(hand_over, note=tale.words(step), by=tale.worker)


def _hand_over(tale: Tale) -> HandOver:
    return HandOver.objects.filter(matter=tale.present()).latest("id")


def _neighbour(tale: Tale, hand_over: HandOver) -> Place:
    return next(place for place in tale.place.neighbours.values() if place.ward.id == hand_over.to_ward)


def draft(tale: Tale, step: Step) -> None:
    """A draft is begun."""
    username, kind = step.arguments
    drafting.write(tale.present(), Written(kind=kind, words=tale.words(step)), by=tale.officer(username))


def submit(tale: Tale, step: Step) -> None:
    """… given to the head,"""
    row = _draft(tale)
    drafting.submit(tale.present(), holding.written_of(row), by=row.changed_by)


def send_back(tale: Tale, step: Step) -> None:
    """… returned to be changed,"""
    head = tale.officer(step.arguments[0])
    drafting.send_back(tale.present(), words=tale.words(step), seen=str(_draft(tale).version), by=head)


def drop(tale: Tale, step: Step) -> None:
    """… or dropped."""
    drafting.drop(tale.present(), seen=str(_draft(tale).version), by=tale.officer(step.arguments[0]))


def _draft(tale: Tale) -> Draft:
    return Draft.objects.select_related("changed_by__officer", "changed_by__post__unit", "changed_by__ward").filter(
        matter=tale.present()
    ).latest("id")  # fmt: skip


def claim(tale: Tale, step: Step) -> None:
    """The unit says it is done, with words and often a photo, which a head looks at before it is shown."""
    by = tale.officer(step.arguments[0])
    names = [word.removeprefix("photo=") for word in step.arguments if word.startswith("photo=")]
    photos = [_photo(tale, name) for name in names]
    row = tale.promise()
    claimed = commitments.claim(row, words=tale.words(step), photos=photos, by=by)
    for photo in EvidencePhoto.objects.filter(claim=claimed).select_related("file__ward"):
        evidence.cover_photo(photo, [], by=releaser(tale))


def _photo(tale: Tale, name: str) -> File:
    return keep_cleaned(tale.place.ward, tale.place.pictures[name], by=tale.place.resident.actor)


def book(tale: Tale, step: Step) -> None:
    """A promise of an earlier year, as the ward's book has it: done, says the book."""
    officer, today = tale.officer(step.arguments[0]), local_today()
    earlier = commitments.Earlier(
        tale.words(step), officer.officer.name, today - timedelta(days=420), today - timedelta(days=360),
        today - timedelta(days=366),
    )  # fmt: skip
    commitments.enter(tale.place.ward, ("matters", tale.present().id), earlier, by=officer)


def move(tale: Tale, step: Step) -> None:
    """The promised day is moved, with a reason."""
    to, username = step.arguments
    commitments.move(tale.promise(), to=tale.due(to), reason=tale.words(step), by=tale.officer(username))


def pin_up(tale: Tale, step: Step) -> None:
    """One of the five promises of the year that stand on the ward's home."""
    shown = public_promise(tale.place.ward, tale.promise().id)
    assert shown is not None
    pin(tale.place.ward, shown, by=releaser(tale))


def give_up(tale: Tale, step: Step) -> None:
    """It will not be done, and why."""
    commitments.give_up(tale.promise(), reason=tale.words(step), by=tale.officer(step.arguments[0]))


def outsiders(tale: Tale, step: Step) -> None:
    """People outside the unit went to see, and confirm."""
    for username in step.arguments:
        voices.confirm(tale.promise(), by=tale.place.mandates[username])


def uphold(tale: Tale, step: Step) -> None:
    """People outside the unit agree with a contest."""
    for username in step.arguments:
        voices.uphold(tale.promise(), by=tale.place.mandates[username])


def disregard(tale: Tale, step: Step) -> None:
    """The Front does not accept a contest."""
    voices.set_aside(tale.promise(), reason=tale.words(step), by=tale.place.mandates[step.arguments[0]])


VERBS: dict[str, Callable[[Tale, Step], None]] = {
    "answer": answer, "accepted": accepted, "refused": refused, "draft": draft, "submit": submit, "return": send_back,
    "drop": drop, "claim": claim, "move": move, "giveup": give_up, "outsiders": outsiders, "uphold": uphold,
    "disregard": disregard, "book": book,
    "pin": pin_up,
}  # fmt: skip
