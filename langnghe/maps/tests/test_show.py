"""The board's points on the map: light, joined when many, read by keyboard and told apart without colours."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Page

from langnghe.maps.tests import ground as maps
from langnghe.testing.cast import Cast

Look = Callable[[Page, str], Path]
LONGEST_TASK = """() => new Promise((done) => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  setTimeout(() => done(Math.max(0, ...tasks.map((one) => one.duration))), 1500);
})"""


@pytest.fixture(autouse=True)
def pages_of_ours() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="langnghe.maps.tests.harness"):
        yield


def open_board(page: Page, many: int) -> None:
    page.goto(f"/dien-hong/thu-xem/{many}/")
    page.click("text=Xem trên bản đồ")
    page.locator("[data-map-said]", has_text=f"{many} việc có chỗ trên bản đồ.").wait_for()


def test_points_open_their_matters_by_keyboard(phone_js: Page, dien_hong: Cast, look: Look) -> None:
    maps.drawn(dien_hong)
    open_board(phone_js, 12)
    assert phone_js.locator("[data-map-said]").inner_text() == "12 việc có chỗ trên bản đồ."
    marks = phone_js.locator(".map-mark")
    assert marks.count() == 10
    joined = phone_js.locator('.map-mark[aria-label="3 việc ở đây"]')
    joined.focus()
    phone_js.keyboard.press("Enter")
    phone_js.locator(".map-list a").first.wait_for()
    assert phone_js.locator(".map-list a").count() == 3
    phone_js.wait_for_timeout(400)
    look(phone_js, "ban-do-cac-viec")


def test_three_hundred_points_join_and_do_not_hold_a_phone_up(phone_js: Page, dien_hong: Cast, look: Look) -> None:
    maps.drawn(dien_hong)
    slow = phone_js.context.new_cdp_session(phone_js)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    open_board(phone_js, 300)
    assert phone_js.locator(".map-mark").count() < 120
    longest = phone_js.evaluate(LONGEST_TASK)
    phone_js.click(".leaflet-control-zoom-in")
    phone_js.wait_for_timeout(600)
    look(phone_js, "ban-do-300-viec")
    assert longest < 2_000, f"a task of {longest} ms"


def test_a_board_without_points_says_so(phone_js: Page, dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    phone_js.goto("/dien-hong/thu-xem/0/")
    phone_js.click("text=Xem trên bản đồ")
    phone_js.locator("text=Chưa có việc nào có chỗ trên bản đồ.").wait_for()


def test_without_a_script_or_a_map_the_list_stands_alone(phone: Page, dien_hong: Cast) -> None:
    phone.goto("/dien-hong/thu-xem/12/")
    assert phone.locator("text=Xem trên bản đồ").count() == 0
    maps.drawn(dien_hong)
    phone.goto("/dien-hong/thu-xem/12/")
    assert not phone.locator("text=Xem trên bản đồ").is_visible()


def test_the_dark_scheme_and_a_desk_show_it_too(desktop: Page, dien_hong: Cast, look: Look) -> None:
    maps.drawn(dien_hong)
    desktop.emulate_media(color_scheme="dark")
    open_board(desktop, 40)
    desktop.wait_for_timeout(400)
    look(desktop, "ban-do-toi")
