"""What comes out of the printer: the right sheet, nothing cut off, and no secret on the screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from langnghe.intake import actions
from langnghe.intake.tests.helping import LAMP, hidden, written
from langnghe.intake.tests.test_keyboard import sit_down
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

pytestmark = pytest.mark.slow
MM = 72 / 25.4
SPILT = """names => names.flatMap(name => [...document.querySelectorAll(name)])
    .filter(box => box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2)
    .map(box => `${box.className}: ${box.scrollWidth}×${box.scrollHeight} in ${box.clientWidth}×${box.clientHeight}`)"""


def sheets(page: Page) -> list[tuple[int, int]]:
    """Width and height in mm of every page that would be printed, once all its styles are there."""
    page.wait_for_load_state()
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
    return [(round(float(width) / MM), round(float(height) / MM)) for width, height in boxes]


def spilt(page: Page, *names: str) -> list[str]:
    """Boxes on paper from which something hangs out."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(SPILT, list(names))
    page.emulate_media(media="screen")
    return found


@pytest.fixture
def slip(dien_hong: Cast, desktop: Page, served: Served) -> Page:
    """The page after somebody spoke at the desk."""
    sit_down(desktop, dien_hong, served)
    desktop.goto("/can-bo/ghi-ho/?kenh=tai-ban")
    desktop.keyboard.type(LAMP)
    desktop.get_by_role("button", name="Lưu và in phiếu kín").click()
    return desktop


@pytest.mark.parametrize(("size", "sheet"), [("a6", (105, 148)), ("80", (80, 175)), ("58", (58, 200))])
def test_a_sealed_slip_is_one_small_sheet(slip: Page, size: str, sheet: tuple[int, int]) -> None:
    slip.check(f"#kho-{size}", force=True)
    assert sheets(slip) == [sheet]
    assert not spilt(slip, ".sealed-outside", ".sealed-inside", ".sealed-qr")


def test_the_screen_never_draws_the_secret(slip: Page) -> None:
    expect(slip.locator(".sealed-number")).to_be_visible()
    for part in (".sealed-code", ".sealed-qr"):
        expect(slip.locator(part)).to_be_hidden()
    slip.emulate_media(media="print")
    expect(slip.locator(".sealed-code")).to_be_visible()


@pytest.mark.parametrize(("size", "sheet"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_the_poster_fills_its_sheet(
    dien_hong: Cast, desktop: Page, served: Served, size: str, sheet: tuple[int, int]
) -> None:
    sit_down(desktop, dien_hong, served)
    desktop.goto("/can-bo/in/ap-phich/?dt=0269 382 4113")
    desktop.check(f"#kho-{size}", force=True)
    assert sheets(desktop) == [sheet]
    assert not spilt(desktop, ".poster")


def test_blank_forms_stand_two_on_a_sheet(dien_hong: Cast, desktop: Page, served: Served) -> None:
    run = actions.print_run(dien_hong.ward, 3, by=dien_hong["binh"])
    sit_down(desktop, dien_hong, served)
    desktop.goto(reverse("intake:forms", args=[run.id]))
    assert sheets(desktop) == [(297, 210)] * 2
    assert not spilt(desktop, ".blank")


def test_the_poster_leads_to_the_form_and_marks_nobody(dien_hong: Cast) -> None:
    page = client_for(dien_hong["binh"]).get(reverse("intake:poster"), {"dt": "<b>113</b>"})
    assert "/dien-hong/gui-y-kien/</strong>" in page.text
    assert "<b>113" not in page.text


def test_a_slip_for_a_xa_speaks_of_the_xa(dien_hong: Cast) -> None:
    dien_hong.ward.name = "Xã Ia Ly"
    dien_hong.ward.save()
    binh = client_for(dien_hong["binh"])
    page = binh.post(reverse("intake:slip"), hidden(written(binh).text)).text
    assert "máy in của xã" in page
