"""The maps keep nobody out: what axe and narrow screens say of pages that only a press opens."""

from collections.abc import Callable, Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page

from langnghe.maps.tests import ground as maps
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from tests.pages import test_axe, test_every_reader

pytestmark = pytest.mark.once
FORM = "/dien-hong/thu-chon/"


@pytest.fixture(autouse=True)
def pages_of_ours() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="langnghe.maps.tests.harness"):
        yield


def sheet(page: Page) -> None:
    page.goto(FORM)
    page.click("text=Chọn trên bản đồ")
    page.click("button[value=len]")


def opened_map(page: Page) -> None:
    page.goto(FORM)
    page.click("[data-map-open]")
    page.locator(".map-box:focus").wait_for()
    page.keyboard.press("ArrowUp")


def opened_board(page: Page) -> None:
    page.goto("/dien-hong/thu-xem/30/")
    page.click("[data-map-open]")
    page.locator(".map-mark").first.wait_for()
    page.locator(".map-mark").first.press("Enter")
    page.locator(".map-list a").first.wait_for()


@pytest.mark.parametrize(("visit", "script"), [(sheet, False), (opened_map, True), (opened_board, True)])
def test_axe_finds_nothing_on_the_maps(
    chromium: Browser, served: Served, dien_hong: Cast, visit: Callable[[Page], None], script: bool
) -> None:
    maps.drawn(dien_hong)
    with browsers.page(chromium, served.private, bypass_csp=True, reduced_motion="reduce") as page:
        if not script:
            page.route("**/tap.js", lambda route: route.abort())
        page.add_init_script(test_axe.AXE_SCRIPT)
        visit(page)
        found = test_axe._look(page, visit.__name__, "vi")
    assert not found, "\n".join(found)


def test_the_picture_to_tap_fits_a_narrow_screen_and_large_letters(
    chromium: Browser, served: Served, dien_hong: Cast
) -> None:
    maps.drawn(dien_hong)
    with browsers.page(chromium, served.private, bypass_csp=True, java_script_enabled=False) as page:
        sheet(page)
        wrongs = test_every_reader._wrongs(page)
    assert not wrongs, "\n".join(wrongs)
