"""News by e-mail: confirmed first, without a word, never lost, and stopped by one press."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.channels.email import sending
from langnghe.commitments.tests.promises import Promise
from langnghe.house import work
from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import local_now, local_today, now
from langnghe.kernel.refused import Refused
from langnghe.matters.actions import join, open_matter
from langnghe.notices import actions, outbox
from langnghe.notices.models import Delivery, Letterbox
from langnghe.opinions.additions import ask
from langnghe.opinions.leaving import ask_erasure, erase
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.mail_server import MailServer, catching

TU = "ba.tu@vidu.vn"


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """The ward's mail server, switched on."""
    with catching() as caught:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", caught.port
        settings.DEFAULT_FROM_EMAIL = "tin@dien-hong.example"
        yield caught


def ask_for_news(opinion: Opinion, address: str = TU, language: str = "vi") -> Letterbox:
    subject, by = ("opinions", opinion.id), resident(opinion.ward_id).actor
    return actions.ask(opinion.ward, subject, address, language=language, by=by)


def hearing(cast: Cast, **more: Any) -> Opinion:
    """An opinion whose sender has confirmed an address."""
    opinion = say(cast, **more).opinion
    actions.confirm(ask_for_news(opinion), by=resident(opinion.ward_id).actor)
    Delivery.objects.all().update(state="dropped")
    return opinion


def link(server: MailServer, name: str) -> str:
    """The path of a link in the last mail."""
    found = re.search(rf"https?://[^/\s]+(/thu/{name}/\S+)", server.read())
    assert found, server.read()
    return found[1]


def test_nothing_is_sent_before_the_address_is_confirmed_from_the_mail(
    dien_hong: Cast, client: Client, server: MailServer
) -> None:
    opinion = say(dien_hong).opinion
    ask_for_news(opinion)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    work.drain()
    assert [str(letter["Subject"]).strip() for letter in server.letters] == ["Xin xác nhận hộp thư nhận tin từ phường"]
    address = link(server, "xac-nhan")
    client.get(address)
    assert Letterbox.objects.get().confirmed_at is None
    client.post(address)
    ask(opinion, "Trước số nhà mấy?", by=dien_hong["binh"])
    work.drain()
    assert str(server.letters[-1]["Subject"]).strip() == "Có tin mới từ phường"
    assert server.recipients == [TU, TU]


def test_a_mail_says_nothing_of_what_was_written_and_not_even_the_number(dien_hong: Cast, server: MailServer) -> None:
    received = say(dien_hong, contact="0905 123 456", place="hẻm 12")
    opinion = received.opinion
    actions.confirm(ask_for_news(opinion), by=resident(opinion.ward_id).actor)
    ask(opinion, "Đèn trước nhà bà Tám phải không?", by=dien_hong["binh"])
    work.drain()
    for letter in server.letters:
        whole = letter.as_string() + str(letter.get_body())
        said = " ".join([whole, server.read(server.letters.index(letter)), str(letter["Subject"])])
        for kept in (LAMP, "hẻm 12", "Tám", "0905", opinion.serial, format_secret(received.secret), str(opinion.id)):
            assert kept not in said


def test_mails_about_a_crime_and_about_a_lamp_look_alike(dien_hong: Cast, server: MailServer) -> None:
    lamp, crime = hearing(dien_hong), hearing(dien_hong, words="Có người bán ma túy ở hẻm 3.")
    Opinion.objects.filter(id=crime.id).update(guard="crime", guard_reason="sender")
    for opinion in (lamp, crime):
        ask(opinion, "Ở chỗ nào?", by=dien_hong["dung"])
    work.drain()
    one, other = (server.read(number).partition("Thôi nhận thư:")[0] for number in (0, 1))
    assert one == other
    assert server.letters[0]["Subject"] == server.letters[1]["Subject"]


def test_a_mail_cannot_be_answered_by_mistake_and_can_be_stopped(
    dien_hong: Cast, client: Client, server: MailServer
) -> None:
    opinion = hearing(dien_hong)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    work.drain()
    letter = server.letters[0]
    assert str(letter["Reply-To"]).endswith(".invalid")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "xin đừng trả lời" in server.read()
    one_click = str(letter["List-Unsubscribe"]).strip("<>").partition("/thu/")[2]
    Client(enforce_csrf_checks=True).post(f"/thu/{one_click}", {"List-Unsubscribe": "One-Click"})
    box = Letterbox.objects.get()
    assert (box.end, box.sealed) == ("stopped", None)
    ask(opinion, "Mấy bóng?", by=dien_hong["binh"])
    work.drain()
    assert len(server.letters) == 1


def test_who_reads_english_gets_english(dien_hong: Cast, server: MailServer) -> None:
    ask_for_news(say(dien_hong).opinion, language="en")
    work.drain()
    assert "confirm" in str(server.letters[0]["Subject"]).lower()
    assert "do not answer" in server.read()


def test_a_promise_said_to_be_done_is_news_for_its_senders(dien_hong: Cast, server: MailServer) -> None:
    opinion = hearing(dien_hong)
    say(dien_hong, "Người khác, không nhận thư")
    matter = open_matter(dien_hong.ward, raised_on=local_today(), by=system(dien_hong.ward.id))
    join(matter, opinion, by=system(dien_hong.ward.id))
    today = local_now().isoformat()[:19]
    promise = Promise(dien_hong, ("matters", matter.id)).made(local_today(), at=today)
    work.drain()
    assert len(server.letters) == 1
    promise.claimed(at=today)
    work.drain()
    assert server.recipients == [TU, TU]


def test_the_same_step_prepares_one_mail_however_often_it_is_told(dien_hong: Cast, server: MailServer) -> None:
    opinion = hearing(dien_hong)
    question = ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    for _turn in range(3):
        actions.tell(opinion.ward_id, ("opinions", opinion.id), cause=question.id, by=resident(opinion.ward_id).actor)
    assert Delivery.objects.filter(cause=question.id).count() == 1


def test_a_mail_server_that_is_away_costs_a_mail_nothing_but_time(
    dien_hong: Cast, server: MailServer, settings: Any
) -> None:
    opinion = hearing(dien_hong)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    settings.EMAIL_PORT = 9
    work.drain()
    settings.EMAIL_PORT = server.port
    assert Delivery.objects.get(code="step").attempts == 1
    assert sending.turn() == 0
    with frozen(now() + timedelta(minutes=2)):
        assert sending.turn() == 1
    assert Delivery.objects.get(code="step").state == "sent"


def test_after_five_days_it_is_a_dead_letter_that_an_officer_revives(
    dien_hong: Cast, server: MailServer, settings: Any
) -> None:
    opinion = hearing(dien_hong)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    settings.EMAIL_PORT = 9
    work.drain()
    with frozen(now() + timedelta(days=6)):
        sending.turn()
        failed = Delivery.objects.get(code="step")
        assert failed.state == "failed"
        actions.revive(failed, by=dien_hong["hanh"])
        settings.EMAIL_PORT = server.port
        assert sending.turn() == 1


@pytest.mark.parametrize(("code", "state", "end"), [(550, "failed", "refused"), (451, "waiting", "")])
def test_an_address_that_takes_no_mail_ends_and_one_that_is_busy_is_tried_again(
    dien_hong: Cast, server: MailServer, code: int, state: str, end: str
) -> None:
    opinion = hearing(dien_hong)
    server.refuse[TU] = code
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    work.drain()
    delivery = Delivery.objects.get(code="step")
    assert (delivery.state, delivery.last_error, delivery.letterbox.end) == (state, str(code), end)


def test_one_refused_address_keeps_no_other_mail_waiting(dien_hong: Cast, server: MailServer) -> None:
    server.refuse["khong@vidu.vn"] = 550
    ask_for_news(say(dien_hong).opinion, "khong@vidu.vn")
    ask_for_news(say(dien_hong, "Chuyện khác").opinion)
    work.drain()
    assert server.recipients == [TU]


class Killed(BaseException):
    """The worker dies here."""


@pytest.mark.parametrize("moment", ["begin", "sent"])
def test_killed_before_or_after_handing_over_nothing_is_lost_and_both_are_one_mail(
    dien_hong: Cast, server: MailServer, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    opinion = hearing(dien_hong)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])

    def die(delivery: Delivery) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(outbox, moment, die)
        with pytest.raises(Killed):
            work.drain()
    assert sending.turn() == 0
    with frozen(now() + outbox.LEASE + timedelta(seconds=1)):
        assert sending.turn() == 1
        assert sending.turn() == 0
    assert len({bytes(letter) for letter in server.letters}) == 1
    assert len(server.letters) == (1 if moment == "begin" else 2)


def test_two_workers_send_a_mail_once(dien_hong: Cast, server: MailServer) -> None:
    opinion = hearing(dien_hong)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    work.Worker().turn()
    first = outbox.claim(10)
    assert len(first) == 1
    assert outbox.claim(10) == []


def test_erasing_an_opinion_erases_the_address_and_what_waits(dien_hong: Cast, server: MailServer) -> None:
    opinion = hearing(dien_hong)
    ask(opinion, "Đèn nào?", by=dien_hong["binh"])
    work.Worker().turn()
    ask_erasure(opinion, by=resident(opinion.ward_id).actor)
    erase(opinion, by=resident(opinion.ward_id))
    work.drain()
    assert not server.letters
    assert (Letterbox.objects.get().sealed, Letterbox.objects.get().end) == (None, "erased")


def test_nobody_pesters_a_stranger_with_confirm_mails(dien_hong: Cast, server: MailServer) -> None:
    for number in range(3):
        ask_for_news(say(dien_hong, f"Ý kiến {number}").opinion, "Nguoi.La@vidu.vn")
    with pytest.raises(Refused, match="ba thư xác nhận"):
        ask_for_news(say(dien_hong, "Ý kiến nữa").opinion, "nguoi.la@vidu.vn")


def test_one_receipt_has_three_confirm_mails_a_day(dien_hong: Cast, server: MailServer) -> None:
    opinion = say(dien_hong).opinion
    for number in range(3):
        ask_for_news(opinion, f"nguoi{number}@vidu.vn")
    with pytest.raises(Refused, match="cho phiếu này"):
        ask_for_news(opinion, "nguoi4@vidu.vn")


@pytest.mark.parametrize(
    "address", ["", "ba tu", "tu@", "@vidu.vn", "a@b", "tu@vidu.vn\nBcc: x@y.vn,z@y.vn", "tư@vidu.vn"]
)
def test_what_is_no_address_is_refused_with_an_example(dien_hong: Cast, server: MailServer, address: str) -> None:
    with pytest.raises(Refused, match="Ví dụ đúng"):
        ask_for_news(say(dien_hong).opinion, address)


def test_a_confirm_link_is_good_for_three_days_and_forged_ones_for_none(
    dien_hong: Cast, client: Client, server: MailServer
) -> None:
    ask_for_news(say(dien_hong).opinion)
    work.drain()
    address = link(server, "xac-nhan")
    forged = reverse("notices:confirm", args=["abc:def:ghi"])
    assert client.post(forged).status_code == 410
    assert client.get(address).status_code == 200


def test_without_a_mail_server_no_page_offers_mail_and_no_address_is_taken(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="chưa mở"):
        ask_for_news(say(dien_hong).opinion)
