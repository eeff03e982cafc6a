"""Saying it in a real browser: by thumb without script, by keyboard, with large text, and when the network goes."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Dialog, Page, expect

from langnghe.files.tests.pictures import photo
from langnghe.maps.tests import ground
from langnghe.opinions import photos
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import LAMP
from langnghe.testing import browser as browsers
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served

FORM = "/dien-hong/gui-y-kien/"
TAPS = 6


class Thumb:
    """Counts every tap that is not a letter of her words."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def on(self, role: str, name: str) -> None:
        self.taps += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_2041.jpg"
    path.write_bytes(photo(2600, 1400))
    return path


def write(page: Page) -> None:
    page.get_by_label("Bà con muốn nói điều gì?").fill(LAMP)


def expect_receipt(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phường đã nhận ý kiến, số")


def test_a_grandmother_needs_six_taps_at_most(dien_hong: Cast, hac_thanh: Cast, phone: Page) -> None:
    phone.goto("/")
    thumb = Thumb(phone)
    thumb.on("link", "Phường Diên Hồng")
    thumb.on("link", "Gửi ý kiến")
    thumb.on("textbox", "Bà con muốn nói điều gì?")
    phone.keyboard.type(LAMP)
    thumb.on("button", "Gửi ý kiến")
    expect_receipt(phone)
    assert thumb.taps <= TAPS
    look(phone, "say receipt")


def test_everything_can_be_said_without_script(dien_hong: Cast, phone: Page, picture: Path) -> None:
    phone.goto(FORM)
    look(phone, "say form")
    write(phone)
    for part in phone.locator("details.more summary").all():
        part.click()
    phone.get_by_label("Chuyện ở tổ nào?").select_option(label="Tổ 3")
    phone.get_by_label("Thuộc chuyện gì?").select_option(label="Đường hỏng, đèn đường, thoát nước")
    phone.get_by_label("Chọn ảnh").set_input_files(picture)
    phone.get_by_label("Số điện thoại hoặc email").fill("0905 123 456")
    phone.get_by_text("Cho phép phường đăng lời tôi viết").click()
    look(phone, "say form filled")
    phone.get_by_role("button", name="Xem trước").click()
    expect(phone.get_by_role("heading", name="Người ngoài sẽ thấy gì")).to_be_visible()
    expect(phone.get_by_role("img", name="Ảnh thứ 1")).to_be_visible()
    look(phone, "say preview")
    phone.get_by_role("button", name="Gửi ý kiến").click()
    expect_receipt(phone)
    opinion = Opinion.objects.get()
    assert (str(opinion.group), opinion.topic) == ("Tổ 3", "beyond_police.infrastructure")
    assert opinion.contact is not None
    assert len(photos.of(opinion)) == 1


def test_the_keyboard_alone_is_enough(dien_hong: Cast, desktop: Page) -> None:
    desktop.goto(FORM)
    desktop.get_by_role("link", name="Tới phần chính của trang").press("Enter")
    _tab_to(desktop, "id_words")
    desktop.keyboard.type(LAMP)
    _tab_to(desktop, "id_crime")
    desktop.keyboard.press("Space")
    for _each in range(30):
        desktop.keyboard.press("Tab")
        if desktop.evaluate("document.activeElement.textContent.trim()") == "Gửi ý kiến":
            break
    desktop.keyboard.press("Enter")
    expect_receipt(desktop)
    assert Opinion.objects.get().guard == "crime"


@pytest.mark.parametrize("script", [True, False])
def test_enter_in_a_line_never_sends_by_accident(
    dien_hong: Cast, chromium: Browser, served: Served, script: bool
) -> None:
    with browsers.page(chromium, served.private, java_script_enabled=script, **browsers.DESKTOP) as page:
        page.goto(FORM)
        write(page)
        page.get_by_text("Chuyện gì, ở đâu?").click()
        page.get_by_label("Chỗ nào?").press("Enter")
        expect(page.get_by_role("heading", name="Người ngoài sẽ thấy gì")).to_be_visible()
        expect(page.get_by_label("Bà con muốn nói điều gì?")).to_have_value(LAMP)
    assert not Opinion.objects.exists()


def _tab_to(page: Page, id_: str) -> None:
    for _each in range(40):
        if page.evaluate("document.activeElement.id") == id_:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches #{id_}")


def test_text_twice_as_large_needs_no_sideways_scrolling(dien_hong: Cast, phone_js: Page) -> None:
    phone_js.goto(FORM)
    phone_js.evaluate("document.documentElement.style.fontSize = '225%'")
    for part in phone_js.locator("details.more summary").all():
        part.click()
    look(phone_js, "say form large text")
    assert phone_js.evaluate("document.documentElement.scrollWidth") <= 390
    write(phone_js)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    expect_receipt(phone_js)
    phone_js.evaluate("document.documentElement.style.fontSize = '225%'")
    look(phone_js, "say receipt large text")
    assert phone_js.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.once
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_the_way_to_the_receipt(
    dien_hong: Cast, sorts: None, chromium: Browser, served: Served, picture: Path, language: str
) -> None:
    ground.drawn(dien_hong)
    found: list[str] = []
    with browsers.page(chromium, served.private, language=language, **browsers.PHONE) as page:
        page.goto(FORM)
        found += _open_all_and_look(page)
        page.locator("[name=photos]").set_input_files(picture)
        page.locator(".photos button").wait_for()
        page.locator(".button[name=preview]").click()
        page.locator(".summary").wait_for()
        found += _open_all_and_look(page)
        page.locator("[name=words]").fill(LAMP)
        page.locator("[name=words]").blur()
        page.locator("[data-yes]").wait_for()
        found += _open_all_and_look(page)
        look(page, "guess asked")
        page.locator(".button[name=preview]").click()
        page.locator("#xem-truoc").wait_for()
        look(page, "guess preview")
        found += _open_all_and_look(page)
        page.locator(".button.large").click()
        page.locator("#so-phieu").wait_for()
        found += _open_all_and_look(page)
    assert not found, "\n".join(found)


def _open_all_and_look(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.evaluate(AXE_SCRIPT)
    wrongs = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(
                "() => axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations)"
            )
            wrongs += [f"{page.title()} {width} {scheme}: {one['id']} {one['nodes'][0]['target']}" for one in found]
    return wrongs


def test_words_survive_a_reload_and_can_be_erased_from_the_phone(dien_hong: Cast, phone_js: Page) -> None:
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.reload()
    words = phone_js.get_by_label("Bà con muốn nói điều gì?")
    expect(words).to_have_value(LAMP)
    phone_js.get_by_role("button", name="Xóa nháp, viết mới").click()
    phone_js.reload()
    expect(words).to_have_value("")


def test_what_could_not_be_sent_goes_again_by_itself_and_stays_one_opinion(dien_hong: Cast, phone_js: Page) -> None:
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.context.set_offline(True)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    expect(phone_js.get_by_text("Chưa gửi được, có lẽ mất mạng")).to_be_visible()
    look(phone_js, "say offline")
    phone_js.context.set_offline(False)
    expect_receipt(phone_js)
    assert Opinion.objects.count() == 1


def test_an_answer_that_was_lost_on_the_way_comes_the_second_time(dien_hong: Cast, phone_js: Page) -> None:
    phone_js.goto(FORM)
    write(phone_js)
    # The server takes the form in, but its answer never arrives.
    phone_js.route(f"**{FORM}", lambda route: (route.fetch(), route.abort()), times=1)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    phone_js.get_by_role("button", name="Gửi lại ngay").click()
    expect_receipt(phone_js)
    assert Opinion.objects.count() == 1


def test_a_photo_leaves_the_phone_small(dien_hong: Cast, phone_js: Page, picture: Path) -> None:
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.get_by_text("Nhiều nhất 5 ảnh. Không").click()
    phone_js.get_by_label("Chọn ảnh").set_input_files(picture)
    expect(phone_js.get_by_role("button", name="Bỏ ảnh 1")).to_be_visible()
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    expect_receipt(phone_js)
    kept = photos.of(Opinion.objects.get())[0].file
    assert max(kept.width, kept.height) <= 2048


def test_the_receipt_asks_once_before_it_is_left_unkept_and_not_after_a_copy(dien_hong: Cast, phone_js: Page) -> None:
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    phone_js.on("dialog", agree)
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    expect(phone_js.get_by_role("button", name="Chép cả phiếu")).to_be_visible()
    phone_js.get_by_role("link", name="Mã nguồn").click()
    assert asked == ["beforeunload"]
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    phone_js.get_by_role("button", name="Chép cả phiếu").click()
    expect(phone_js.get_by_role("button", name="Đã chép")).to_be_visible()
    phone_js.get_by_role("link", name="Mã nguồn").click()
    assert asked == ["beforeunload"]


def test_the_next_person_on_a_shared_phone_finds_no_words(dien_hong: Cast, phone_js: Page) -> None:
    phone_js.on("dialog", lambda dialog: dialog.accept())
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    expect_receipt(phone_js)
    phone_js.goto(FORM)
    expect(phone_js.get_by_label("Bà con muốn nói điều gì?")).to_have_value("")
    assert phone_js.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_secret_leaves_the_address_line_before_anything_else_loads(dien_hong: Cast, phone_js: Page) -> None:
    source = phone_js.request.get("/phieu/").text()
    assert re.search(r"<(script|link|img|style)[^>]*", source)[0].startswith('<script src="/static/desk/receipt')  # type: ignore[index]


@pytest.mark.parametrize(("paper", "width"), [("giay-a6", 105), ("giay-80", 80), ("giay-58", 58)])
def test_a_slip_fits_its_paper(dien_hong: Cast, phone_js: Page, paper: str, width: int) -> None:
    phone_js.goto(FORM)
    write(phone_js)
    phone_js.get_by_role("button", name="Gửi ý kiến").click()
    expect_receipt(phone_js)
    phone_js.locator(f"#{paper}").evaluate("radio => radio.checked = true")
    pages = re.findall(rb"/MediaBox \[0 0 ([\d.]+) [\d.]+\]", phone_js.pdf(prefer_css_page_size=True))
    assert [round(float(points) * 25.4 / 72) for points in pages] == [width]
