"""Bình serves a caller by keyboard alone, as fast as people talk."""

import pytest
from playwright.sync_api import Page, expect

from langnghe.intake.tests.helping import LAMP, last
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
