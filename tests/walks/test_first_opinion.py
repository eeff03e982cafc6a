"""One real opinion through the front door: a phone without JavaScript in the hall, an officer with a passkey."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from langnghe.testing import browser as browsers
from langnghe.testing.browser import look
from langnghe.testing.signed_in import PASSWORD, TOTP_SECRET
from langnghe.testing.stage import set_stage
from tests.walks.officer import add_passkey, scanned, sign_in_by_code, sign_in_by_passkey, sign_out
from tests.walks.product import Product

pytestmark = pytest.mark.slow
WORDS = "Đèn hẻm 42 đường Lê Lợi tắt ba đêm nay, bà con đi lễ về tối không thấy đường."


@pytest.fixture
def phone(product: Product, chromium: Browser) -> Iterator[Page]:
    """Bà Tư's phone: 390 px, no JavaScript, in the hall's network."""
    with browsers.page(chromium, product.private, java_script_enabled=False, **browsers.PHONE) as page:
        yield page


@pytest.fixture
def desk(product: Product, chromium: Browser) -> Iterator[Page]:
    """Bình's computer, which knows its owner by a finger."""
    with browsers.page(chromium, product.local, **browsers.DESKTOP) as page:
        yield page


def test_ba_tu_sends_an_opinion_and_officer_binh_sees_it(product: Product, phone: Page, desk: Page) -> None:
    set_stage(product.environment, rows=False)
    serial, secret = ba_tu_sends(phone)
    ba_tu_opens_her_receipt(phone, serial, secret)
    binh_gets_a_passkey(desk)
    binh_signs_in_and_reads(desk, serial)


def test_the_qr_opens_the_receipt_and_its_secret_stays_out_of_the_address(
    product: Product, phone: Page, chromium: Browser
) -> None:
    set_stage(product.environment, rows=False)
    serial, secret = ba_tu_sends(phone)
    code = urlsplit(scanned(phone))
    assert secret.replace("-", "") in code.fragment.replace("-", "")
    assert secret not in code.path + code.query
    with browsers.page(chromium, product.private, **browsers.PHONE) as other:
        asked: list[str] = []
        other.on("request", lambda request: asked.append(request.url))
        other.goto(f"{code.path}#{code.fragment}")
        expect(other.get_by_text(WORDS)).to_be_visible()
        assert serial in other.url
        assert not [url for url in [*asked, other.url] if secret[:5] in url.partition("#")[0]]


def ba_tu_sends(phone: Page) -> tuple[str, str]:
    """From the front page to the receipt in her hand."""
    phone.goto("/")
    look(phone, "walk 1 front")
    phone.get_by_role("link", name="Phường Diên Hồng").click()
    look(phone, "walk 2 ward")
    phone.get_by_role("link", name="Gửi ý kiến").first.click()
    phone.get_by_label("Bà con muốn nói điều gì?").fill(WORDS)
    phone.get_by_text("Chuyện gì, ở đâu?").click()
    phone.get_by_label("Chuyện ở tổ nào?").select_option(label="Tổ 3")
    look(phone, "walk 3 words")
    phone.get_by_role("button", name="Gửi ý kiến").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("số 1")
    look(phone, "walk 4 receipt")
    return said(phone, "#so-phieu"), said(phone, "#ma-bi-mat").replace(" ", "-")


def ba_tu_opens_her_receipt(phone: Page, serial: str, secret: str) -> None:
    """Later, with what stands on the slip; then she closes it and nobody finds anything."""
    phone.get_by_role("link", name="Tôi đã giữ phiếu").click()
    phone.get_by_label("Số phiếu").fill(serial.lower())
    phone.get_by_label("Mã bí mật").fill(secret.replace("-", " ").lower())
    look(phone, "walk 5 open receipt")
    phone.get_by_role("button", name="Mở phiếu").click()
    expect(phone.get_by_text(WORDS)).to_be_visible()
    assert secret[:5] not in phone.url
    look(phone, "walk 6 my receipt")
    address = phone.url
    phone.get_by_role("button", name="Đóng phiếu").click()
    phone.goto(address)
    expect(phone.get_by_text(WORDS)).to_have_count(0)


def binh_gets_a_passkey(desk: Page) -> None:
    """Once, after signing in with password and one-time code."""
    browsers.hold_passkey(desk)
    sign_in_by_code(desk, "binh", PASSWORD, TOTP_SECRET)
    add_passkey(desk, "walk 7", PASSWORD)
    sign_out(desk)


def binh_signs_in_and_reads(desk: Page, serial: str) -> None:
    """From then on a finger is enough."""
    sign_in_by_passkey(desk, "walk 8")
    expect(desk.get_by_role("heading", name="Việc hôm nay")).to_be_visible()
    expect(desk.get_by_text(WORDS[:40])).to_be_visible()
    look(desk, "walk 9 list")
    desk.get_by_role("link", name=serial).click()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    look(desk, "walk 10 opinion")


def said(page: Page, where: str) -> str:
    """Text of an element, on one line."""
    return re.sub(r"\s+", " ", page.locator(where).inner_text()).strip()
