"""Nobody is kept out: axe finds nothing on any page, narrow or wide, light or dark; every third in English."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from tests.pages import opening, walking

# Widths between lie between; in English only words differ, which have least room when it is narrow.
WIDTHS = {"vi": (320, 1280), "en": (320,)}
# In the dark only colours differ, and one width has those of the other: the rules that look at them, once more.
DARK_WIDTHS: dict[str, tuple[int, ...]] = {"vi": (320,), "en": ()}
RUN = "options => axe.run(document, {resultTypes: ['violations'], ...options}).then(found => found.violations)"
COLOURS = ["color-contrast", "link-in-text-block"]
# One page in so many is opened in English too: structure knows no language, that every word has its other one is asked
# elsewhere (test_words), and the way to a receipt meets axe in both.
ENGLISH = 3
# No colour knows a language.
OPTIONS: dict[str, dict[str, Any]] = {"vi": {}, "en": {"rules": {rule: {"enabled": False} for rule in COLOURS}}}


@pytest.mark.once
@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(served: Served, chromium: Browser, dien_hong: Cast) -> None:
    found: list[str] = []
    with _window(chromium, served, "vi") as window, _window(chromium, served, "en") as english:
        for number, place in enumerate(opening.everywhere(dien_hong)):
            found += _look(window.open(place), place.url, "vi")
            # What a form answers is built alike in both languages; no text in it is wider than those looked at.
            if window.send_empty(place, "vi"):
                found += _findings(window.page, f"{place.url} sent empty")
            if number % ENGLISH == 0:
                found += _look(english.open(place), place.url, "en")
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_in_the_first_run(served: Served, chromium: Browser, language: str) -> None:
    found: list[str] = []
    with _window(chromium, served, language) as window:
        for url in walking.FIRST_RUN:
            found += _look(window.open_first_run(url, language), url, language)
            if window.send_first_run_empty(language):
                found += _findings(window.page, f"{url} {language} sent empty", OPTIONS[language])
    assert not found, "\n".join(dict.fromkeys(found))


@contextmanager
def _window(chromium: Browser, served: Served, language: str) -> Iterator[opening.Window]:
    """A window in which every page meets axe as soon as it opens."""
    with opening.window(chromium, served, language, reduced_motion="reduce") as window:
        window.page.add_init_script(AXE_SCRIPT)
        yield window


def _look(page: Page, url: str, language: str) -> list[str]:
    found = []
    for width in WIDTHS[language]:
        page.set_viewport_size({"width": width, "height": 900})
        found += _findings(page, f"{url} {language} {width}", OPTIONS[language])
    if not (dark := DARK_WIDTHS[language]):
        return found
    page.emulate_media(color_scheme="dark")
    for width in dark:
        page.set_viewport_size({"width": width, "height": 900})
        found += _findings(page, f"{url} {language} {width} dark", {"runOnly": COLOURS})
    page.emulate_media(color_scheme="light")
    return found


def _findings(page: Page, where: str, options: dict[str, Any] | None = None) -> list[str]:
    wrongs: list[dict[str, Any]] = page.evaluate(RUN, options or {})
    return [
        f"{where}: {wrong['id']} ({wrong['help']}) at {node['target']}: {_advice(node)}"
        for wrong in wrongs
        for node in wrong["nodes"]
    ]


def _advice(node: dict[str, Any]) -> str:
    return str(node["failureSummary"]).splitlines()[-1].strip()
