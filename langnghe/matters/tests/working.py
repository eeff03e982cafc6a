"""What tests of the ward's work share: an opinion taken up, and a matter brought into each of its states by actions."""

from collections.abc import Callable
from datetime import date

from langnghe.commitments import actions as promising
from langnghe.commitments import settling, voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import Sender
from langnghe.house.work import drain
from langnghe.kernel.actors import resident, system
from langnghe.matters import actions, gathering, pausing, stepping, working
from langnghe.matters.holding import hold
from langnghe.matters.models import Joining, Matter
from langnghe.matters.tests.saying import LAMP, allowed
from langnghe.opinions import leaving
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

DARK = "Hẻm 12 đèn hỏng nửa tháng rồi, tối đi họp tổ phải dắt nhau."
DOGS = "Chó nhà cuối hẻm 40 chạy rông cả ngày, xin phường nhắc giùm."
SAID, WORKED = "2026-11-09T08:00", "2026-11-10T08:00"


def said(cast: Cast, words: str = LAMP, **more: object) -> Opinion:
    """An opinion from Tổ 3."""
    return allowed(cast, words, **{"group_id": cast.groups["Tổ 3"].id, **more})


def taken_up(cast: Cast, words: str = LAMP, *, by: str = "dung", topic: str = "traffic.signs_lights") -> Matter:
    """A matter opened for such an opinion by an officer."""
    return working.take_up(said(cast, words), topic=topic, by=cast[by])


def only_opinion(matter: Matter) -> Opinion:
    """The first opinion that belongs to a matter now."""
    return _joining(matter).opinion


def _joining(matter: Matter) -> Joining:
    return Joining.objects.filter(matter=matter, parted_at=None).select_related("opinion__ward").order_by("id")[0]


def parted(matter: Matter, cast: Cast) -> Matter:
    """The matter without its first opinion."""
    actions.part(_joining(matter), by=cast["dung"])
    return fresh(matter)


def fresh(matter: Matter) -> Matter:
    """The matter as the database has it now."""
    return Matter.objects.select_related("ward", "post", "group", "source").get(id=matter.id)


def stepped(matter: Matter, to: str, *, day: date = date(2026, 11, 12)) -> Matter:
    """The matter after a step that a higher room takes: an answer, a hand-over; its verbs write nothing else here."""
    held = hold(matter.id)
    held.answered_on = held.answered_on or day
    stepping.advance(held, to, "answered_on")
    return fresh(matter)


def promised(cast: Cast, matter: Matter) -> Commitment:
    """A promise about the matter; the matter follows once the worker has run."""
    made = promising.make(
        cast.ward, ("matters", matter.id), words="Thay bóng đèn đầu hẻm 12.", responsible=cast["minh"],
        due_on=date(2026, 12, 20), by=cast["en"],
    )  # fmt: skip
    drain()
    return made


def claimed(cast: Cast, promise: Commitment) -> Commitment:
    """The promise claimed done, with words to look at."""
    promising.claim(_again(promise), words="Đã thay bóng, biên bản số 14 ngày 16/11.", by=cast["minh"])
    drain()
    return _again(promise)


def confirmed(promise: Commitment, opinion: Opinion) -> Commitment:
    """The promise confirmed by a sender."""
    voices.confirm(_again(promise), voice=Sender("opinions", opinion.id), by=system(promise.ward_id))
    return _again(promise)


def settled(promise: Commitment) -> Commitment:
    """The promise closed by time, long after its claim."""
    with frozen("2027-02-01T08:00"):
        settling.settle(_again(promise), by=system(promise.ward_id))
        drain()
    return _again(promise)


def _again(promise: Commitment) -> Commitment:
    return Commitment.objects.select_related("ward").get(id=promise.id)


def _kept(cast: Cast, matter: Matter) -> Matter:
    promise = claimed(cast, promised(cast, matter))
    confirmed(promise, only_opinion(matter))
    settled(promise)
    return fresh(matter)


def _unconfirmed(cast: Cast, matter: Matter) -> Matter:
    settled(claimed(cast, promised(cast, matter)))
    return fresh(matter)


def _asked(cast: Cast, matter: Matter) -> Matter:
    pausing.ask(matter, only_opinion(matter), "Cột đèn thứ mấy từ đầu hẻm vào?", by=cast["dung"])
    return fresh(matter)


def _promised(cast: Cast, matter: Matter) -> Matter:
    promised(cast, matter)
    return fresh(matter)


def _joined(cast: Cast, matter: Matter) -> Matter:
    gathering.merge(matter, taken_up(cast, DARK), by=cast["dung"])
    return fresh(matter)


def gone(cast: Cast, matter: Matter) -> Matter:
    """The matter after its only sender withdrew."""
    leaving.withdraw(only_opinion(matter), by=resident(cast.ward.id).actor)
    drain()
    return fresh(matter)


REACHED: dict[str, Callable[[Cast, Matter], Matter]] = {
    "open": lambda cast, matter: matter,
    "asked": _asked,
    "answered": lambda cast, matter: stepped(matter, "answered"),
    "promised": _promised,
    "handed_over": lambda cast, matter: stepped(matter, "handed_over"),
    "declined": lambda cast, matter: stepped(matter, "declined"),
    "kept": _kept,
    "unconfirmed": _unconfirmed,
    "joined": _joined,
    "left": gone,
    "empty": lambda cast, matter: parted(matter, cast),
}


def brought(cast: Cast, state: str) -> Matter:
    """A matter about the lamp in this state."""
    matter = REACHED[state](cast, taken_up(cast))
    assert matter.state == state
    return matter
