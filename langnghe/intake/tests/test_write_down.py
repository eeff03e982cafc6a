"""A caller, and somebody at the desk: what is kept, what is shown, and who may find it afterwards."""

import pytest
from django.urls import reverse

from langnghe.intake.tests.helping import LAMP, hidden, last, secrets_on, written
from langnghe.ledger.models import Entry
from langnghe.opinions import reads
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import parse_secret
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


def test_a_call_is_kept_with_who_wrote_it_down_and_shows_no_secret(dien_hong: Cast) -> None:
    page = written(client_for(dien_hong["binh"]), topic="1.2", group="3", place="hẻm 12", contact="0905 123 456")
    opinion = last()
    assert (opinion.channel, opinion.words, opinion.taken_by) == ("phone", LAMP, dien_hong["binh"])
    assert (opinion.topic, str(opinion.group), opinion.place) == ("traffic.speeding_racing", "Tổ 3", "hẻm 12")
    assert opinion.contact is not None
    assert not opinion.secret_seen_by_staff
    assert opinion.serial in page.text
    assert "Đê Hát, hai mươi sáu" in page.text
    assert secrets_on(page.text) == []


def test_at_the_desk_the_slip_comes_at_once_and_says_who_saw_the_secret(dien_hong: Cast) -> None:
    page = written(client_for(dien_hong["binh"]), desk=True)
    opinion, secret = last(), parse_secret("-".join(secrets_on(page.text)))
    assert (opinion.channel, opinion.secret_seen_by_staff) == ("desk", True)
    assert reads.with_receipt(opinion.serial, secret) == opinion
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("route", "way"), [("intake:slip", "slip"), ("intake:aloud", "screen")])
def test_a_caller_who_asks_gets_a_secret_once_and_it_is_marked(dien_hong: Cast, route: str, way: str) -> None:
    binh = client_for(dien_hong["binh"])
    sent = hidden(written(binh).text)
    first, again = binh.post(reverse(route), sent), binh.post(reverse(route), sent)
    opinion = last()
    assert opinion.secret_seen_by_staff
    assert reads.with_receipt(opinion.serial, parse_secret("-".join(secrets_on(first.text)))) == opinion
    assert secrets_on(first.text) == secrets_on(again.text)
    assert [entry.facts for entry in Entry.objects.filter(kind="opinion.secret_shown")] == [{"way": way}]


def test_nobody_gets_a_second_secret(dien_hong: Cast) -> None:
    binh = client_for(dien_hong["binh"])
    sent = hidden(written(binh).text)
    binh.post(reverse("intake:slip"), sent)
    before = bytes(last().secret_hash)
    page = binh.post(reverse("intake:aloud"), sent | {"token": "x" * 40}, follow=True)
    assert "không cấp lần thứ hai" in page.text
    assert bytes(last().secret_hash) == before


def test_a_pass_is_for_its_officer_and_for_two_hours(dien_hong: Cast) -> None:
    with frozen("2026-11-24T08:00:00"):
        sent = hidden(written(client_for(dien_hong["binh"])).text)
    giang = client_for(dien_hong["giang"]).post(reverse("intake:slip"), sent, follow=True)
    forged = client_for(dien_hong["binh"]).post(reverse("intake:slip"), sent | {"pass": "x"}, follow=True)
    for page in (giang, forged):
        assert "quá hai giờ" in page.text
    assert not last().secret_seen_by_staff


def test_the_same_form_sent_twice_is_one_opinion(dien_hong: Cast) -> None:
    binh = client_for(dien_hong["binh"])
    for _turn in range(2):
        written(binh, token="t" * 43)
    assert Opinion.objects.count() == 1


def test_a_call_becomes_a_desk_slip_only_as_another_opinion(dien_hong: Cast) -> None:
    """Else the slip would show a secret that nobody marked as seen."""
    binh = client_for(dien_hong["binh"])
    written(binh, token="t" * 43)
    written(binh, desk=True, token="t" * 43)
    assert list(Opinion.objects.order_by("id").values_list("secret_seen_by_staff", flat=True)) == [False, True]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("words", "", "ghi vài chữ"),
        ("topic", "zzz", "Không có lĩnh vực"),
        ("group", "99", "Không có tổ"),
        ("call_back", "on", "cần số điện thoại"),
    ],
)
def test_what_is_not_understood_is_said_beside_its_field(dien_hong: Cast, field: str, typed: str, said: str) -> None:
    page = written(client_for(dien_hong["binh"]), **{"words": LAMP, field: typed})  # type: ignore[arg-type]
    assert page.status_code == 422
    assert said in page.text
    assert not Opinion.objects.exists()


def test_a_crime_report_is_guarded_and_its_officer_told(dien_hong: Cast) -> None:
    page = written(client_for(dien_hong["giang"]), crime="on")
    assert last().guard == "crime"
    assert LAMP not in page.text


def test_an_opinion_of_another_beat_is_told_to_be_somebody_elses(dien_hong: Cast) -> None:
    page = written(client_for(dien_hong["chau"]), group="5")
    assert "Anh chị không mở lại được ý kiến này" in page.text
    assert "Anh chị không mở lại" not in written(client_for(dien_hong["chau"]), "Hẻm tối", group="3").text


def test_a_group_head_writes_down_for_neighbours_without_reading_others(dien_hong: Cast) -> None:
    page = written(client_for(dien_hong["lan"]), group="3")
    assert last().serial in page.text
    assert client_for(dien_hong["lan"]).get(reverse("opinions:opinion", args=[last().serial])).status_code == 403


@pytest.mark.parametrize("username", ["hanh", "khoa"])
def test_who_hears_no_residents_writes_nothing_down(dien_hong: Cast, username: str) -> None:
    assert client_for(dien_hong[username]).get(reverse("intake:write")).status_code == 403
