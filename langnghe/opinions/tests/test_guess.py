"""What the words are about is asked, never decided: on the preview, and once the words are written."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, expect

from langnghe.language.sorter import Sorter
from langnghe.opinions.guards import Guard
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_fill_in import FORM, only, post, read
from langnghe.opinions.tests.test_receive import LAMP
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast

GUESS = f"{FORM}chuyen-gi/"
ASKS = "Chuyện này có phải về «Đường hỏng, đèn đường, thoát nước» không?"
LAMPS = "beyond_police.infrastructure"
STOLEN = "Đêm qua nhà tui bị trộm, nó cạy cửa lấy cái xe."
RUDE = "Cán bộ một cửa hách dịch, quát bà con."


def chosen(page: str) -> list[str]:
    """The topics that stand chosen in a page; nothing chosen is none."""
    return [code for code in re.findall(r'<option value="([a-z_.]+)" selected', page) if code]


def asked(words: str = LAMP, **fields: Any) -> HttpResponse:
    return Client().post(GUESS, {"words": words} | fields)  # type: ignore[return-value]


def test_the_preview_asks_with_the_topic_chosen_beforehand(dien_hong: Cast, sorts: None) -> None:
    page = read(post(preview="1"))
    assert ASKS in page
    assert "Máy đoán vì trong lời có: " in page
    assert chosen(page) == [LAMPS]
    assert page.count('name="topic"') == 1
    assert "Chưa rõ, để phường xếp giúp" in page
    assert not Opinion.objects.exists()


def test_who_says_none_of_it_is_not_asked_again(dien_hong: Cast, sorts: None) -> None:
    page = read(post(preview="1", topic_asked=LAMPS))
    assert ASKS not in page
    assert chosen(page) == []
    post(topic_asked=LAMPS)
    assert only().topic == ""


def test_other_words_are_asked_about_anew(dien_hong: Cast, sorts: None) -> None:
    page = read(post(words="Rác bốc mùi.", preview="1", topic_asked=LAMPS))
    assert "Chuyện này có phải về «Rác, ô nhiễm» không?" in page


def test_a_topic_that_was_chosen_is_not_questioned(dien_hong: Cast, sorts: None) -> None:
    page = read(post(preview="1", topic="traffic.signs_lights"))
    assert "Chuyện này có phải" not in page
    assert chosen(page) == ["traffic.signs_lights"]


def test_without_a_sorter_the_form_is_as_it_was(dien_hong: Cast) -> None:
    page = read(post(preview="1"))
    assert "Chuyện này có phải" not in page
    assert chosen(page) == []
    assert "guess.js" not in read(Client().get(FORM))  # type: ignore[arg-type]
    assert asked().status_code == 204


@pytest.mark.parametrize("words", [STOLEN, RUDE, "Ở đây buồn lắm."])
def test_what_is_guarded_or_unclear_is_not_asked_about(dien_hong: Cast, sorts: None, words: str) -> None:
    assert "Chuyện này có phải" not in read(post(words=words, preview="1"))
    assert asked(words).status_code == 204


@pytest.mark.parametrize("tick", ["crime", "about_officer"])
def test_who_ticks_a_guard_is_not_asked(dien_hong: Cast, sorts: None, tick: str) -> None:
    assert "Chuyện này có phải" not in read(post(preview="1", **{tick: "on"}))
    assert asked(**{tick: "on"}).status_code == 204


def test_no_guess_ever_guards_by_itself(dien_hong: Cast, sorts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("langnghe.opinions.pages.guessing.judge_sent", lambda *_args: Guard())
    assert asked(STOLEN).status_code == 204


def test_the_question_beside_the_words_names_what_decided(dien_hong: Cast, sorts: None) -> None:
    told = asked().json()  # type: ignore[attr-defined]
    assert (told["topic"], told["asks"]) == (LAMPS, ASKS)
    assert "đèn" in told["why"].lower()
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("fields", [{"words": ""}, {"words": "…"}, {"group": "x"}, {"words": "a" * 30_000}])
def test_nonsense_is_answered_with_silence(dien_hong: Cast, sorts: None, fields: dict[str, str]) -> None:
    assert asked(**({"words": LAMP} | fields)).status_code == 204


def test_accepting_never_computes_a_topic(dien_hong: Cast, sorts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_sorter: Sorter, _text: str) -> None:
        raise AssertionError("a topic was guessed")

    monkeypatch.setattr(Sorter, "guess", never)
    assert post().status_code == 200
    assert only().topic == ""


def test_a_resident_is_asked_after_the_words_and_answers_with_one_tap(
    dien_hong: Cast, sorts: None, desktop: Page
) -> None:
    desktop.goto(FORM)
    words = desktop.get_by_label("Bà con muốn nói điều gì?")
    words.fill(LAMP)
    words.blur()
    expect(desktop.get_by_text(ASKS)).to_be_visible()
    look(desktop, "guess asked")
    desktop.get_by_role("button", name="Không phải").click()
    expect(desktop.get_by_text(ASKS)).to_be_hidden()
    words.fill("Rác đầy bãi, mùi hôi cả hẻm.")
    words.blur()
    expect(desktop.get_by_text("Chuyện này có phải về «Rác, ô nhiễm» không?")).to_be_visible()
    desktop.get_by_role("button", name="Phải", exact=True).click()
    expect(desktop.get_by_text("Đã chọn «Rác, ô nhiễm».")).to_be_visible()
    desktop.reload()
    expect(desktop.get_by_label("Thuộc chuyện gì?")).to_have_value("urban_env.waste_pollution")
    desktop.get_by_role("button", name="Gửi ý kiến").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Phường đã nhận ý kiến, số")
    assert only().topic == "urban_env.waste_pollution"


def test_a_grandmother_without_script_is_asked_on_the_preview(dien_hong: Cast, sorts: None, phone: Page) -> None:
    phone.goto(FORM)
    phone.get_by_label("Bà con muốn nói điều gì?").fill(LAMP)
    phone.get_by_role("button", name="Xem trước").click()
    look(phone, "guess preview")
    expect(phone.get_by_label(ASKS)).to_have_value(LAMPS)
    phone.get_by_role("button", name="Gửi ý kiến").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Phường đã nhận ý kiến, số")
    assert only().topic == LAMPS
