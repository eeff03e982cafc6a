"""Officers see the very point on the ward's map; whoever may not read the opinion sees none of it."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from langnghe.maps.tests import ground as maps
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for


def address(cast: Cast) -> str:
    told = say(cast, latitude=maps.TO_3.latitude, longitude=maps.TO_3.longitude)
    return reverse("opinions:opinion", args=[told.opinion.serial])


def test_an_officer_sees_the_very_point(
    dien_hong: Cast, served: Served, desktop: Page, look: Callable[[Page, str], Path]
) -> None:
    maps.drawn(dien_hong)
    cookie = client_for(dien_hong["binh"]).cookies[settings.SESSION_COOKIE_NAME].value
    url = address(dien_hong)
    desktop.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": served.local, "value": cookie}])
    desktop.goto(url)
    assert desktop.locator(".sheet-point").count() == 1
    assert desktop.locator("text=13.985000, 108.005000").is_visible()
    look(desktop, "y-kien-co-diem")


def test_without_a_map_the_coordinates_are_still_there(dien_hong: Cast) -> None:
    page = client_for(dien_hong["binh"]).get(address(dien_hong)).content.decode()
    assert "Phường chưa có bản đồ" in page
    assert "13.985000, 108.005000" in page


def test_a_point_outside_the_map_says_so(dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    told = say(dien_hong, latitude=21.0, longitude=105.8)
    page = client_for(dien_hong["binh"]).get(reverse("opinions:opinion", args=[told.opinion.serial]))
    assert "nằm ngoài bản đồ đang dùng" in page.content.decode()


def test_nobody_else_learns_the_point(dien_hong: Cast, client: Client) -> None:
    maps.drawn(dien_hong)
    assert client.get(address(dien_hong)).status_code == 302
    assert client_for(dien_hong["lan"]).get(address(dien_hong)).status_code == 403
