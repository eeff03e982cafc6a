"""The guided tour walks through the demo in a browser: each step opens a page where what it speaks of is seen."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from langnghe.demo import actions
from langnghe.demo.reading import stories
from langnghe.house import work
from langnghe.house.tour_steps import ROLES
from langnghe.kernel.actors import Actor
from langnghe.people.models import Mandate
from langnghe.testing import browser as browsers
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

# What the steps speak of, and no more: all of the demo takes half a minute to load.
TOLD = {
    "be-nuoc-pccc", "guong-cau-hv", "hem-21-dau-xe", "uong-ruou-lai-xe", "xe-om-bx", "bien-cam", "xe-cong-trinh",
    "den-vang", "sang-nay-c", "to-cao-thu-tien", "phien-ha-lanh-dao", "nhieu-lan-gui", "tuan-tra-cong-vien", "mat-xe",
    "cuoc-goi-cong-an-gia", "camera-mat-tin-hieu", "hut-chich-ruong", "via-he-xay-nha", "khen-cap-cccd",
}  # fmt: skip


def test_without_the_demo_there_is_no_tour(client: Client, db: None) -> None:
    assert client.get(reverse("house:tour")).status_code == 404
    assert client.get(reverse("house:tour_of", args=["truc-ban"])).status_code == 404


def test_nobody_tours_as_who_does_not_exist(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    assert client.get(reverse("house:tour_of", args=["khong-ai"])).status_code == 404


@pytest.mark.slow
@pytest.mark.once
def test_six_roles_walk_six_steps_each(chromium: Browser, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    actions.load(by=Actor("system"), work=work.one_turn, told=[one for one in stories() if one.key in TOLD])
    for who, role in ROLES.items():
        with browsers.page(chromium, served.local, **browsers.DESKTOP) as page:
            if role.username:
                mandate = Mandate.objects.filter(officer__username=role.username).select_related("officer", "ward")[0]
                name = settings.SESSION_COOKIE_NAME
                session = client_for(mandate).cookies[name].value
                page.context.add_cookies([{"name": name, "value": session, "url": served.local}])
            page.goto(reverse("house:tour"))
            page.get_by_role("link", name=str(role.name), exact=True).click()
            links = page.locator("ol.steps a")
            assert links.count() == len(role.steps) == 6
            for number, step in enumerate(role.steps):
                page.goto(reverse("house:tour_of", args=[who]))
                links.nth(number).click()
                expect(page.locator("main"), f"{who}, step {number + 1}").to_contain_text(step.sees)
