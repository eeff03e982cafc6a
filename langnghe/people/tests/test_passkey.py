"""Passkeys in a real browser, with the authenticator that Chromium offers to tests."""

import pytest
from playwright.sync_api import Page, expect

from langnghe.people import entrances
from langnghe.testing.cast import Cast


@pytest.fixture
def device(desktop: Page) -> Page:
    """A computer with a fingerprint reader."""
    chrome = desktop.context.new_cdp_session(desktop)
    chrome.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return desktop


def enter_by_slip(page: Page, cast: Cast) -> None:
    _entrance, code = entrances.make_entrance(cast.officer("chau"), by=cast["hanh"])
    page.goto("/nhan-viec/")
    page.get_by_label("Tên đăng nhập").fill("chau")
    page.get_by_label("Mã trên phiếu").fill(code)
    page.get_by_role("button", name="Tiếp tục").click()


def test_an_officer_adds_a_passkey_and_signs_in_with_a_touch(device: Page, dien_hong: Cast) -> None:
    enter_by_slip(device, dien_hong)
    device.get_by_role("link", name="Không cần mật khẩu, chỉ dùng khóa").click()
    device.get_by_role("button", name="Tạo khóa").click()
    expect(device.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    expect(device.get_by_role("button", name="In tờ này")).to_be_visible()
    device.get_by_role("link", name="Tôi đã cất mã").click()
    expect(device.locator("h1")).to_be_visible()
    device.goto("/dang-xuat/")
    device.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    device.goto("/dang-nhap/?next=/can-bo/nguoi/")
    device.get_by_role("button", name="Dùng khóa đăng nhập").click()
    expect(device.get_by_role("heading", name="Cán bộ", exact=True)).to_be_visible()
    assert not dien_hong.officer("chau").has_usable_password()


def test_a_passkey_confirms_a_change_and_is_renamed_and_kept(device: Page, dien_hong: Cast) -> None:
    enter_by_slip(device, dien_hong)
    device.goto("/tai-khoan/khoa/them/")
    device.get_by_label("Đặt tên cho khóa").fill("Máy ở trụ sở")
    device.get_by_role("button", name="Tạo khóa").click()
    expect(device.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    device.context.clear_cookies()
    device.goto("/dang-nhap/?next=/tai-khoan/")
    device.get_by_role("button", name="Dùng khóa đăng nhập").click()
    device.get_by_role("link", name="Đổi tên").click()
    device.get_by_role("button", name="Dùng khóa đăng nhập").click()
    device.get_by_label("Tên khóa").fill("Máy trực")
    device.get_by_role("button", name="Lưu").click()
    expect(device.get_by_text("Máy trực")).to_be_visible()
    device.get_by_role("link", name="Bỏ", exact=True).click()
    device.get_by_role("button", name="Bỏ khóa").click()
    expect(device.get_by_text("cách xác nhận cuối cùng")).to_be_visible()
    expect(device.get_by_text("Máy trực")).to_be_visible()


def test_a_device_without_a_key_says_what_to_do(device: Page, dien_hong: Cast) -> None:
    device.goto("/dang-nhap/")
    device.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no key')) }")
    device.get_by_role("button", name="Dùng khóa đăng nhập").click()
    expect(device.get_by_text("Chưa dùng được khóa")).to_be_visible()
