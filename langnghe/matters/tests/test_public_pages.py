"""What everybody sees of matters, and what a press on Tôi cũng gặp does."""

import hashlib
from xml.etree import ElementTree as xml

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Page

from langnghe.kernel.actors import resident
from langnghe.matters import rules
from langnghe.matters.actions import take_back
from langnghe.matters.models import Matter, Support
from langnghe.matters.tests.saying import TITLE, released
from langnghe.opinions.leaving import withdraw
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.cast import dien_hong as build
from langnghe.testing.clock import frozen
from langnghe.testing.served import Served

ATOM = {"a": "http://www.w3.org/2005/Atom"}
OURS = {"sec-fetch-site": "same-origin"}


def board_url(cast: Cast, query: str = "") -> str:
    return reverse("matters:board", args=[cast.ward.slug]) + query


def url_of(cast: Cast, matter: Matter, name: str = "matter") -> str:
    return reverse(f"matters:{name}", args=[cast.ward.slug, matter.serial])


def press(client: Client, cast: Cast, matter: Matter, **fields: str) -> None:
    client.post(url_of(cast, matter, "support"), fields, headers=OURS)


def test_the_board_and_a_matter_need_few_statements(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    found = board_url(dien_hong, "?tim=den+duong"), "<mark>Đèn</mark> <mark>đường</mark> hẻm 12 không sáng"
    # Abbreviations are read again once a minute, by whoever searches first.
    Client().get(found[0])
    for url, title in (found, (board_url(dien_hong), TITLE), (url_of(dien_hong, matter), TITLE)):
        with CaptureQueriesContext(connection) as asked:
            assert title in Client().get(url).content.decode()
        statements = [str(query["sql"])[:200] for query in asked.captured_queries]
        assert len(statements) <= 10, "\n".join(statements)


def test_past_the_end_there_is_an_empty_page(dien_hong: Cast) -> None:
    released(dien_hong)
    answer = Client().get(board_url(dien_hong, "?trang=7"))
    assert answer.status_code == 200
    assert "Đã hết danh sách" in answer.content.decode()


@pytest.mark.parametrize("query", ["?linh-vuc=khong-co", "?to=' OR 1", "?nam=20x6", "?trang=abc", "?xep=%00&tim=%00"])
def test_what_nobody_offered_is_not_asked(dien_hong: Cast, query: str) -> None:
    released(dien_hong)
    assert TITLE in Client().get(board_url(dien_hong, query)).content.decode()


def test_filters_of_the_address_are_words(dien_hong: Cast) -> None:
    released(dien_hong, group_id=dien_hong.groups["Tổ 3"].id)
    for query, found in {"?to=to-3": True, "?to=to-4": False, "?linh-vuc=viec-cua-co-quan-khac": True,
                         "?tinh-trang=da-tra-loi": False, "?tinh-trang=qua-han": False}.items():  # fmt: skip
        assert (TITLE in Client().get(board_url(dien_hong, query)).content.decode()) == found, query


def test_a_matter_counts_down_to_its_day_and_then_says_how_late_it_is(dien_hong: Cast) -> None:
    with frozen("2026-11-02T10:00:00"):
        matter = released(dien_hong)
    url = url_of(dien_hong, matter)
    for day, said in {"2026-11-02": "Còn 15 ngày làm việc", "2026-11-23": "Hôm nay là hạn trả lời",
                      "2026-11-26": "Phường đã trễ 2 ngày làm việc"}.items():  # fmt: skip
        with frozen(f"{day}T12:00:00"):
            assert said in Client().get(url).content.decode()


def test_a_page_taken_back_is_like_one_that_never_was(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    take_back(matter, reason="wrong", by=dien_hong["dung"])
    for name in ("matter", "support", "forget"):
        client = Client()
        answer = (
            client.get(url_of(dien_hong, matter)) if name == "matter" else client.post(url_of(dien_hong, matter, name))
        )
        assert answer.status_code == 404


def test_a_page_that_did_not_change_is_not_sent_again(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    for url in (board_url(dien_hong), url_of(dien_hong, matter), reverse("matters:feed", args=["dien-hong"])):
        first = Client().get(url)
        assert "public" in first["Cache-Control"]
        assert not first.cookies
        again = Client().get(url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    press(Client(), dien_hong, matter)
    assert Client().get(url_of(dien_hong, matter), headers={"if-none-match": first["ETag"]}).status_code == 200


def test_pressing_twice_counts_once_and_forgetting_leaves_nothing(dien_hong: Cast) -> None:
    matter, phone = released(dien_hong), Client()
    press(phone, dien_hong, matter)
    press(phone, dien_hong, matter)
    assert Support.objects.count() == 1
    assert phone.cookies["cung-gap"]["path"] == board_url(dien_hong)
    assert "Máy này đã bấm" in phone.get(url_of(dien_hong, matter)).content.decode()
    assert "Vài nhà cũng gặp" in Client().get(url_of(dien_hong, matter)).content.decode()
    phone.post(url_of(dien_hong, matter, "forget"), headers=OURS)
    assert not Support.objects.exists()
    assert not phone.cookies["cung-gap"].value


def test_two_matters_cannot_be_put_together_by_who_pressed(dien_hong: Cast) -> None:
    lamp, phone = released(dien_hong), Client()
    sewer = released(dien_hong, words="Cống tràn mỗi khi mưa lớn", title="Cống", text="Cống tràn.")
    press(phone, dien_hong, lamp)
    press(phone, dien_hong, sewer)
    kept = [bytes(mark) for mark in Support.objects.values_list("mark", flat=True)]
    assert len(set(kept)) == 2
    assert hashlib.sha256(phone.cookies["cung-gap"].value.encode()).digest() not in kept


def test_another_site_cannot_press_for_somebody(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    Client().post(url_of(dien_hong, matter, "support"), headers={"sec-fetch-site": "cross-site"})
    assert not Support.objects.exists()


def test_a_receipt_presses_once_and_a_wrong_one_is_told_what_to_do(dien_hong: Cast) -> None:
    matter, held = released(dien_hong), say(dien_hong, "Hẻm tôi cũng tối lắm")
    secret = format_secret(held.secret)
    press(Client(), dien_hong, matter, phieu=held.opinion.serial, ma=secret)
    press(Client(), dien_hong, matter, phieu=held.opinion.serial, ma=secret)
    assert Support.objects.get().kind == "receipt"
    wrong = Client().post(url_of(dien_hong, matter, "support"), {"phieu": "DH", "ma": "x"}, headers=OURS)
    assert "Số phiếu có dạng" in wrong.content.decode()


def test_a_flood_fills_an_hour_and_no_more(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "SUPPORTS_AN_HOUR", 5)
    matter = released(dien_hong)
    for _turn in range(9):
        press(Client(), dien_hong, matter)
    assert Support.objects.count() == 5
    answer = Client().post(url_of(dien_hong, matter, "support"), headers=OURS, follow=True)
    assert "quá nhiều lượt bấm" in answer.content.decode()


@pytest.mark.parametrize(
    ("count", "about"), [(0, 0), (1, 3), (4, 3), (5, 10), (14, 10), (15, 20), (94, 90), (5_000, 1_000)]
)
def test_a_crowd_is_told_roughly(count: int, about: int) -> None:
    assert rules.about(count) == about


def test_the_feed_is_what_readers_expect(dien_hong: Cast) -> None:
    matter = released(dien_hong, text="Đèn & <b>hẻm</b> 12 tối")
    released(
        dien_hong, words="Cống tràn mỗi khi mưa", title="Cống tràn", text="Cống.", topic="urban_env.waste_pollution"
    )
    answer = Client().get(reverse("matters:feed", args=["dien-hong"]))
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = xml.fromstring(answer.content)
    assert len(feed.findall("a:entry", ATOM)) == 2
    for tag in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert feed.findtext(tag, namespaces=ATOM), tag
    own = next(link for link in feed.findall("a:link", ATOM) if link.get("rel") == "self")
    assert (own.get("href") or "").endswith("/dien-hong/viec/atom.xml")
    entry = feed.findall("a:entry", ATOM)[-1]
    stable = entry.findtext("a:id", namespaces=ATOM) or ""
    assert stable.startswith("tag:langnghe.example,")
    assert stable.endswith(f":dien-hong/viec/{matter.serial}")
    assert "Đèn & <b>hẻm</b> 12 tối" in (entry.findtext("a:summary", namespaces=ATOM) or "")
    narrow = xml.fromstring(
        Client().get(reverse("matters:feed", args=["dien-hong"]), {"linh-vuc": "rac-o-nhiem"}).content
    )
    assert [one.findtext("a:title", namespaces=ATOM) for one in narrow.findall("a:entry", ATOM)] == ["Cống tràn"]


def test_withdrawn_words_leave_board_page_feed_and_map_at_once(dien_hong: Cast) -> None:
    matter = released(dien_hong)
    assert matter.source is not None
    withdraw(matter.source, by=resident(dien_hong.ward.id).actor)
    for name in ("board", "feed", "points"):
        assert "Đèn đường" not in Client().get(reverse(f"matters:{name}", args=["dien-hong"])).content.decode()
    assert Client().get(url_of(dien_hong, matter)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_resident_with_the_same_trouble_finds_it_and_says_so_without_javascript(phone: Page, served: Served) -> None:
    cast = build()
    released(cast, group_id=cast.groups["Tổ 3"].id)
    phone.goto(f"/{cast.ward.slug}/")
    phone.get_by_role("link", name="Xem bảng việc").click()
    phone.get_by_label("Tìm trong các việc đã đăng").fill("den hem 12")
    phone.get_by_role("button", name="Tìm").click()
    phone.get_by_role("link", name=TITLE).click()
    phone.get_by_role("button", name="Tôi cũng gặp chuyện này").first.click()
    assert phone.get_by_text("Máy này đã bấm").is_visible()
    phone.get_by_role("button", name="Quên lượt này").click()
    assert phone.get_by_text("Đã quên lượt này").is_visible()
