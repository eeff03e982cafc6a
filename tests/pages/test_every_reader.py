"""Every page works without JavaScript, on a narrow screen, with letters twice as large, and under a thumb."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page

from langnghe.testing import pages
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from tests.pages import opening, walking

TWICE = "() => document.documentElement.style.setProperty('font-size', '225%')"
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What a thumb presses: links in running text are let off (WCAG 2.5.8), and a tick counts with the line around it.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter(one => {
  const style = getComputedStyle(one), box = (one.closest(".choice, .inbox-pick") || one).getBoundingClientRect();
  const unseen = one.type === "hidden" || !one.checkVisibility() || one.closest(".skip, .unseen, .row-title");
  const inWords = style.display === "inline" || style.position === "absolute";
  return !unseen && !inWords && box.height < 43.5;
}).map(one => one.outerHTML.slice(0, 120))"""
STRAY_BUTTONS = """() => [...document.querySelectorAll("button:not([data-copy])")]
  .filter(one => !one.form && one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"""
KILOBYTE = 1000
STYLES_AT_MOST = 12 * KILOBYTE
PAGE_AT_MOST = 60 * KILOBYTE


@pytest.mark.once
@pytest.mark.slow
def test_every_page_works_without_javascript_on_any_screen(served: Served, chromium: Browser, dien_hong: Cast) -> None:
    wrongs: list[str] = []
    with opening.window(chromium, served, "vi", java_script_enabled=False) as window:
        for place in opening.everywhere(dien_hong):
            wrongs += [f"{place.url}: {wrong}" for wrong in _wrongs(window.open(place))]
    assert not wrongs, "\n".join(wrongs)


@pytest.mark.once
@pytest.mark.slow
def test_the_first_run_works_without_javascript_on_any_screen(served: Served, chromium: Browser) -> None:
    wrongs: list[str] = []
    with opening.window(chromium, served, "vi", java_script_enabled=False) as window:
        for url in walking.FIRST_RUN:
            wrongs += [f"{url}: {wrong}" for wrong in _wrongs(window.open_first_run(url, "vi"))]
    assert not wrongs, "\n".join(wrongs)


def _wrongs(page: Page) -> list[str]:
    wrongs = []
    page.set_viewport_size({"width": 320, "height": 800})
    if page.locator("main h1:visible").count() != 1:
        wrongs.append("needs exactly one heading that says what the page is")
    wrongs += [f"nothing happens without JavaScript on {button}" for button in page.evaluate(STRAY_BUTTONS)]
    wrongs += [f"too small for a thumb: {target}" for target in page.evaluate(SMALL_TARGETS)]
    wrongs += _scrolls_sideways(page, "at 320 px")
    page.evaluate(TWICE)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        wrongs += _scrolls_sideways(page, f"with letters twice as large at {width} px")
    return wrongs


def _scrolls_sideways(page: Page, when: str) -> list[str]:
    over = page.evaluate(TOO_WIDE)
    return [f"scrolls sideways by {over} px {when}"] if over > 0 else []


@pytest.mark.once
def test_a_page_for_residents_is_light_and_needs_no_script(dien_hong: Cast) -> None:
    wrongs = []
    for route in pages.routes():
        if route.door is None or route.door.kind != "public" or route.name not in pages.builders():
            continue
        answer = Client().get(pages.address(route, dien_hong).url)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            weight = _weight(answer.content)
            if weight > PAGE_AT_MOST:
                wrongs.append(f"{route.name}: {weight} bytes")
            if b"packages/htmx" in answer.content:
                wrongs.append(f"{route.name}: htmx is for staff pages")
    assert not wrongs, f"Over {PAGE_AT_MOST} bytes compressed, or with script:\n" + "\n".join(wrongs)


def test_the_styles_weigh_little(db: None) -> None:
    page = Client().get("/ai-cung-dung-duoc/").content.decode()
    sheets = [name for name in _loaded(page) if name.endswith(".css")]
    assert len(sheets) > 3
    assert sum(_compressed(name) for name in sheets) <= STYLES_AT_MOST


def _weight(html: bytes) -> int:
    return len(gzip.compress(html)) + sum(_compressed(name) for name in _loaded(html.decode()))


def _loaded(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="/static/([^"]+)"', html)


def _compressed(name: str) -> int:
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is not there"
    with open(path, "rb") as file:
        return len(gzip.compress(file.read()))
