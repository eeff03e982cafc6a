"""Hạnh lays a map before residents with nothing but taps and a keyboard: no script anywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from langnghe.files.tests.pictures import photo
from langnghe.maps import reads
from langnghe.maps.models import BaseMap
from langnghe.maps.tests import ground as maps
from langnghe.maps.tests.tapping import sheet
from langnghe.testing import browser as browsers
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for

Look = Callable[[Page, str], Path]


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_a_picture_is_uploaded_pinned_tried_and_used_without_a_script(
    chromium: Browser, served: Served, dien_hong: Cast, look: Look, tmp_path: Path, device: str
) -> None:
    (tmp_path / "ban-do.jpg").write_bytes(photo(800, 600))
    how = browsers.PHONE if device == "phone" else browsers.DESKTOP
    with browsers.page(chromium, served.private, java_script_enabled=False, **how) as page:
        cookie = client_for(dien_hong["hanh"]).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "url": served.private, "value": cookie}])
        page.goto(reverse("maps:index"))
        look(page, "ban-do-danh-sach")
        page.set_input_files("input[name=tep]", tmp_path / "ban-do.jpg")
        page.fill("input[name=name]", "Bản đồ treo ở trụ sở")
        page.fill("input[name=note]", "Bản đồ quy hoạch năm 2020")
        page.click("button:has-text('Tải lên')")
        for place, (x, y) in enumerate(maps.PINS, 1):
            _pin(page, place, x, y)
        assert page.locator("text=Ba điểm lệch nhiều nhất").is_visible()
        look(page, "ban-do-da-ghim")
        page.fill("input[name=thu]", "13.985, 108.008")
        page.click("button:has-text('Thử')")
        assert page.locator(".sheet-point").count() == 1
        page.click("button:has-text('Dùng bản đồ này')")
        assert page.locator("text=Bà con nay thấy").is_visible()
        look(page, "ban-do-dang-dung")
    base = reads.in_use(dien_hong.ward)
    assert base
    assert base.affine
    spot = base.affine.to_plane(*maps.at(300, 300))
    assert spot == pytest.approx((300, 300), abs=12)


def _pin(page: Page, place: int, x: float, y: float) -> None:
    """Two taps (the second one close by), coordinates, keep."""
    page.click(f"a:has-text('Ghim điểm {place}')")
    for _turn in range(2):
        left, top, side, _high = map(float, (page.get_attribute("svg.sheet-picture", "viewBox") or "").split())
        frame = sheet(page)
        box = frame.bounding_box()
        assert box
        size = box["width"]
        frame.click(position={"x": (x - left) / side * size, "y": (y - top) / side * size})
    at = maps.at(x, y)
    page.fill("input[name=at]", f"{at.latitude}, {at.longitude}")
    page.keyboard.press("Enter")
    page.locator(f"text=Sửa điểm ghim {place}").wait_for()


def test_a_step_by_keyboard_moves_the_mark_and_keeps_what_was_written(dien_hong: Cast) -> None:
    client, base = client_for(dien_hong["hanh"]), maps.picture(dien_hong)
    address = reverse("maps:pin", args=[base.id, 1])
    page = client.post(address, {"buoc": "phai", "at": "13.98, 108", "cho": "100,100", "ban_do": "400,300,800"})
    assert b'value="13.98, 108"' in page.content
    assert b'name="cho" value="140.0,100.0"' in page.content


def test_what_is_wrong_with_a_pin_is_said_beside_it(dien_hong: Cast) -> None:
    client, base = client_for(dien_hong["hanh"]), maps.picture(dien_hong)
    address = reverse("maps:pin", args=[base.id, 1])
    for written, said in (("13.98, 108.0", "Xin bấm vào một chỗ"), ("", "")):
        page = client.post(address, {"giu": "1", "at": written})
        assert page.status_code == 422
        assert said in page.content.decode()
    page = client.post(address, {"giu": "1", "at": "Paris", "cho": "100,100"})
    assert "13.9785, 108.0051" in page.content.decode()


@pytest.mark.parametrize(
    "carried", ["", "x", "1,2", "nan,nan,nan", "1e400,0,0", "inf,1,1", "9" * 400, "1,2,3,4", "-5,-5,-5"]
)
def test_a_broken_view_is_the_whole_map(dien_hong: Cast, carried: str) -> None:
    client, base = client_for(dien_hong["hanh"]), maps.picture(dien_hong)
    address = reverse("maps:pin", args=[base.id, 1])
    page = client.post(address, {"buoc": "gan", "ban_do": carried, "cho": carried, "diem.x": carried, "diem.y": "3"})
    assert page.status_code == 200


def test_only_those_who_may_manage_maps_find_the_page(dien_hong: Cast) -> None:
    for name, status in (("hanh", 200), ("nga", 200), ("dung", 200), ("binh", 403), ("en", 403), ("lan", 403)):
        assert client_for(dien_hong[name]).get(reverse("maps:index")).status_code == status


def test_a_map_of_the_neighbour_is_not_found(dien_hong: Cast, hac_thanh: Cast) -> None:
    base = maps.drawn(hac_thanh)
    client = client_for(dien_hong["hanh"])
    for name in ("maps:base_map", "maps:take_back"):
        assert client.get(reverse(name, args=[base.id])).status_code == 404
    assert client.get(reverse("maps:draft_picture", args=[base.id, 0])).status_code == 404
    assert client.post(reverse("maps:use", args=[base.id])).status_code == 404


def test_a_refused_upload_says_why_and_keeps_the_names(dien_hong: Cast, tmp_path: Path) -> None:
    path = tmp_path / "ban-do.geojson"
    path.write_bytes(b"[" * 1000)
    with path.open("rb") as file:
        page = client_for(dien_hong["hanh"]).post(reverse("maps:index"), {"tep": file, "name": "Bản vẽ 2026"})
    assert page.status_code == 422
    assert "GeoJSON" in page.content.decode()
    assert "Bản vẽ 2026" in page.content.decode()
    assert not BaseMap.objects.exists()


def test_a_draft_is_seen_by_staff_only(dien_hong: Cast, client: Client) -> None:
    base = maps.picture(dien_hong)
    assert base.file
    assert client.get(reverse("files:serve", args=[base.file.token])).status_code == 404
    assert client_for(dien_hong["hanh"]).get(reverse("maps:draft_picture", args=[base.id, 0])).status_code == 200
