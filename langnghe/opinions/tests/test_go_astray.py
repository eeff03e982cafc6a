"""What residents' browsers send when something went wrong on the way: a sentence, and no word lost."""

import html
import re
import unicodedata
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from langnghe.files.tests.pictures import photo
from langnghe.maps.tests import ground
from langnghe.opinions import photos
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import LAMP
from langnghe.testing.cast import Cast

FORM = "/dien-hong/gui-y-kien/"
TOKEN = "t" * 43
OURS = {"origin": "http://testserver"}


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.jpg", photo(320, 240), "image/jpeg")


def hidden(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def test_an_expired_form_with_photos_shows_the_words_and_goes_again(dien_hong: Cast, strict: Client) -> None:
    sent = {"words": LAMP, "token": TOKEN, "csrfmiddlewaretoken": "cu", "photos": upload(), "crime": "on"}
    answer = strict.post(FORM, sent, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert LAMP in page
    assert "Gửi lại" in page
    assert re.search(r'type="file" name="photos"', page)
    again = strict.post(FORM, hidden(page) | {"photos": upload()}, headers=OURS)
    assert "Phường đã nhận ý kiến" in again.content.decode()
    opinion = Opinion.objects.get()
    assert (opinion.words, opinion.guard, len(photos.of(opinion))) == (LAMP, "crime", 1)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Rác\x00 nhiều\u202e quá", "Rác nhiều quá"),
        (unicodedata.normalize("NFD", LAMP), LAMP),
        ("\ufeffRác", "Rác"),
        ("Rác\uffff nhiều\ufffe quá", "Rác nhiều quá"),  # no XML may hold these, and so no feed
    ],
)
def test_signs_nobody_sees_are_not_held_against_anybody(dien_hong: Cast, words: str, kept: str) -> None:
    assert Client().post(FORM, {"words": words, "place": "\x00"}).status_code == 200
    assert Opinion.objects.get().words == kept


@pytest.mark.parametrize("count", [201, 2000])
def test_far_too_many_fields_are_one_sentence(dien_hong: Cast, count: int) -> None:
    client = Client(raise_request_exception=False)
    answer = client.post(FORM, {f"x{number}": "1" for number in range(count)} | {"words": LAMP})
    assert answer.status_code == 413
    assert "Gửi nhiều quá một lần" in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"group": "["}, {"group": "\x00"}, {"latitude": "1e999", "longitude": "0x1f"}, {"topic": "a" * 5000},
        {"token": "\x00" * 90}, {"photo": ["\x00", "a" * 9000, "../x"]}, {"photo_drop": ["x"] * 50},
        {"preview": "", "group": "None"}, {"chon_diem": "\x00"}, {"chon_diem": "mo", "latitude": "nan"},
        {"crime": ["on", "off"], "about_officer": "[]"}, {"safe_note": "\u0301" * 5000}, {"contact": "=1+1"},
    ],
)  # fmt: skip
def test_wrong_kinds_never_break_the_page(dien_hong: Cast, fields: dict[str, Any]) -> None:
    answer = Client(raise_request_exception=False).post(FORM, {"words": LAMP} | fields)
    assert answer.status_code in (200, 422)
    assert answer.status_code == 200 or LAMP in html.unescape(answer.content.decode())


def test_the_whole_form_travels_over_the_map_and_comes_back_with_a_point(dien_hong: Cast) -> None:
    ground.drawn(dien_hong)
    client = Client()
    sent = {"words": LAMP, "token": TOKEN, "contact": "0905", "crime": "on", "photos": upload(), "chon_diem": "mo"}
    over = hidden(client.post(FORM, sent).content.decode())
    assert over["words"] == [LAMP]
    picked = hidden(client.post(FORM, over | {"diem.x": "140", "diem.y": "140"}).content.decode())
    assert picked["latitude"] != [""]
    back = client.post(FORM, picked | {"chon_diem": "xong"}).content.decode()
    assert f'name="latitude" value="{picked["latitude"][0]}"' in back
    assert LAMP in back
    assert 'value="0905"' in back
    assert re.search(r'name="crime"[^>]* checked', back)
    assert "Đã nhận 1 ảnh" in back
    tokens = re.findall(r'name="photo" value="([^"]+)"', back)
    fields = {name: values[0] for name, values in picked.items() if name not in ("chon_diem", "ban_do", "diem_cu")}
    assert client.post(FORM, fields | {"photo": tokens}).status_code == 200
    opinion = Opinion.objects.get()
    assert f"{opinion.latitude:.6f}" == picked["latitude"][0]
    assert len(photos.of(opinion)) == 1
