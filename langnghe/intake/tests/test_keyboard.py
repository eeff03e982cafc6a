"""Bình serves a caller by keyboard alone, as fast as people talk."""

import pytest
from playwright.sync_api import Page, expect

from langnghe.intake.tests.helping import LAMP, last
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

pytestmark = pytest.mark.slow


def sit_down(page: Page, cast: Cast, served: Served, username: str = "binh") -> None:
    """The officer's browser, signed in."""
    cookies = client_for(cast[username]).cookies.items()
    page.context.add_cookies([{"name": name, "value": one.value, "url": served.local} for name, one in cookies])


def test_a_call_by_keyboard_alone_and_the_next_one(dien_hong: Cast, desktop: Page, served: Served) -> None:
    sit_down(desktop, dien_hong, served)
    desktop.goto("/can-bo/ghi-ho/")
    expect(desktop.locator("textarea[name=words]")).to_be_focused()
    press = desktop.keyboard
    press.type(LAMP)
    for typed in ("den duong", "3", "đầu hẻm 12", "0905 123 456"):
        press.press("Tab")
        press.type(typed)
    press.press("Tab")
    press.press("Space")
    press.press("Shift+Tab")
    press.press("Enter")
    expect(desktop.locator("h1")).to_contain_text("Đã ghi, số 1")
    opinion = last()
    assert (opinion.words, opinion.topic, str(opinion.group), opinion.place, opinion.call_back) == (
        LAMP, "beyond_police.infrastructure", "Tổ 3", "đầu hẻm 12", True,
    )  # fmt: skip
    expect(desktop.locator(".slip-number")).to_have_text(opinion.serial)
    press.press("Enter")
    expect(desktop.locator("textarea[name=words]")).to_be_focused()


def test_what_was_typed_stays_when_something_is_not_understood(dien_hong: Cast, desktop: Page, served: Served) -> None:
    sit_down(desktop, dien_hong, served)
    desktop.goto("/can-bo/ghi-ho/")
    expect(desktop.locator("textarea[name=words]")).to_be_focused()
    press = desktop.keyboard
    press.type(LAMP)
    press.press("Tab")
    press.type("chay")
    press.press("Enter")
    expect(desktop.locator(".summary")).to_contain_text("Có nhiều lĩnh vực giống «chay»")
    expect(desktop.locator("textarea[name=words]")).to_have_value(LAMP)
    expect(desktop.locator("input[name=topic]")).to_have_value("chay")


def test_the_topic_is_filled_in_after_the_words_and_typed_over_when_wrong(
    dien_hong: Cast, sorts: None, desktop: Page, served: Served
) -> None:
    sit_down(desktop, dien_hong, served)
    desktop.goto("/can-bo/ghi-ho/")
    press = desktop.keyboard
    press.type(LAMP)
    press.press("Tab")
    topic = desktop.locator("input[name=topic]")
    expect(topic).to_have_value("7.1 Đường hỏng, đèn đường, thoát nước")
    expect(desktop.get_by_text("Máy gợi ý lĩnh vực, vì trong lời có: ")).to_be_visible()
    look(desktop, "write suggested")
    press.type("1.6")
    press.press("Enter")
    expect(desktop.locator("h1")).to_contain_text("Đã ghi, số 1")
    assert last().topic == "traffic.signs_lights"


def test_what_could_guard_is_never_filled_in(dien_hong: Cast, sorts: None) -> None:
    binh = client_for(dien_hong["binh"])
    for words in ("Nhà bị trộm cạy cửa.", "Quát dân.", "", "Buồn."):
        assert binh.post("/can-bo/ghi-ho/chuyen-gi/", {"words": words}).status_code == 204
