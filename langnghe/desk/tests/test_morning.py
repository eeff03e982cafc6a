"""What an officer finds on the first page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.desk.morning import again, gathering, reading
from langnghe.desk.morning.showing import Part
from langnghe.house.work import drain
from langnghe.kernel.actors import resident, system
from langnghe.matters import working
from langnghe.matters.actions import open_matter
from langnghe.matters.models import Matter
from langnghe.opinions import additions, taking
from langnghe.opinions.tests.test_receive import say
from langnghe.people.models import Mandate
from langnghe.places.days import set_day
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

LAMP = "Đèn đường đầu hẻm 12 tắt nửa tháng nay, tối đi học về phải soi điện thoại."
MONDAY = "2026-06-08T09:00:00"


def taken_up(cast: Cast, words: str = LAMP, on: str = MONDAY, **more: object) -> Matter:
    """An opinion sent and taken up on a day; nobody has it in hand but the desk."""
    with frozen(on):
        opinion = say(cast, words, **more).opinion
        return open_matter(cast.ward, raised_on=date.fromisoformat(on[:10]), source=opinion, by=system(cast.ward.id))


def part(mandate: Mandate, code: str) -> Part | None:
    return next((one for one in reading.read(mandate).parts if one.code == code), None)


def count(mandate: Mandate, code: str) -> int:
    found = part(mandate, code)
    return found.count if found else 0


def test_late_matters_come_first_for_the_desk_and_for_the_heads_of_the_ward(dien_hong: Cast) -> None:
    late, fresh = taken_up(dien_hong), taken_up(dien_hong, "Rác cuối hẻm 77 chất đống.", on="2026-06-29T08:00:00")
    with frozen("2026-07-01T07:30:00"):
        for username in ("binh", "dung", "en"):
            found = reading.read(dien_hong[username]).parts
            assert found[0].code == "late"
            assert [line.title for line in found[0].lines] == [late.serial]
            assert found[0].lines[0].badge == "quá hạn từ 29/06/2026"
        assert [line.title for line in part(dien_hong["binh"], "mine").lines] == [fresh.serial]  # type: ignore[union-attr]
        assert part(dien_hong["dung"], "mine") is None
        assert part(dien_hong["chau"], "late") is None


def test_what_was_taken_up_says_in_the_senders_words_what_it_is_about(dien_hong: Cast) -> None:
    with frozen("2026-07-01T07:30:00"):
        working.take_up(say(dien_hong, LAMP).opinion, by=dien_hong["binh"])
        assert [line.words for line in part(dien_hong["binh"], "mine").lines] == [LAMP]  # type: ignore[union-attr]


def test_new_arrivals_stay_until_somebody_takes_them_up(dien_hong: Cast) -> None:
    taken_up(dien_hong)
    waits = say(dien_hong, "Rác cuối hẻm 77 chất đống.").opinion
    found = part(dien_hong["binh"], "new")
    assert found is not None
    assert [line.title for line in found.lines] == [waits.serial]


def test_what_residents_just_said_stands_on_the_morning(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    additions.add(opinion, additions.Extra("Hôm qua có người té.", ""), by=resident(dien_hong.ward.id).actor)
    assert count(dien_hong["binh"], "told") == 1


def test_a_crime_report_stands_on_the_mornings_of_its_guard_only(dien_hong: Cast) -> None:
    serial = say(dien_hong, "Có người bán ma túy ở quán nước.", crime=True).opinion.serial
    seen = {name for name in dien_hong.mandates if serial in home(dien_hong, name)}
    assert seen == {"binh", "dung"}


def test_a_complaint_never_stands_on_the_morning_of_the_officer_it_names(dien_hong: Cast) -> None:
    words = "Anh Lê Minh Châu nói năng cộc lốc với bà con."
    serial = say(dien_hong, words, about_officer=True).opinion.serial
    assert {name for name in dien_hong.mandates if serial in home(dien_hong, name)} == {"giang", "en"}


@pytest.mark.parametrize("username", ["binh", "chau", "dung", "en", "giang", "hanh", "khoa", "lan", "minh", "nga"])
def test_every_role_finds_a_page_it_can_use(dien_hong: Cast, username: str) -> None:
    taken_up(dien_hong)
    page = home(dien_hong, username)
    assert "Việc hôm nay" in page
    assert "Nhiệm vụ này không đọc lời của người dân" not in page or username in {"hanh"}


def test_a_morning_without_work_says_so_kindly(dien_hong: Cast) -> None:
    assert "Chúc anh chị một ngày nhẹ nhàng" in home(dien_hong, "binh")


def test_the_sheet_of_paper_has_the_same_and_a_warning(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    page = client_for(dien_hong["binh"]).get(reverse("desk:paper")).content.decode()
    assert matter.serial in page
    assert "xin giữ kín" in page


def test_words_that_only_some_may_see_go_on_no_paper(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Có người bán ma túy ở quán nước.", crime=True).opinion
    page = client_for(dien_hong["dung"]).get(reverse("desk:paper")).content.decode()
    assert opinion.serial in page
    assert "ma túy" not in page


def test_three_voices_within_fifty_metres_are_one_place(dien_hong: Cast) -> None:
    for turn in range(3):
        say(dien_hong, f"Cột đèn thứ {turn} ở đầu hẻm không sáng.", latitude=13.98 + turn / 10_000, longitude=108.0)
    say(dien_hong, "Chỗ khác hẳn, cũng không sáng.", latitude=13.99, longitude=108.01)
    found = again.places(dien_hong["binh"])
    assert [place.count for place in found] == [3]


def test_three_voices_of_one_group_about_one_topic_are_one_place_for_a_month(dien_hong: Cast) -> None:
    group = dien_hong.groups["Tổ 3"].id
    for turn in range(3):
        with frozen(f"2026-06-0{turn + 1}T09:00:00"):
            say(dien_hong, f"Hát karaoke tới khuya, đêm thứ {turn}.", topic="public_order.noise", group_id=group)
    with frozen("2026-06-20T09:00:00"):
        assert [(place.topic, place.count) for place in again.places(dien_hong["chau"])] == [("public_order.noise", 3)]
        page = client_for(dien_hong["chau"]).get(reverse("desk:places")).content.decode()
        assert "Karaoke, tiếng ồn" in page
    with frozen("2026-07-02T09:00:00"):
        assert again.places(dien_hong["chau"]) == []


def test_days_that_were_counted_anew_are_said_on_the_morning(dien_hong: Cast) -> None:
    taken_up(dien_hong)
    with frozen("2026-06-10T08:00:00"):
        set_day(dien_hong.ward, date(2026, 6, 15), works=False, name="Hội làng", source="TB 12", by=dien_hong["hanh"])
        drain()
        assert "Lịch nghỉ vừa đổi: 1 việc đổi ngày hẹn trả lời" in home(dien_hong, "binh")
    with frozen("2026-06-20T08:00:00"):
        assert "Lịch nghỉ vừa đổi" not in home(dien_hong, "binh")


@pytest.mark.parametrize("username", ["binh", "chau", "dung", "en", "giang", "nga", "lan", "khoa", "minh"])
def test_the_morning_needs_twelve_statements_at_most(dien_hong: Cast, username: str) -> None:
    taken_up(dien_hong)
    taken_up(dien_hong, "Rác cuối hẻm 77 chất đống.", on="2026-11-20T08:00:00", may_publish_words=True)
    opinion = say(dien_hong, "Loa phường ồn quá.", may_publish_words=True, contact="0905 123 456").opinion
    taking.agree_call_back(opinion, by=dien_hong["binh"])
    client = client_for(dien_hong[username])
    client.get(reverse("desk:home"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("desk:home")).status_code == 200
    assert len(asked) <= 12, "\n".join(query["sql"][:150] for query in asked)


def test_a_thousand_and_more_are_not_counted_further(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "COUNTED", 2)
    for turn in range(4):
        say(dien_hong, f"{LAMP} {turn}")
    found = part(dien_hong["binh"], "new")
    assert found is not None
    assert (found.count, found.shown) == (2, "hơn 2")


def home(cast: Cast, username: str) -> str:
    return client_for(cast[username]).get(reverse("desk:home")).content.decode()
