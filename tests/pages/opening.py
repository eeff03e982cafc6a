"""Opening every page in the shared browser, signed in as the officer whom its door lets in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from langnghe.testing import browser as browsers
from langnghe.testing import pages
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from tests.pages.walking import installer, known_routes

MISHAPS = ["/khong-co-trang-nay/"]


@contextmanager
def opened(browser: Browser, served: Served, place: pages.Address, language: str, **how: Any) -> Iterator[Page]:
    """The page at an address, in a browser context of its own, as people see it."""
    with browsers.page(browser, served.private, language=language, bypass_csp=True, **how) as page:
        if place.mandate:
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": served.private, **_session(place)}])
        page.goto(place.url)
        yield page


@contextmanager
def first_run(browser: Browser, served: Served, url: str, language: str, **how: Any) -> Iterator[Page]:
    """A page of the first run, for whom the code of the console has let in."""
    cookie = installer(language).cookies[settings.SESSION_COOKIE_NAME].value
    with browsers.page(browser, served.private, language=language, bypass_csp=True, **how) as page:
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": served.private, "value": cookie}])
        page.goto(url)
        yield page


def everywhere(cast: Cast) -> list[pages.Address]:
    """Every address that shows a page, and the pages for what goes wrong; their rows are all made first."""
    places = [pages.address(route, cast) for route in known_routes()]
    return [*filter(_shows_a_page, places), *(pages.Address(url, None) for url in MISHAPS)]


def _shows_a_page(place: pages.Address) -> bool:
    client = client_for(place.mandate) if place.mandate else Client()
    answer = client.get(place.url)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def _session(place: pages.Address) -> dict[str, str]:
    assert place.mandate
    return {"value": client_for(place.mandate).cookies[settings.SESSION_COOKIE_NAME].value}
