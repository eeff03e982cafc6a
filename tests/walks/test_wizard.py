"""An empty ward goes through the first-run wizard to its first officer, signed in with a second factor."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from langnghe.testing import browser as browsers
from langnghe.testing.browser import look
from tests.walks.officer import activate_codes
from tests.walks.product import Product

pytestmark = pytest.mark.slow
PASSWORD = "lúa chín vàng đồng xa"


@pytest.fixture
def desk(product: Product, chromium: Browser) -> Iterator[Page]:
    """The installer's computer beside the console."""
    with browsers.page(chromium, product.local, **browsers.DESKTOP) as page:
        yield page


@pytest.fixture
def phone(product: Product, chromium: Browser) -> Iterator[Page]:
    """A phone without JavaScript does it too."""
    with browsers.page(chromium, product.local, java_script_enabled=False, **browsers.PHONE) as page:
        yield page


def console_code(product: Product) -> str:
    found = re.search(r"Mã thiết lập[^:]*: *(\S+)", product.first_steps)
    assert found, product.first_steps
    return found[1]


def test_an_empty_ward_gets_its_first_officer(product: Product, desk: Page) -> None:
    walk_the_wizard(product, desk)
    look(desk, "wizard 6 second step")
    activate_codes(desk, "wizard 7", PASSWORD)
    desk.goto("/can-bo/")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    look(desk, "wizard 8 first page")


def test_the_wizard_needs_no_script_and_closes_behind_itself(product: Product, phone: Page) -> None:
    walk_the_wizard(product, phone)
    answer = phone.goto("/thiet-lap/")
    assert answer is not None
    assert answer.status == 404


def test_a_wrong_code_opens_nothing(product: Product, phone: Page) -> None:
    phone.goto("/thiet-lap/")
    phone.locator("input[name=code]").fill("KHONG-PHAI-MA")
    phone.get_by_role("button", name="Bắt đầu").click()
    expect(phone.get_by_text("Mã chưa đúng").first).to_be_visible()
    look(phone, "wizard 1 wrong code")
    phone.goto("/thiet-lap/quan-tri/")
    assert phone.url.endswith("/thiet-lap/")


def walk_the_wizard(product: Product, page: Page) -> None:
    """Code from the console, ward, administrator."""
    page.goto("/")
    look(page, "wizard 2 welcome")
    page.locator("input[name=code]").fill(console_code(product))
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Tỉnh, thành phố").select_option(label="Gia Lai")
    look(page, "wizard 3 province")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("main").get_by_text("Gia Lai", exact=True)).to_be_visible()
    page.get_by_label("Phường, xã, đặc khu").select_option(label="phường Diên Hồng")
    page.get_by_label("Mã ngắn in trên phiếu").fill("dh")
    page.get_by_label("Tên gốc của sổ công khai").fill("dienhong.gialai.gov.vn/so")
    look(page, "wizard 4 ward")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Họ và tên").fill("Đỗ Mỹ Hạnh")
    page.get_by_label("Tên đăng nhập").fill("hanh")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    look(page, "wizard 5 administrator")
    page.get_by_role("button", name="Mở phường").click()
    page.wait_for_url(lambda url: "thiet-lap" not in url)
