"""The whole loop by keyboard alone, for residents and officers: no mouse, no finger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Locator, Page, expect

from langnghe.commitments.settling import settle_due
from langnghe.kernel.actors import system
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from tests.walks.days import Days
from tests.walks.pictures import alley_at_night
from tests.walks.steps import FORM, Receipt, Ward, said
from tests.walks.test_the_ward_answers import CONDUCT, LAMP, SAME, SINGING, STAFF

pytestmark = [pytest.mark.slow, pytest.mark.once]
MOST_TABS = 90


@pytest.fixture
def ward(days: Days, served: Served, chromium: Browser, dien_hong: Cast) -> Iterator[Ward]:
    """Officers who sign in anew each day, and nothing said yet."""
    yield days.ward(served, chromium, dien_hong, STAFF)
    translation.activate("vi")


def test_the_whole_loop_is_walked_without_a_mouse(ward: Ward, days: Days, dien_hong: Cast, tmp_path: Path) -> None:
    photo = alley_at_night(tmp_path / "IMG_2041.jpg", 800, 600)
    lamp, same, singing = speak(ward, LAMP), speak(ward, SAME), speak(ward, SINGING)
    days.at(2, 9)
    matter = binh_takes_up_the_first(ward, lamp)
    binh_joins(ward, same, matter)
    noise = binh_gives_to_chau(ward, singing)
    days.at(2, 14)
    for matter_, writer, who, words, due, head in (
        (matter, "minh", "Cán bộ đô thị", "Thay hai bóng đèn đầu hẻm 42.", "11062026", "en"),
        (noise, "chau", "CSKV Tổ 3", "Kiểm tra quán ba tối liền.", "11052026", "dung"),
    ):
        drafts(ward, writer, matter_, who, words, due)
        releases(ward, head, matter_)
    days.at(4)
    minh_claims(ward, matter, "Đã thay bóng chiều nay.", photo)
    days.at(5)
    resident_contests(ward, same)
    minh_claims(ward, matter, "Đã thay cả bóng trong hẻm, tối qua thử đều sáng.", photo)
    days.at(6)
    resident_confirms(ward, lamp)
    days.at(9)
    settle_due(by=system(dien_hong.ward.id))
    dung_finds_the_late_promise_first(ward, noise)
    somebody_complains_and_front_and_chairman_read_it(ward)


@contextmanager
def at_home(ward: Ward) -> Iterator[Page]:
    """A resident at a computer with a keyboard, in the network of the hall."""
    with browsers.page(ward.browser, ward.product.private, **browsers.DESKTOP) as page:
        yield page


def speak(ward: Ward, words: str) -> Receipt:
    with at_home(ward) as page:
        page.goto(FORM)
        write(page, page.get_by_label("Bà con muốn nói điều gì?"), words)
        press(page, page.locator("details.more", has_text="Chuyện gì, ở đâu?").locator("summary").first)
        choose(page, page.get_by_label("Chuyện ở tổ nào?"), "Tổ 3")
        if words in (LAMP, SAME):
            write(page, page.get_by_label("Chỗ nào?"), "đầu hẻm 42")
            choose(page, page.get_by_label("Thuộc chuyện gì?"), "Đường hỏng")
        to(page, page.get_by_label("Cho phép phường đăng lời tôi viết"))
        page.keyboard.press("Space")
        press(page, page.get_by_role("button", name="Gửi ý kiến"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Phường đã nhận ý kiến, số")
        return Receipt(said(page, "#so-phieu"), said(page, "#ma-bi-mat").replace(" ", "-"))


@contextmanager
def opened(ward: Ward, receipt: Receipt) -> Iterator[Page]:
    """The resident's page, opened with what stands on the slip, and closed afterwards."""
    with at_home(ward) as page:
        page.goto("/phieu/")
        write(page, page.get_by_label("Số phiếu"), receipt.serial.lower())
        write(page, page.get_by_label("Mã bí mật"), receipt.secret.replace("-", " ").lower())
        press(page, page.get_by_role("button", name="Mở phiếu"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(receipt.serial)
        yield page
        press(page, page.get_by_role("button", name="Đóng phiếu"))


def binh_takes_up_the_first(ward: Ward, receipt: Receipt) -> str:
    """By the letters of the list, and back to the same row; the serial of the matter."""
    with ward.desk("binh") as page:
        page.goto("/can-bo/hop-thu/")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Chưa ai nhận ý kiến này")).to_be_visible()
        press(page, page.locator("a.back"))
        expect(page.locator(".inbox-row .row-title a").first).to_be_focused()
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        choose(page, page.get_by_label("Giao cho"), "Cán bộ đô thị")
        press(page, page.get_by_role("button", name="Nhận thành việc"))
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()
        return said(page, "h1").split()[-1]


def binh_joins(ward: Ward, receipt: Receipt, matter: str) -> None:
    with ward.desk("binh") as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        press(page, page.get_by_role("button", name="Nhập vào việc này"))
        expect(page.get_by_text("Đã nhập vào việc")).to_be_visible()
        assert said(page, "h1").split()[-1] == matter


def binh_gives_to_chau(ward: Ward, receipt: Receipt) -> str:
    with ward.desk("binh") as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        choose(page, page.get_by_label("Lĩnh vực"), "Karaoke, tiếng ồn")
        choose(page, page.get_by_label("Giao cho"), "CSKV Tổ 3")
        press(page, page.get_by_role("button", name="Nhận thành việc"))
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()
        return said(page, "h1").split()[-1]


def drafts(ward: Ward, writer: str, matter: str, who: str, words: str, due: str) -> None:
    """An answer with a promise; `due`: as the date's parts are typed, month first in this browser."""
    with ward.desk(writer) as page:
        page.goto(f"/can-bo/viec/{matter}/")
        press(page, page.get_by_role("link", name="Soạn trả lời"))
        write(page, page.get_by_label("Lời trả lời"), "Phường đã đến xem, đúng như bà con nói.")
        press(page, page.locator("details.more", has_text="Kèm lời hứa có ngày").locator("summary").first)
        write(page, page.get_by_label("Phường hứa gì?").first, words)
        choose(page, page.get_by_label("Ai chịu trách nhiệm?").first, who)
        to(page, page.get_by_label("Hẹn xong ngày").first)
        page.keyboard.type(due)
        press(page, page.get_by_role("button", name="Xem như người gửi đọc").last)
        expect(page.get_by_role("heading", name="Người gửi sẽ đọc thế này")).to_be_visible()
        press(page, page.get_by_role("button", name="Gửi duyệt"))
        expect(page.get_by_text("Đang chờ duyệt").first).to_be_visible()


def releases(ward: Ward, head: str, matter: str) -> None:
    with ward.desk(head) as page:
        page.goto("/can-bo/cho-duyet/")
        press(page, page.get_by_role("link", name=matter))
        press(page, page.get_by_role("button", name="Xem rồi duyệt").last)
        press(page, page.get_by_role("button", name="Trả lời ngay"))
        expect(page.get_by_role("heading", name="Các lời hứa")).to_be_visible()


def minh_claims(ward: Ward, matter: str, words: str, photo: Path) -> None:
    """With a photo, which the keyboard asks the machine for."""
    with ward.desk("minh") as page:
        page.goto(f"/can-bo/viec/{matter}/")
        press(page, page.get_by_role("link", name="Báo xong, dời ngày…"))
        # Asked for early: a key pressed right after may come before the browser knows that somebody waits.
        with page.expect_file_chooser() as asked:
            write(page, page.get_by_label("Đã làm gì?"), words)
            to(page, page.get_by_label("Chọn ảnh"))
            page.keyboard.press("Enter")
        asked.value.set_files(photo)
        press(page, page.get_by_role("button", name="Báo đã xong"))
        expect(page.get_by_text("Đã báo xong. Người gửi được mời xem").first).to_be_visible()


def resident_contests(ward: Ward, receipt: Receipt) -> None:
    with opened(ward, receipt) as page:
        press(page, page.locator("details.more", has_text="Chưa xong").locator("summary").first)
        write(page, page.get_by_label("Còn thiếu gì?"), "Mới sáng một bóng, bóng trong hẻm vẫn tắt.")
        press(page, page.get_by_role("button", name="Báo là chưa xong"))
        expect(page.get_by_text("Việc được mở lại ngay").first).to_be_visible()


def resident_confirms(ward: Ward, receipt: Receipt) -> None:
    with opened(ward, receipt) as page:
        press(page, page.get_by_role("button", name="Đã xong thật"))
        expect(page.get_by_text("Đã ghi lời xác nhận").first).to_be_visible()


def dung_finds_the_late_promise_first(ward: Ward, noise: str) -> None:
    with ward.desk("dung") as page:
        page.goto("/can-bo/")
        line = page.locator("#promises .row").first
        expect(line).to_contain_text("trễ từ")
        press(page, line.get_by_role("link").first)
        expect(page.get_by_role("heading", level=1)).to_contain_text(noise)


def somebody_complains_and_front_and_chairman_read_it(ward: Ward) -> None:
    receipt = speak(ward, CONDUCT)
    assert {name for name in STAFF if ward.reads(name, receipt, CONDUCT)} == {"giang", "en"}
    with ward.desk("en") as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        press(page, page.get_by_role("button", name="Nhận thành việc"))
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()


def to(page: Page, where: Locator) -> None:
    """Tab until it has the focus."""
    expect(where).to_be_visible()
    for _ in range(MOST_TABS):
        if where.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never gets there")


def press(page: Page, where: Locator) -> None:
    """Go there, then Enter."""
    to(page, where)
    page.keyboard.press("Enter")


def write(page: Page, where: Locator, words: str) -> None:
    """Go there, then type."""
    to(page, where)
    page.keyboard.insert_text(words)


def choose(page: Page, where: Locator, name: str) -> None:
    """Arrow down a list until the choice is made."""
    to(page, where)
    for _ in range(MOST_TABS):
        if str(where.evaluate("list => list.selectedOptions[0].label")).startswith(name):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} is not in the list")
