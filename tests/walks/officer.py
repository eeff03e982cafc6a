"""What an officer does at the door: password and code, adding a passkey, a finger from then on."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import zxingcpp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from PIL import Image
from playwright.sync_api import Page, expect

from langnghe.testing.browser import look


def scanned(page: Page) -> str:
    """What a camera reads off the square on the page."""
    codes = zxingcpp.read_barcodes(Image.open(BytesIO(page.locator(".qr").screenshot())))
    assert len(codes) == 1, "the square on the page cannot be read"
    return codes[0].text


def code_now(secret: str) -> str:
    """What the officer's phone shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in_by_code(page: Page, username: str, password: str, secret: str) -> None:
    """Name and password, then the code from the phone."""
    page.goto("/dang-nhap/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("main form").filter(has=page.locator("input[name=login]")).get_by_role("button").first.click()
    page.locator("input[name=code]").fill(code_now(secret))
    page.locator("main form").filter(has=page.locator("input[name=code]")).get_by_role("button").first.click()
    page.wait_for_url("**/can-bo/")


def add_passkey(page: Page, name: str, password: str) -> None:
    """On the page of one's own account."""
    page.goto("/tai-khoan/khoa/them/")
    _confirm(page, password)
    look(page, f"{name} add passkey")
    page.locator("input[name=name]").fill("Máy trực ban")
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url(lambda url: "them" not in url)
    look(page, f"{name} passkey added")


def _confirm(page: Page, password: str) -> None:
    """The password again, where the page asks for it."""
    if page.locator("main input[name=password]").count():
        page.locator("main input[name=password]").fill(password)
        page.locator("main form").filter(has=page.locator("input[name=password]")).get_by_role("button").first.click()


def sign_out(page: Page) -> None:
    page.goto("/dang-xuat/")
    page.locator("main form").get_by_role("button").first.click()
    page.goto("/can-bo/")
    assert "/dang-nhap/" in page.url


def sign_in_by_passkey(page: Page, name: str) -> None:
    """No name, no password: the device asks for the finger."""
    page.goto("/dang-nhap/")
    look(page, f"{name} sign in")
    page.get_by_role("button", name="khóa").or_(page.get_by_role("link", name="khóa")).first.click()
    page.wait_for_url("**/can-bo/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def activate_codes(page: Page, name: str, password: str) -> str:
    """Set up one-time codes on a phone; the secret it now holds."""
    page.goto("/tai-khoan/ma-dien-thoai/")
    _confirm(page, password)
    look(page, f"{name} codes")
    secret = parse_qs(urlsplit(scanned(page)).query)["secret"][0]
    page.locator("input[name=code]").fill(code_now(secret))
    page.locator("main form").filter(has=page.locator("input[name=code]")).get_by_role("button").first.click()
    page.wait_for_url(lambda url: "ma-dien-thoai" not in url)
    look(page, f"{name} codes set up")
    return secret
