"""A shift at the inbox without a mouse, and without a reload."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from langnghe.house.work import drain
from langnghe.inbox.tests.working import opened, said
from langnghe.matters.models import Matter
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

pytestmark = pytest.mark.once


def sign_in(page: Page, cast: Cast, name: str, address: str) -> None:
    cookie = client_for(cast[name]).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


def test_an_officer_takes_up_assigns_and_sees_new_work_come_in_by_keyboard_alone(
    served: Served, dien_hong: Cast, desktop: Page, look: Callable[[Page, str], Path]
) -> None:
    cast = dien_hong
    for number in range(4):
        words = f"Chó thả rông trước nhà số {number}, chiều nào cũng vậy."
        said(cast, words, topic="public_order.loose_animals", group_id=cast.groups["Tổ 5"].id)
    opened(cast, "Đèn hẻm 12 tắt nửa tháng nay.", topic="beyond_police.infrastructure")
    sign_in(desktop, cast, "binh", served.local)
    desktop.goto(reverse("inbox:index"))
    rows = desktop.locator(".inbox-row")
    expect(rows).to_have_count(4)

    desktop.keyboard.press("j")
    desktop.keyboard.press("j")
    desktop.keyboard.press("x")
    desktop.keyboard.press("j")
    desktop.keyboard.press("x")
    expect(desktop.locator("#da-chon")).to_have_text("2")
    standing = desktop.evaluate("document.activeElement.textContent")
    desktop.keyboard.press("?")
    expect(desktop.locator("#phim")).to_be_visible()
    look(desktop, "hop-viec-phim")
    desktop.keyboard.press("Escape")

    said(cast, "Nước ngập hẻm 5 sau mưa.")
    desktop.evaluate("dispatchEvent(new Event('langnghe:look'))")
    expect(desktop.locator("#moi")).to_contain_text("1 việc mới")
    look(desktop, "hop-viec-moi")
    desktop.keyboard.press("n")
    expect(rows).to_have_count(5)
    expect(desktop.locator("#da-chon")).to_have_text("2")
    assert desktop.evaluate("document.activeElement.textContent") == standing

    desktop.keyboard.press("a")
    expect(desktop.locator("#giao-cho")).to_be_focused()
    desktop.locator("#giao-cho").select_option(label="Cán bộ đô thị")
    desktop.locator("button[value=take_up]").press("Enter")
    expect(desktop.locator("h1")).to_have_text("Nhận thành việc")
    drain()
    expect(desktop.locator("#tien-do")).to_contain_text("2 dòng đã làm", timeout=8_000)
    look(desktop, "hop-viec-luot")
    assert Matter.objects.filter(post=cast["minh"].post).count() == 2
