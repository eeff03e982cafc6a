"""The day that counts now stands with the matter, whatever step was taken: kept, never guessed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from langnghe.answering.tests.writing import LAMP_TOPIC, accepted, answered
from langnghe.answering.tests.writing import promised as words_of_promise
from langnghe.commitments import actions as promising
from langnghe.commitments import voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import OWED, Sender
from langnghe.deadlines.actions import set_deadline
from langnghe.house.work import drain
from langnghe.inbox.tests.working import listed
from langnghe.kernel.actors import system
from langnghe.matters import gathering, pausing, restoring, working
from langnghe.matters.models import DONE, NO_DAY, WAITING, Matter
from langnghe.matters.tests.test_clocks import due, raised, ten_days
from langnghe.matters.tests.working import DARK, DOGS, brought, claimed, fresh, only_opinion, promised, taken_up
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

NOTHING = "police_force.praise"  # owes no answer
pytestmark = pytest.mark.django_db


def computed(matter: Matter) -> date:
    """The day that counts now, from the rows behind it."""
    if matter.state != "promised":
        return matter.due_on or NO_DAY
    owed = Commitment.objects.filter(subject_room="matters", subject_id=matter.id, state__in=OWED)
    return min(owed.values_list("due_on", flat=True), default=NO_DAY)


def check_days() -> None:
    """Every matter there is stands under its day and in its stage."""
    for matter in Matter.objects.all():
        assert matter.next_due == computed(matter), matter.state
        assert matter.stage == ("waits" if matter.state in WAITING else "done" if matter.state in DONE else "")


@contextmanager
def step() -> Iterator[None]:
    """One step, what the worker does about it, and a look at every matter."""
    yield
    drain()
    check_days()


def test_no_step_of_a_walk_leaves_a_matter_under_another_day(dien_hong: Cast) -> None:
    cast, by = dien_hong, dien_hong["dung"]
    with step():
        lamp, dark, dogs = taken_up(cast), taken_up(cast, DARK), taken_up(cast, DOGS, topic="public_order.noise")
    before = restoring.picture(dogs)
    with step():
        working.retopic(dogs, NOTHING, by=by)
    assert fresh(dogs).next_due == NO_DAY
    with step():
        restoring.put_back(dogs.id, before)
    with step():
        working.assign(dogs, cast["minh"].post, by=by)
    with step():
        pausing.ask(fresh(dogs), only_opinion(dogs), "Chó của nhà nào ạ?", by=by)
    with frozen("2026-11-20T08:00"), step():
        pausing.hear_back(fresh(dogs), by=by)
    with step():
        gathering.merge(fresh(dark), lamp, by=by)
    with step():
        gathering.take_apart(fresh(dark), by=by)
    promise = promised(cast, fresh(lamp))
    check_days()
    with step():
        promising.move(
            _again(promise), to=date(2027, 1, 15), reason="Kho hết bóng, hàng về sau Tết dương.", by=cast["en"]
        )
    assert fresh(lamp).next_due == date(2027, 1, 15)
    with step():
        claimed(cast, _again(promise))
    assert fresh(lamp).next_due == NO_DAY
    with step():
        voices.contest(
            _again(promise), words="Tối qua đèn vẫn tắt.", voice=Sender("opinions", only_opinion(lamp).id),
            by=system(cast.ward.id),
        )  # fmt: skip
    assert fresh(lamp).next_due == date(2027, 1, 15)
    with step():
        promising.give_up(_again(promise), reason="Đoạn này do điện lực quản lý.", by=cast["en"])


def test_every_state_stands_under_its_day(dien_hong: Cast) -> None:
    for state in ("kept", "unconfirmed", "handed_over", "joined", "empty"):
        brought(dien_hong, state)
        check_days()


def test_an_answer_with_promises_waits_for_the_first_of_them_at_once(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong, topic=LAMP_TOPIC)
    far = words_of_promise(dien_hong, due_on=date(2027, 3, 1))
    near = words_of_promise(dien_hong, words="Cắt cành che đèn.", due_on=date(2026, 12, 1))
    answered(matter, accepted(promises=(far, near)), by=dien_hong["en"])
    assert fresh(matter).next_due == date(2026, 12, 1)


def test_another_deadline_moves_the_day_in_the_list_too(dien_hong: Cast) -> None:
    matter = raised(dien_hong)
    with frozen("2026-06-10T08:00:00"):
        set_deadline(dien_hong.ward, ten_days(dien_hong), by=dien_hong["dung"])
        drain()
    assert fresh(matter).next_due == due(matter) == date(2026, 6, 22)


def test_what_has_no_day_stands_last_in_the_list(dien_hong: Cast) -> None:
    praise, lamp = taken_up(dien_hong, DOGS, topic=NOTHING), taken_up(dien_hong)
    assert [row.id for row in listed(dien_hong, "dung", tab="dang-lam")] == [lamp.id, praise.id]


def _again(promise: Commitment) -> Commitment:
    return Commitment.objects.select_related("ward").get(id=promise.id)
