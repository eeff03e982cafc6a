"""Whom a step is told to, by mail and on the resident's page; what the heads of a ward are told when a day passes."""

from datetime import date
from typing import Any

import pytest

from langnghe.answering import handing
from langnghe.answering.models import HandOver
from langnghe.answering.tests.writing import accepted, answered, handed, matter
from langnghe.channels.email import sending
from langnghe.channels.tests.test_mail import hearing
from langnghe.desk.followers import tell_senders
from langnghe.desk.morning import reading
from langnghe.desk.steps import resident_steps
from langnghe.desk.tests.test_morning import taken_up
from langnghe.house.work import drain
from langnghe.kernel.actors import system
from langnghe.ledger.models import Entry
from langnghe.matters import actions, gathering, pausing
from langnghe.matters.escalating import escalate_due
from langnghe.matters.models import Joining
from langnghe.notices.models import Delivery
from langnghe.opinions.models import Opinion
from langnghe.places.days import set_day
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


@pytest.fixture(autouse=True)
def mail_is_on(settings: Any) -> None:
    """A mail server is named, and nothing is sent by these tests."""
    settings.EMAIL_HOST = "thu.vidu.vn"


@pytest.fixture(autouse=True)
def nobody_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails wait, to be counted."""
    monkeypatch.setattr(sending, "turn", lambda: 0)


def mails(opinion: Opinion) -> int:
    """How many mails about an opinion wait; counted, they are taken away."""
    drain()
    waiting = Delivery.objects.filter(letterbox__subject_id=opinion.id, state="waiting")
    return waiting.update(state="dropped")


def words(opinion: Opinion) -> list[str]:
    return [step.text for step in resident_steps(opinion)]


def test_an_answer_is_told_to_every_sender_of_the_matter(dien_hong: Cast) -> None:
    first, other = hearing(dien_hong), hearing(dien_hong, words="Hẻm 12 tối thui, đèn hư.", token="b" * 43)
    about = matter(dien_hong, opinion=first)
    actions.join(about, other, by=dien_hong["binh"])
    assert (mails(first), mails(other)) == (1, 1)
    answered(about, accepted(), by=dien_hong["en"])
    assert (mails(first), mails(other)) == (1, 1)
    assert "Phường tiếp thu và trả lời." in words(first)
    assert "Phường tiếp thu và trả lời." in words(other)


def test_joined_and_parted_concern_the_one_who_was(dien_hong: Cast) -> None:
    first, other = hearing(dien_hong), hearing(dien_hong, words="Hẻm 12 tối thui, đèn hư.", token="b" * 43)
    about = matter(dien_hong, opinion=first)
    assert mails(first) == 1
    actions.join(about, other, by=dien_hong["binh"])
    assert (mails(first), mails(other)) == (0, 1)
    actions.part(Joining.objects.get(opinion=other, parted_at=None), by=dien_hong["binh"])
    assert (mails(first), mails(other)) == (0, 1)


def test_senders_whose_matter_goes_into_another_or_comes_out_again_hear_of_it_once_and_nobody_else_does(
    dien_hong: Cast,
) -> None:
    first, other = hearing(dien_hong), hearing(dien_hong, words="Hẻm 12 tối thui, đèn hư.", token="b" * 43)
    about, into = matter(dien_hong, opinion=first), matter(dien_hong, opinion=other)
    assert (mails(first), mails(other)) == (1, 1)
    gathering.merge(about, into, by=dien_hong["binh"])
    assert (mails(first), mails(other)) == (1, 0)
    about.refresh_from_db()
    gathering.take_apart(about, by=dien_hong["binh"])
    assert (mails(first), mails(other)) == (1, 0)
    assert "Phường nhập việc này chung với một việc khác cùng chuyện." in words(first)


def test_a_merger_told_twice_by_a_worker_that_was_killed_makes_one_mail(dien_hong: Cast) -> None:
    first, other = hearing(dien_hong), hearing(dien_hong, words="Hẻm 12 tối thui, đèn hư.", token="b" * 43)
    about, into = matter(dien_hong, opinion=first), matter(dien_hong, opinion=other)
    mails(first)
    gathering.merge(about, into, by=dien_hong["binh"])
    entry = Entry.objects.get(kind="matter.merged")
    tell_senders(entry)
    tell_senders(entry)
    assert Delivery.objects.filter(letterbox__subject_id=first.id, cause=entry.id).count() == 1
    assert mails(first) == 1


def test_a_hand_over_is_told_when_it_opens_and_when_the_other_body_takes_it(dien_hong: Cast) -> None:
    sender = hearing(dien_hong)
    about = matter(dien_hong, opinion=sender)
    mails(sender)
    answered(about, handed(), by=dien_hong["en"])
    assert mails(sender) == 1
    hand_over = HandOver.objects.get(matter=about)
    handing.accept(hand_over, on=hand_over.opened_on, receiver="Ông Hải", by=dien_hong["minh"])
    assert mails(sender) == 1
    assert "Nơi được chuyển đã nhận việc này." in words(sender)


def test_several_steps_at_once_make_one_mail(dien_hong: Cast) -> None:
    sender = hearing(dien_hong)
    about = matter(dien_hong, opinion=sender)
    answered(about, accepted(), by=dien_hong["en"])
    assert mails(sender) == 1


def test_a_day_that_moves_is_told_with_both_days(dien_hong: Cast) -> None:
    with frozen("2026-06-08T08:00:00"):
        sender = hearing(dien_hong)
        matter(dien_hong, opinion=sender)
        mails(sender)
        by = dien_hong["hanh"]
        set_day(dien_hong.ward, date(2026, 6, 15), works=False, name="Hội làng", source="TB 12", by=by)
        assert mails(sender) == 1
        assert "Ngày hẹn trả lời đổi từ 29/06/2026 thành 30/06/2026 vì lịch nghỉ thay đổi." in words(sender)


def test_a_day_that_passes_is_told_to_the_heads_once(dien_hong: Cast) -> None:
    late = taken_up(dien_hong)
    by = system(dien_hong.ward.id)
    with frozen("2026-06-29T23:00:00"):
        assert escalate_due(by=by) == 0
    with frozen("2026-06-30T00:30:00"):
        assert (escalate_due(by=by), escalate_due(by=by)) == (1, 0)
        for head in ("dung", "en"):
            assert reading.read(dien_hong[head]).parts[0].lines[0].title == late.serial
    entry = Entry.objects.get(kind="matter.escalated")
    assert entry.facts == {"due": "2026-06-29"}


def test_nothing_is_told_of_a_matter_whose_clock_stands(dien_hong: Cast) -> None:
    late = taken_up(dien_hong, "Cột đèn ở hẻm 5 nghiêng.")
    with frozen("2026-06-26T10:00:00"):
        asked = Joining.objects.get(matter=late).opinion
        pausing.ask(late, asked, "Cột số mấy ạ?", by=dien_hong["binh"])
    with frozen("2026-07-01T08:00:00"):
        assert escalate_due(by=system(dien_hong.ward.id)) == 0
