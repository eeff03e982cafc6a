"""The row of rooms: one line on a small laptop for every role, folded on a phone, each room a press away."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page

from langnghe.house.navigation import ENTRIES
from langnghe.shell.navigation import grouped, links_for
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for


def sign_in(page: Page, cast: Cast, username: str, address: str) -> None:
    cookie = client_for(cast[username]).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


@pytest.mark.once
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_rooms_of_every_role_stand_on_one_line_of_a_small_laptop(
    dien_hong: Cast, served: Served, chromium: Browser, language: str
) -> None:
    with browsers.page(chromium, served.local, language=language, **browsers.DESKTOP) as page:
        for username in dien_hong.mandates:
            sign_in(page, dien_hong, username, served.local)
            page.goto(reverse("people:access"))
            lines = page.evaluate(
                "new Set([...document.querySelectorAll('.rooms-list > li')].map(one => one.offsetTop)).size"
            )
            wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert (lines, wide) == (1, True), username


def test_no_role_has_more_in_sight_than_fits_and_no_room_twice(dien_hong: Cast) -> None:
    for username, mandate in dien_hong.mandates.items():
        groups = grouped(links_for(mandate, "/"))
        in_sight = sum(1 if group.label else len(group.links) for group in groups)
        assert in_sight <= 10, username
        assert len({group.label for group in groups if group.label}) == sum(bool(group.label) for group in groups)
    assert len({name for _label, name, _needed, _group in ENTRIES}) == len(ENTRIES)
