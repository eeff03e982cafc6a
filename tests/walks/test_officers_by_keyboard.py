"""The officers' part of the loop by keyboard alone: take up, answer with a promise, release, claim. No mouse."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.testing.stage import Stage
from tests.walks.steps import Ward, said

pytestmark = [pytest.mark.slow, pytest.mark.once]
LAMP = "Đèn đường đầu hẻm 42 tắt nửa tháng nay, tối về không thấy gì."
MOST_TABS = 90


@pytest.fixture
def ward(served: Served, chromium: Browser, dien_hong: Cast) -> Ward:
    """Officers signed in, one opinion that waits."""
    say(dien_hong, LAMP, topic="beyond_police.infrastructure", group_id=dien_hong.groups["Tổ 3"].id)
    names = ("binh", "minh", "en")
    sessions = {name: {key: one.value for key, one in client_for(dien_hong[name]).cookies.items()} for name in names}
    return Ward(served, chromium, Stage(sessions, []))


def test_officers_answer_promise_and_claim_without_a_mouse(ward: Ward) -> None:
    with ward.desk("binh") as page:
        page.goto("/can-bo/hop-thu/")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Chưa ai nhận ý kiến này")).to_be_visible()
        press(page, page.locator("a.back"))
        expect(page.locator(".inbox-row .row-title a").first).to_be_focused()
        page.keyboard.press("Enter")
        press(page, page.get_by_role("button", name="Nhận thành việc"))
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()
        matter = said(page, "h1").split()[-1]
    with ward.desk("minh") as page:
        page.goto(f"/can-bo/viec/{matter}/")
        press(page, page.get_by_role("link", name="Soạn trả lời"))
        to(page, page.get_by_label("Lời trả lời"))
        page.keyboard.insert_text("Bóng đèn cháy. Tổ quản lý đô thị thay trong tuần này.")
        press(page, page.locator("details.more summary").first)
        to(page, page.get_by_label("Phường hứa gì?").first)
        page.keyboard.insert_text("Thay bóng đèn đầu hẻm 42.")
        choose(page, page.get_by_label("Ai chịu trách nhiệm?").first, "Cán bộ đô thị")
        to(page, page.get_by_label("Hẹn xong ngày").first)
        page.keyboard.type("12312027")
        press(page, page.get_by_role("button", name="Xem như người gửi đọc").last)
        expect(page.get_by_role("heading", name="Người gửi sẽ đọc thế này")).to_be_visible()
        press(page, page.get_by_role("button", name="Gửi duyệt"))
        expect(page.get_by_text("Đang chờ duyệt").first).to_be_visible()
    with ward.desk("en") as page:
        page.goto("/can-bo/cho-duyet/")
        press(page, page.get_by_role("link", name=matter))
        press(page, page.get_by_role("button", name="Xem rồi duyệt").last)
        press(page, page.get_by_role("button", name="Trả lời ngay"))
        expect(page.get_by_role("heading", name="Các lời hứa")).to_be_visible()
    with ward.desk("minh") as page:
        page.goto(f"/can-bo/viec/{matter}/")
        press(page, page.get_by_role("link", name="Báo xong, dời ngày…"))
        to(page, page.get_by_label("Đã làm gì?"))
        page.keyboard.insert_text("Đã thay bóng, tối qua thử đèn sáng.")
        press(page, page.get_by_role("button", name="Báo đã xong"))
        expect(page.get_by_text("Đã báo xong. Người gửi được mời xem").first).to_be_visible()


def to(page: Page, where: Locator) -> None:
    """Tab until it has the focus."""
    expect(where).to_be_visible()
    for _ in range(MOST_TABS):
        if where.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never gets there")


def press(page: Page, where: Locator) -> None:
    to(page, where)
    page.keyboard.press("Enter")


def choose(page: Page, where: Locator, name: str) -> None:
    """Arrow down a list until the choice is made."""
    to(page, where)
    for _ in range(MOST_TABS):
        if str(where.evaluate("list => list.selectedOptions[0].label")).startswith(name):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} is not in the list")
