"""Opening every page in the shared browser, signed in as the officer whom its door lets in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Response

from langnghe.testing import browser as browsers
from langnghe.testing import pages
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from tests.pages.walking import installer, is_page, known_routes, text, visitor

MISHAPS = ["/khong-co-trang-nay/"]
FORM = "main form[method=post]"
FILLED_IN = """which => {
  const form = document.querySelector(which);
  const fields = form && [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return form && { action: form.getAttribute("action") ? form.action : location.href, fields };
}"""


class Window:
    """One browser window in which people take turns: who comes next finds nothing of the one before.

    A window of its own for every page costs a second each; in a kept one styles and scripts are known already.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self._address = page, address

    def open(self, place: pages.Address) -> Page:
        """The page at an address as its visitor sees it; fails when they were led anywhere else."""
        answer = self._take_turn(place.url, _session(place) if place.mandate else "")
        expected = 404 if place.url in MISHAPS else 200
        assert answer.status == expected, f"{place.url} as {_who(place)} answers {answer.status}"
        assert _path(self.page.url) == _path(place.url), f"{place.url} as {_who(place)} led to {self.page.url}"
        return self.page

    def open_first_run(self, url: str, language: str) -> Page:
        """A page of the first run, for whom the code of the console has let in."""
        self._take_turn(url, installer(language).cookies[settings.SESSION_COOKIE_NAME].value)
        assert _path(self.page.url) == _path(url), f"{url} led to {self.page.url}"
        return self.page

    def send_empty(self, place: pages.Address, language: str) -> bool:
        """As `_send`, by who opened the page; fails when the form led them to the sign-in."""
        client = client_for(place.mandate, language=language) if place.mandate else visitor(language)
        landed, sign_in = self._send(client), reverse("account_login")
        signed_out = place.mandate and landed == sign_in != _path(place.url)
        assert not signed_out, f"the form of {place.url} as {_who(place)} led to the sign-in"
        return bool(landed)

    def send_first_run_empty(self, language: str) -> bool:
        """As `send_empty`, for whom the code of the console has let in."""
        return bool(self._send(installer(language)))

    def _send(self, client: Client) -> str:
        """Show what the first form of the open page answers when it is sent as it stands, and say where that is.

        Empty when the page has no form, or its answer is no page. What the answer changed is taken back: an empty form
        may end a post or a session, and then every later page would be looked at by nobody.
        """
        said = self.page.evaluate(FILLED_IN, FORM)
        if said is None:
            return ""
        answer = _sent(client, said, urlsplit(self._address).netloc)
        if not is_page(answer):
            return ""
        self._show(said["action"], text(answer))
        return str(answer.request["PATH_INFO"])

    def _show(self, url: str, shown: str) -> None:
        """A page that was not asked for by this window, as if it stood at an address.

        Not by a route that fulfills: newer browsers hold back the styles such a page asks for, some for ever.
        """
        self.page.goto(static("shell/copy.js"))
        self.page.evaluate("url => history.replaceState(null, '', url)", url)
        self.page.set_content(shown)

    def _take_turn(self, url: str, session: str) -> Response:
        if self.page.url.startswith(self._address):
            self.page.evaluate("() => { sessionStorage.clear(); localStorage.clear() }")
        self.page.context.clear_cookies()
        if session:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "url": self._address, "value": session}
            self.page.context.add_cookies([cookie])  # type: ignore[list-item]
        answer = self.page.goto(url)
        assert answer is not None, f"{url} gave no page"
        return answer


@contextmanager
def window(browser: Browser, served: Served, language: str, **how: Any) -> Iterator[Window]:
    """A window at the private address, as people see it."""
    with browsers.page(browser, served.private, language=language, bypass_csp=True, **how) as page:
        yield Window(page, served.private)


def everywhere(cast: Cast) -> list[pages.Address]:
    """Every address that shows a page, and the pages for what goes wrong; their rows are all made first."""
    places = [pages.address(route, cast) for route in known_routes()]
    return [*filter(_shows_a_page, places), *(pages.Address(url, None) for url in MISHAPS)]


def _shows_a_page(place: pages.Address) -> bool:
    client = client_for(place.mandate) if place.mandate else Client()
    answer = client.get(place.url)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def _sent(client: Client, said: dict[str, Any], host: str) -> Any:
    fields: dict[str, list[str]] = {}
    for name, value in said["fields"]:
        fields.setdefault(name, []).append(value)
    with transaction.atomic():
        answer = client.post(_path(said["action"]), fields, follow=True, headers={"host": host})
        transaction.set_rollback(True)
    return answer


def _session(place: pages.Address) -> str:
    assert place.mandate
    return client_for(place.mandate).cookies[settings.SESSION_COOKIE_NAME].value


def _who(place: pages.Address) -> str:
    return place.mandate.role if place.mandate else "nobody signed in"


def _path(url: str) -> str:
    return urlsplit(url).path
