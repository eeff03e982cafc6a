"""The form as it is posted: every field arrives, nothing filled in is lost, each mistake has its sentence."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from langnghe.files.models import File
from langnghe.files.tests.pictures import photo
from langnghe.opinions import photos
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import LAMP
from langnghe.people.contacts import open_contact
from langnghe.testing.cast import Cast

FORM = "/dien-hong/gui-y-kien/"
TOKEN = "t" * 43
TICKS = ("about_officer", "crime", "may_publish_words", "may_publish_summary")


def post(**fields: Any) -> HttpResponse:
    return Client().post(FORM, {"words": LAMP, "token": TOKEN} | fields)  # type: ignore[return-value]


def upload(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.jpg", content or photo(320, 240), "image/jpeg")


def read(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def only() -> Opinion:
    return Opinion.objects.get()


def test_every_field_stays_with_the_opinion(dien_hong: Cast) -> None:
    group = dien_hong.groups["Tổ 3"]
    where = {"group": str(group.id), "place": "trước chợ", "latitude": "13.98", "longitude": "108.0"}
    answer = post(topic="public_order.noise", about_officer="on", may_publish_words="on", **where)
    assert answer.status_code == 200
    kept = only()
    assert (kept.group, kept.place, kept.topic) == (group, "trước chợ", "public_order.noise")
    assert (kept.latitude, kept.longitude) == (13.98, 108.0)
    assert (kept.about_officer, kept.may_publish_words, kept.may_publish_summary) == (True, True, False)


def test_nothing_is_ticked_beforehand_and_nothing_folded_is_open(dien_hong: Cast) -> None:
    page = read(Client().get(FORM))  # type: ignore[arg-type]
    assert not re.search(r"<input[^>]+ checked", page)
    assert "<details" in page
    assert '<details class="more" open' not in page
    assert page.index("tel:113") < page.index('name="words"')


@pytest.mark.parametrize("tick", TICKS)
def test_a_tick_is_what_the_sender_ticked(dien_hong: Cast, tick: str) -> None:
    answer = post(**{tick: "on", "words": ""})
    assert answer.status_code == 422
    assert re.search(rf'name="{tick}"[^>]* checked', read(answer))
    assert len(re.findall(r" checked", read(answer))) == 1


def test_the_safe_hour_is_sealed_with_the_contact_and_read_with_it(dien_hong: Cast) -> None:
    post(contact="0905 123 456", safe_note="chỉ gọi sau 8 giờ sáng")
    contact = only().contact
    assert contact is not None
    assert contact.kind == "phone"
    text = open_contact(contact, "gọi hỏi lại chỗ đèn", by=dien_hong["binh"])
    assert text.splitlines() == ["0905 123 456", "chỉ gọi sau 8 giờ sáng"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("words", "", "viết vài chữ"),
        ("words", "a" * 20_001, "Lời quá dài"),
        ("place", "a" * 201, "ghi dài quá 200 chữ"),
        ("contact", "a" * 201, "dài quá 200 chữ"),
        ("safe_note", "a" * 91, "dài quá 90 chữ"),
        ("topic", "thoi-tiet", "không có trong danh sách"),
        ("group", "to-3", "không còn trong danh sách"),
        ("group", "018f0000-0000-7000-8000-000000000000", "không còn trong danh sách"),
        ("latitude", "ở chợ", "Chỗ chấm trên bản đồ chưa rõ"),
        ("latitude", "NaN", "Chỗ chấm trên bản đồ chưa rõ"),
        ("latitude", "13.98", "Chỗ chấm trên bản đồ chưa rõ"),
    ],
)
def test_a_mistake_is_named_once_and_nothing_is_lost(dien_hong: Cast, field: str, value: str, sentence: str) -> None:
    answer = post(**{"place": "hẻm 12", "contact": "0905", "crime": "on", field: value})
    page = read(answer)
    assert answer.status_code == 422
    # Beside a field, and in the summary that leads to it; what belongs to no field is said in the summary alone.
    assert page.count(sentence) == (1 if field == "latitude" else 2)
    assert field == "words" or LAMP in page
    assert field == "place" or 'value="hẻm 12"' in page
    assert re.search(r'name="crime"[^>]* checked', page)
    assert not Opinion.objects.exists()


def test_a_group_of_the_neighbours_is_no_choice(dien_hong: Cast, hac_thanh: Cast) -> None:
    assert post(group=str(hac_thanh.groups["Tổ 3"].id)).status_code == 422
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence", "shows_words"),
    [
        ({}, "chưa đánh dấu cho đăng", False),
        ({"may_publish_summary": "on"}, "tóm tắt do phường viết", False),
        ({"may_publish_words": "on"}, "cán bộ che tên người", True),
        ({"may_publish_words": "on", "crime": "on"}, "không bao giờ đăng; chỉ", False),
        ({"may_publish_words": "on", "about_officer": "on"}, "đi đến Mặt trận và chủ tịch trước", False),
    ],
)
def test_a_preview_shows_what_others_would_see_and_sends_nothing(
    dien_hong: Cast, fields: dict[str, str], sentence: str, shows_words: bool
) -> None:
    answer = post(preview="1", **fields)
    page = read(answer)
    assert answer.status_code == 200
    assert sentence in page
    assert (f"<p>{LAMP}</p>" in page) == shows_words
    assert LAMP in page.split('name="words"')[1]
    assert not Opinion.objects.exists()


def test_a_private_topic_shows_the_group_only(dien_hong: Cast) -> None:
    group = dien_hong.groups["Tổ 3"]
    page = read(post(preview="1", may_publish_words="on", topic="public_order.noise", group=str(group.id)))
    assert "chỉ nêu tên tổ" in page


def test_photos_come_with_the_opinion(dien_hong: Cast) -> None:
    assert post(photos=[upload(), upload(photo(200, 100))]).status_code == 200
    assert [one.place for one in photos.of(only())] == [1, 2]


def test_the_same_form_with_the_same_photos_is_one_opinion(dien_hong: Cast) -> None:
    content = photo(320, 240)
    first, second = (read(post(photos=[upload(content)])) for _each in range(2))
    serial = re.search(r"DH\d\d-1-.", first)
    assert serial is not None
    assert serial[0] in second
    assert (Opinion.objects.count(), File.objects.count()) == (1, 1)


def test_good_photos_survive_a_form_that_is_shown_again(dien_hong: Cast) -> None:
    again = read(post(words="", photos=[upload(), upload(b"\xff\xd8\xffhong")]))
    tokens = re.findall(r'name="photo" value="([^"]+)"', again)
    assert len(tokens) == 1
    assert "Đã nhận 1 ảnh" in again
    assert "Ảnh thứ 2" in again
    assert Client().get(f"{FORM}anh/{tokens[0]}/").status_code == 200
    assert post(photo=tokens).status_code == 200
    assert len(photos.of(only())) == 1
    assert Client().get(f"{FORM}anh/{tokens[0]}/").status_code == 404
    assert post(photo=tokens).status_code == 200
    assert Opinion.objects.count() == 1


def test_a_photo_can_be_taken_away_again(dien_hong: Cast) -> None:
    tokens = re.findall(r'name="photo" value="([^"]+)"', read(post(preview="1", photos=[upload(), upload()])))
    post(photo=tokens, photo_drop=tokens[:1])
    assert [one.file.token for one in photos.of(only())] == tokens[1:]


def test_a_photo_nobody_knows_is_said_to_be_gone_and_the_words_stay(dien_hong: Cast) -> None:
    answer = post(photo=["khong-co"])
    assert answer.status_code == 422
    assert "Xin chọn lại ảnh ấy" in read(answer)
    assert LAMP in read(answer)


def test_six_photos_are_five_and_a_sentence(dien_hong: Cast) -> None:
    answer = post(photos=[upload(photo(100 + turn, 80)) for turn in range(6)])
    assert answer.status_code == 422
    assert "nhiều nhất 5 ảnh" in read(answer)
    assert len(re.findall(r'name="photo" value=', read(answer))) == 5


def test_every_field_makes_the_form_another_one(dien_hong: Cast) -> None:
    changes: list[dict[str, Any]] = [
        {}, {"group": str(dien_hong.groups["Tổ 3"].id)}, {"place": "chợ"}, {"topic": "traffic"}, {"contact": "0905"},
        {"safe_note": "tối"}, {"latitude": "13.9", "longitude": "108.0"}, {"photos": [upload()]},
        *({tick: "on"} for tick in TICKS),
    ]  # fmt: skip
    for change in changes:
        assert post(**change).status_code == 200
    assert Opinion.objects.count() == len(changes)


def test_words_alone_cost_the_same_few_statements(
    dien_hong: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    post()
    with django_assert_max_num_queries(8):
        post(words="Chuyện khác")


def test_the_page_has_no_more_fields_than_thirty(dien_hong: Cast) -> None:
    page = read(Client().get(FORM))  # type: ignore[arg-type]
    form = page[page.index('id="gui-y-kien"') :].split("</form>")[0]
    assert len(set(re.findall(r'name="([^"]+)"', form))) <= 30
