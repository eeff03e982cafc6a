"""Nobody is kept out: axe finds nothing on any page, narrow or wide, light or dark, in both languages."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from tests.pages import opening, walking

WIDTHS = (320, 390, 1280)
SCHEMES = ("light", "dark")
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
# Sends the first form of the page empty, so that its errors are looked at too.
SEND_EMPTY = (
    "() => { const form = document.querySelector('main form[method=post]'); if (form) form.submit(); return !!form }"
)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_page(served: Served, chromium: Browser, dien_hong: Cast, language: str) -> None:
    found: list[str] = []
    places = opening.everywhere(dien_hong)
    for place in places:
        with opening.opened(chromium, served, place, language) as page:
            found += _look(page, f"{place.url} {language}")
    for place in places:
        with opening.opened(chromium, served, place, language) as page:
            found += _look_at_errors(page, f"{place.url} {language} sent empty")
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_in_the_first_run(served: Served, chromium: Browser, language: str) -> None:
    found: list[str] = []
    for url in walking.FIRST_RUN:
        with opening.first_run(chromium, served, url, language) as page:
            found += _look(page, f"{url} {language}")
            found += _look_at_errors(page, f"{url} {language} sent empty")
    assert not found, "\n".join(dict.fromkeys(found))


def _look(page: Page, where: str) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += _findings(page, f"{where} {width} {scheme}")
    return found


def _look_at_errors(page: Page, where: str) -> list[str]:
    if not page.evaluate(SEND_EMPTY):
        return []
    page.wait_for_load_state()
    if not page.locator("main").count():
        return []
    page.evaluate(AXE_SCRIPT)
    return _findings(page, where)


def _findings(page: Page, where: str) -> list[str]:
    wrongs: list[dict[str, Any]] = page.evaluate(RUN)
    return [
        f"{where}: {wrong['id']} ({wrong['help']}) at {node['target']}: {_advice(node)}"
        for wrong in wrongs
        for node in wrong["nodes"]
    ]


def _advice(node: dict[str, Any]) -> str:
    return str(node["failureSummary"]).splitlines()[-1].strip()
