"""A resident walks through the page behind the receipt: on a phone, by forms alone; axe looks at every state of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from langnghe.desk.pages import receipt
from langnghe.opinions.additions import ask
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_add import say_more
from langnghe.opinions.tests.test_receive import say
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served

AXE = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
WIDTHS = (320, 390, 1280)

Look = Callable[[Page, str], Path]


def open_mine(page: Page, received: Received) -> None:
    page.goto(reverse("desk:receipt"))
    page.locator("input[name=serial]").fill(received.opinion.serial)
    page.locator("input[name=secret]").fill(format_secret(received.secret))
    page.locator("main form button").first.click()
    page.wait_for_url(f"**/phieu/{received.opinion.serial}/")


@pytest.mark.slow
def test_ba_tu_answers_adds_withdraws_thinks_again_and_erases(phone: Page, dien_hong: Cast, look: Look) -> None:
    received = say(dien_hong, group_id=dien_hong.groups["Tổ 3"].id, place="đầu hẻm 12")
    ask(received.opinion, "Đèn tắt cả đêm hay chỉ lúc mưa?", by=dien_hong["chau"])
    open_mine(phone, received)
    look(phone, "mine question")
    phone.get_by_label("Trả lời của bà con").fill("Tắt cả đêm, đã nửa tháng.")
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    expect(phone.get_by_role("status")).to_contain_text("Cảm ơn bà con")
    phone.get_by_role("textbox", name="Nói thêm").fill("Tối qua có người té xe ở chỗ đó.")
    phone.get_by_role("button", name="Gửi lời nói thêm").click()
    expect(phone.locator("main")).to_contain_text("có người té xe")
    phone.get_by_role("button", name="Rút ý kiến").click()
    expect(phone.locator("main")).to_contain_text("Bà con đã rút ý kiến này")
    look(phone, "mine withdrawn")
    phone.get_by_role("button", name="Không rút nữa").click()
    expect(phone.locator("main")).to_contain_text("Phường xử lý tiếp")
    look(phone, "mine talked")
    phone.get_by_role("link", name="Xem xóa những gì, còn lại những gì").click()
    look(phone, "mine erase")
    phone.get_by_text("Tôi hiểu: xóa rồi không lấy lại được").click()
    phone.get_by_role("button", name="Xóa ý kiến").click()
    expect(phone.locator("main")).to_contain_text("Đã xóa theo yêu cầu của người gửi")
    look(phone, "mine erased")


@pytest.mark.slow
def test_three_presses_of_esc_leave_and_nothing_leads_back(
    chromium: Browser, served: Served, dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = say(dien_hong)
    monkeypatch.setattr(receipt, "HARMLESS", f"{served.local}/suc-khoe/")
    context = chromium.new_context(base_url=served.private, locale="vi")
    page = context.new_page()
    open_mine(page, received)
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/suc-khoe/")
    page.go_back()
    assert "Đèn đường" not in page.content()
    assert received.opinion.serial not in page.url
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_state_of_the_page(
    chromium: Browser, served: Served, dien_hong: Cast, language: str, look: Look, settings: Any
) -> None:
    settings.EMAIL_HOST = "thu.vidu.vn"
    received = say(dien_hong, contact="0905 123 456", group_id=dien_hong.groups["Tổ 3"].id, place="đầu hẻm 12")
    ask(received.opinion, "Đèn tắt cả đêm hay chỉ lúc mưa?", by=dien_hong["chau"])
    say_more(received.opinion)
    Opinion.objects.filter(id=received.opinion.id).update(secret_seen_by_staff=True)
    found: list[str] = []
    with browsers.page(chromium, served.private, language=language, bypass_csp=True, **browsers.DESKTOP) as page:
        open_mine(page, received)
        found += _findings(page, "open")
        look(page, "mine full")
        page.locator("form[action$='noi-them/'] button").click()
        found += _findings(page, "sent empty")
        page.goto(f"/phieu/{received.opinion.serial}/xoa/")
        found += _findings(page, "erase")
        page.goto(f"/phieu/{received.opinion.serial}/")
        page.locator("form[action$='/rut/'] button").click()
        found += _findings(page, "withdrawn")
        page.goto(f"/phieu/{received.opinion.serial}/xoa/")
        page.locator("label[for=id_sure]").click()
        page.locator("main form button").click()
        found += _findings(page, "erased")
    assert not found, "\n".join(found)


def _findings(page: Page, state: str) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrongs: list[dict[str, Any]] = page.evaluate(AXE)
        found += [f"{state} {width}: {wrong['id']} at {node['target']}" for wrong in wrongs for node in wrong["nodes"]]
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        found += [f"{state} {width}: the page is {wide} px wide"] if wide > width else []
    return found
