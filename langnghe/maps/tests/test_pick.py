"""A resident chooses a place: by thumb, by keyboard, and without a script; nothing of the map comes before a tap."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page

from langnghe.kernel.actors import system
from langnghe.maps import actions, sheets
from langnghe.maps.models import BaseMap
from langnghe.maps.tests import ground as maps
from langnghe.maps.tests.tapping import sheet
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served

Look = Callable[[Page, str], Path]
FORM = "/dien-hong/thu-chon/"
WORDS = "Đèn đường tắt\nnửa tháng rồi"


@pytest.fixture(autouse=True)
def pages_of_ours() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="langnghe.maps.tests.harness"):
        yield


def point_in(page: Page) -> tuple[float, float]:
    values = [page.input_value(f"input[name={name}]") for name in ("latitude", "longitude")]
    return (float(values[0]), float(values[1]))


def open_map(page: Page) -> None:
    page.goto(FORM)
    page.fill("textarea", WORDS)
    page.click("text=Chọn trên bản đồ")
    page.wait_for_selector(".map-box .leaflet-image-layer")
    page.locator(".map-box:focus").wait_for()


def tap_share(page: Page, across: float, down: float) -> None:
    """Tap at shares of the picture, as the map now shows it."""
    picture = page.locator(".leaflet-image-layer")
    before, box = None, picture.bounding_box()
    while before != box:  # the map glides to where it comes to rest
        page.wait_for_timeout(150)
        before, box = box, picture.bounding_box()
    assert box
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def test_not_a_byte_of_the_map_comes_before_a_tap(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    asked: list[str] = []
    phone_js.on("request", lambda request: asked.append(request.url))
    phone_js.goto(FORM)
    assert not [url for url in asked if "leaflet" in url or "ban-do" in url or "maps/map" in url]


def test_a_thumb_chooses_a_place_and_the_group_follows(phone_js: Page, dien_hong: Cast, look: Look) -> None:
    base = maps.drawn(dien_hong)
    open_map(phone_js)
    tap_share(phone_js, 0.25, 0.3)
    assert phone_js.locator("[data-map-said]").inner_text() == "Đã chọn một điểm ở Tổ 3."
    assert phone_js.input_value("select") == str(dien_hong.groups["Tổ 3"].id)
    look(phone_js, "chon-diem-mo")
    assert base.affine
    at = base.affine.to_earth(0.25 * base.width, 0.3 * base.height)
    assert point_in(phone_js) == pytest.approx(tuple(at), abs=0.0001)
    tap_share(phone_js, 0.5, 0.8)
    assert phone_js.input_value("select") == str(dien_hong.groups["Tổ 7"].id)
    phone_js.click("text=Lấy chỗ này")
    assert not phone_js.locator(".map-frame").is_visible()
    look(phone_js, "chon-diem-xong")
    phone_js.click("text=Gửi")
    taken = phone_js.locator("#taken").inner_text()
    assert "nửa tháng rồi" in taken
    assert str(dien_hong.groups["Tổ 7"].id) in taken


def test_a_group_that_a_person_chose_stays(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    open_map(phone_js)
    phone_js.select_option("select", label="Tổ 5")
    tap_share(phone_js, 0.25, 0.3)
    assert phone_js.input_value("select") == str(dien_hong.groups["Tổ 5"].id)


def test_the_map_is_used_by_keyboard_alone(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    phone_js.goto(FORM)
    phone_js.focus("[data-map-open]")
    phone_js.keyboard.press("Enter")
    phone_js.locator(".map-box:focus").wait_for()
    phone_js.keyboard.press("ArrowUp")
    start = point_in(phone_js)
    for key in ("ArrowUp", "ArrowLeft", "Shift+ArrowLeft", "+"):
        phone_js.keyboard.press(key)
    end = point_in(phone_js)
    assert end[0] > start[0]
    assert end[1] < start[1]
    phone_js.keyboard.press("Enter")
    assert not phone_js.locator(".map-frame").is_visible()
    assert phone_js.locator("[data-map-open]:focus").count() == 1


def test_a_point_is_taken_away_again(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    open_map(phone_js)
    tap_share(phone_js, 0.5, 0.5)
    phone_js.click("text=Bỏ điểm")
    assert phone_js.input_value("input[name=latitude]") == ""
    assert phone_js.locator("[data-map-said]").inner_text() == "Chưa chọn điểm nào."


def test_my_position_is_offered_only_where_the_browser_may_tell_it(
    chromium: Browser, served: Served, phone_js: Page, dien_hong: Cast
) -> None:
    maps.drawn(dien_hong)
    open_map(phone_js)
    assert not phone_js.locator("[data-map-here]").is_visible()
    here = {"latitude": maps.TO_3.latitude, "longitude": maps.TO_3.longitude}
    how = browsers.PHONE | {"geolocation": here, "permissions": ["geolocation"]}
    with browsers.page(chromium, served.local, **how) as page:
        open_map(page)
        page.click("text=Dùng vị trí của tôi")
        page.locator("text=Đã chọn một điểm ở Tổ 3.").wait_for()
        assert point_in(page) == pytest.approx(tuple(maps.TO_3), abs=0.00001)
        page.context.set_geolocation({"latitude": 21.03, "longitude": 105.85})
        page.click("text=Dùng vị trí của tôi")
        page.locator("text=nằm ngoài bản đồ phường").wait_for()


def test_a_map_that_cannot_be_loaded_says_so_and_can_be_tried_again(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    phone_js.route("**/nen.json", lambda route: route.abort())
    phone_js.goto(FORM)
    phone_js.click("text=Chọn trên bản đồ")
    phone_js.locator("text=Chưa tải được bản đồ").wait_for()
    phone_js.unroute("**/nen.json")
    phone_js.click("text=Chọn trên bản đồ")
    phone_js.wait_for_selector(".map-box .leaflet-image-layer")


def test_a_picture_serves_as_well_as_a_drawing(phone_js: Page, dien_hong: Cast) -> None:
    base = use(maps.pinned(dien_hong), dien_hong)
    open_map(phone_js)
    tap_share(phone_js, 0.5, 0.5)
    assert base.affine
    assert point_in(phone_js) == pytest.approx(tuple(base.affine.to_earth(400, 300)), abs=0.0002)


def test_after_a_tap_less_than_80_kilobytes_come(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    bodies: list[bytes] = []
    phone_js.goto(FORM)
    phone_js.on("response", lambda answer: bodies.append(answer.body()))
    phone_js.click("text=Chọn trên bản đồ")
    phone_js.wait_for_selector(".map-box .leaflet-image-layer")
    phone_js.wait_for_load_state("networkidle")
    weight = sum(len(gzip.compress(body)) for body in bodies)
    assert 30_000 < weight < 80_000, f"{weight} bytes after the tap"


def test_without_a_script_two_taps_choose_a_place_and_no_word_is_lost(phone: Page, dien_hong: Cast, look: Look) -> None:
    base = maps.drawn(dien_hong)
    phone.goto(FORM)
    phone.fill("textarea", WORDS)
    phone.click("text=Chọn trên bản đồ")
    look(phone, "chon-diem-khong-kich-ban")
    target = (0.25 * base.width, 0.25 * base.height)
    for _turn in range(3):
        tap_sheet(phone, *target)
    look(phone, "chon-diem-khong-kich-ban-gan")
    assert phone.locator("text=Dấu đang ở Tổ 3.").is_visible()
    phone.click("text=Lấy chỗ này")
    assert phone.input_value("textarea").replace("\r\n", "\n") == WORDS
    assert phone.input_value("select") == str(dien_hong.groups["Tổ 3"].id)
    assert base.affine
    assert point_in(phone) == pytest.approx(tuple(base.affine.to_earth(*target)), abs=0.00005)
    phone.click("text=Gửi")
    assert "nửa tháng rồi" in phone.locator("#taken").inner_text()


def test_without_a_script_the_arrows_move_the_mark_and_leaving_changes_nothing(phone: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    phone.goto(FORM)
    phone.fill("textarea", WORDS)
    phone.click("text=Chọn trên bản đồ")
    phone.click("button[value=len]")
    phone.click("button[value=gan]")
    phone.click("button[value=phai]")
    moved = point_in(phone)
    phone.click("text=Lấy chỗ này")
    assert point_in(phone) == moved
    phone.click("text=Sửa điểm trên bản đồ")
    phone.click("button[value=xuong]")
    assert point_in(phone) != moved
    phone.click("text=Thôi, không chọn")
    assert point_in(phone) == moved
    phone.click("text=Bỏ điểm")
    assert phone.input_value("input[name=latitude]") == ""
    assert phone.input_value("textarea").replace("\r\n", "\n") == WORDS


def test_without_a_map_there_is_nothing_to_press(phone: Page, dien_hong: Cast) -> None:
    phone.goto(FORM)
    assert phone.locator("text=Chọn trên bản đồ").count() == 0
    phone.fill("textarea", WORDS)
    phone.click("text=Gửi")
    assert "nửa tháng rồi" in phone.locator("#taken").inner_text()


def tap_sheet(page: Page, x: float, y: float) -> None:
    left, top, side, _high = map(float, (page.get_attribute("svg.sheet-picture", "viewBox") or "").split())
    share = ((x - left) / side * sheets.SMALL, (y - top) / side * sheets.SMALL)
    sheet(page).click(position={"x": share[0], "y": share[1]})


def use(base: BaseMap, cast: Cast) -> BaseMap:
    return actions.use(base, by=system(cast.ward.id))
