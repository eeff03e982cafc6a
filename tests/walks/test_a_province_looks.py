"""A viewer of the whole country follows the guide: provinces, wards, one ward, topics; late first, files that open."""

import re
from datetime import datetime
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from langnghe.figures import summing
from langnghe.figures.tests.walking import Walk
from langnghe.house.work import drain
from langnghe.kernel.clock import HANOI, clock
from langnghe.provinces.tests.test_sums_of_wards import office
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.testing.stage import Stage
from tests.walks.pictures import GUIDE, for_guide
from tests.walks.steps import Ward

pytestmark = [pytest.mark.slow, pytest.mark.once]


@pytest.fixture
def ward(monkeypatch: pytest.MonkeyPatch, served: Served, chromium: Browser, dien_hong: Cast, hac_thanh: Cast) -> Ward:
    """Two months of two wards of two provinces, counted by the worker."""
    Walk([dien_hong, hac_thanh], Random(4)).days(["2026-05", "2026-06"], 20)
    monkeypatch.setattr(clock, "read", lambda: datetime(2026, 7, 1, 8, 0, tzinfo=HANOI))
    drain()
    summing.work_off()
    sessions = {"oanh": {key: one.value for key, one in client_for(office()).cookies.items()}}
    return Ward(served, chromium, Stage(sessions, []))


def test_a_viewer_of_the_country_follows_the_guide(ward: Ward) -> None:
    with ward.desk("oanh") as desk:
        oanh_lands_on_the_country(desk)
        oanh_looks_at_a_province(desk)
        oanh_looks_at_a_ward(desk)
        oanh_looks_at_topics(desk)
    shown = re.findall(r"\]\((hinh/[\w-]+\.png)\)", (GUIDE / "nguoi-theo-doi.md").read_text("utf-8"))
    assert len(shown) == 4
    assert not [name for name in shown if not (GUIDE / name).is_file()]


def oanh_lands_on_the_country(desk: Page) -> None:
    desk.goto("/can-bo/")
    expect(desk).to_have_url(re.compile("/can-bo/cac-phuong/$"))
    for_guide(desk, "theo-doi-ca-nuoc")
    look(desk, "province 1 country")
    desk.locator("summary", has_text="Chọn tháng, cách xếp").click()
    desk.get_by_label("Từ tháng").fill("2026-05")
    desk.get_by_label("Đến hết tháng").fill("2026-06")
    desk.get_by_role("button", name="Xem", exact=True).click()
    expect(desk.get_by_text("từ 01/05/2026 đến 30/06/2026")).to_be_visible()


def oanh_looks_at_a_province(desk: Page) -> None:
    desk.get_by_role("link", name="Gia Lai", exact=True).click()
    for_guide(desk, "theo-doi-mot-tinh", desk.get_by_role("heading", name="Từng phường, xã"))
    desk.get_by_role("link", name="Đúng hạn", exact=True).click()
    expect(desk.locator("th[aria-sort=descending]")).to_contain_text("Đúng hạn")
    look(desk, "province 2 wards")


def oanh_looks_at_a_ward(desk: Page) -> None:
    desk.get_by_role("link", name="Phường Diên Hồng", exact=True).click()
    for_guide(desk, "theo-doi-mot-phuong")
    look(desk, "province 3 one ward")
    expect(desk.get_by_role("link", name="Lời hứa của phường", exact=True)).to_be_visible()


def oanh_looks_at_topics(desk: Page) -> None:
    desk.goto("/can-bo/cac-phuong/")
    desk.get_by_role("link", name="Xem theo lĩnh vực").click()
    for_guide(desk, "theo-doi-linh-vuc", desk.get_by_role("heading", name="Lĩnh vực theo từng tháng"))
    look(desk, "province 4 topics")
    with desk.expect_download() as kept:
        desk.get_by_role("link", name="Tải về Excel").click()
    assert kept.value.suggested_filename.endswith(".xlsx")
