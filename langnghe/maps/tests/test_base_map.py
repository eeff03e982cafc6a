"""A ward's own map: uploaded, pinned, looked at, used, replaced, taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.files.reads import location
from langnghe.files.tests.pictures import with_position
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.maps import actions, reads, sheets
from langnghe.maps.earth import Position, distance
from langnghe.maps.models import BaseMap
from langnghe.maps.tests import ground as maps
from langnghe.maps.tests.ground import PINS, TO_3
from langnghe.testing.cast import Cast


def kinds(base: BaseMap) -> list[str]:
    return [entry.kind for entry in Entry.objects.filter(subject_id=base.id).order_by("id")]


def test_a_drawing_needs_no_pins_and_every_step_is_recorded(dien_hong: Cast) -> None:
    base = maps.drawn(dien_hong)
    assert base.is_in_use
    assert reads.in_use(dien_hong.ward) == base
    assert kinds(base) == ["base_map.uploaded", "base_map.used"]


def test_a_point_knows_its_group(dien_hong: Cast) -> None:
    maps.drawn(dien_hong)
    assert reads.group_at(dien_hong.ward, TO_3) == dien_hong.groups["Tổ 3"]
    assert reads.group_at(dien_hong.ward, Position(13.975, 108.01)) == dien_hong.groups["Tổ 7"]
    assert reads.group_at(dien_hong.ward, Position(13.985, 108.015)) is None
    assert reads.group_at(dien_hong.ward, Position(21.0, 105.8)) is None


def test_a_picture_is_fitted_by_its_third_pin(dien_hong: Cast) -> None:
    base = maps.pinned(dien_hong)
    assert base.affine
    for x, y in (*PINS, (400.0, 300.0)):
        assert distance(base.affine.to_earth(x, y), maps.at(x, y)) < 0.5
    found = sheets.spot_of(base, maps.at(123, 456))
    assert found == pytest.approx((123, 456), abs=0.2)


def test_a_picture_cannot_be_used_before_it_is_pinned(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="ba điểm ghim"):
        actions.use(maps.picture(dien_hong), by=dien_hong["hanh"])


def test_a_third_pin_that_cannot_be_right_is_refused_and_changes_nothing(dien_hong: Cast) -> None:
    by, base = dien_hong["hanh"], maps.picture(dien_hong)
    for place, (x, y) in enumerate(PINS[:2], 1):
        actions.pin(base, place, x, y, maps.at(x, y), by=by)
    with pytest.raises(Refused, match="mét, không thể đúng"):
        actions.pin(base, 3, *PINS[2], Position(21.02, 105.85), by=by)
    assert len(reads.pins_of(base)) == 2
    base.refresh_from_db()
    assert base.fit is None


def test_a_pin_is_put_again_until_the_map_is_used(dien_hong: Cast) -> None:
    by, base = dien_hong["hanh"], maps.pinned(dien_hong)
    actions.pin(base, 3, 410, 560, maps.at(410, 560), by=by)
    base = actions.use(base, by=by)
    with pytest.raises(Refused, match="đang dùng bản đồ này"):
        actions.pin(base, 3, 400, 570, maps.at(400, 570), by=by)


@pytest.mark.parametrize(("place", "x"), [(0, 10.0), (4, 10.0), (1, -1.0), (1, 801.0), (1, float("nan"))])
def test_a_pin_outside_the_picture_is_refused(dien_hong: Cast, place: int, x: float) -> None:
    with pytest.raises(Refused, match="nằm ngoài bản đồ"):
        actions.pin(maps.picture(dien_hong), place, x, 10.0, TO_3, by=dien_hong["hanh"])


def test_a_drawing_is_not_pinned(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="không cần ghim"):
        actions.pin(maps.drawn(dien_hong), 1, 10, 10, TO_3, by=dien_hong["hanh"])


def test_another_map_takes_the_place_and_old_points_keep_theirs(dien_hong: Cast, client: Client) -> None:
    by, spot = dien_hong["hanh"], maps.at(300, 200)
    first = actions.use(maps.pinned(dien_hong), by=by)
    assert first.file
    address = reverse("files:serve", args=[first.file.token])
    assert client.get(address).status_code == 200
    second = maps.drawn(dien_hong, by=by)
    assert reads.in_use(dien_hong.ward) == second
    assert sheets.spot_of(second, spot) is not None
    assert kinds(first)[-1] == "base_map.replaced"
    assert client.get(address).status_code == 404
    again = actions.use(first, by=by)
    assert again.is_in_use
    assert client.get(address).status_code == 200


def test_what_is_taken_back_is_gone_with_its_picture(dien_hong: Cast, client: Client) -> None:
    base = actions.use(maps.pinned(dien_hong), by=dien_hong["hanh"])
    actions.take_back(base, by=dien_hong["hanh"])
    base.refresh_from_db()
    assert reads.in_use(dien_hong.ward) is None
    assert base.file
    assert base.file.erased_at
    assert client.get(reverse("maps:ground", args=[dien_hong.ward.slug])).status_code == 404
    with pytest.raises(Refused, match="vừa được bỏ"):
        actions.use(base, by=dien_hong["hanh"])


def test_a_photo_of_a_map_loses_where_it_was_taken(dien_hong: Cast) -> None:
    base = actions.upload(dien_hong.ward, with_position(), name="Ảnh chụp", by=system(dien_hong.ward.id))
    assert base.file
    kept = location(base.file).read_bytes()
    assert b"Exif" not in kept
    assert b"GPS" not in kept


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"", b"MZ\x90", b"PK\x03\x04", b"{}", b"%PDF-1.7"])
def test_what_is_neither_picture_nor_drawing_is_refused(dien_hong: Cast, content: bytes) -> None:
    with pytest.raises(Refused):
        actions.upload(dien_hong.ward, content, name="Bản đồ", by=dien_hong["hanh"])
    assert not BaseMap.objects.exists()


@pytest.mark.parametrize(("name", "note"), [("", ""), ("  \u200b ", ""), ("x" * 81, ""), ("Bản đồ", "x" * 201)])
def test_a_map_has_a_name_and_a_short_note(dien_hong: Cast, name: str, note: str) -> None:
    with pytest.raises(Refused):
        actions.upload(dien_hong.ward, maps.drawing(), name=name, note=note, by=dien_hong["hanh"])


def test_the_picture_of_a_drawing_holds_no_script_whatever_its_names_say(dien_hong: Cast, client: Client) -> None:
    hostile = maps.drawing().replace(b'"TDP 03"', b'"</text><script>alert(1)</script>"')
    by = dien_hong["hanh"]
    actions.use(actions.upload(dien_hong.ward, hostile, name="Bản vẽ", by=by), by=by)
    answer = client.get(reverse("maps:picture", args=[dien_hong.ward.slug, 1]))
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "<script" not in answer.content.decode()


def test_the_ground_is_small(dien_hong: Cast, client: Client) -> None:
    maps.drawn(dien_hong)
    answer = client.get(reverse("maps:ground", args=[dien_hong.ward.slug]))
    told = answer.json()
    assert told["note"] == maps.NOTE
    assert [area["name"] for area in told["areas"]] == ["Tổ 3", "Tổ 7"]
    assert len(answer.content) < 2_000


def test_the_neighbours_map_is_not_ours(dien_hong: Cast, hac_thanh: Cast, client: Client) -> None:
    maps.drawn(hac_thanh)
    assert reads.in_use(dien_hong.ward) is None
    assert client.get(reverse("maps:ground", args=[dien_hong.ward.slug])).status_code == 404
    assert reads.listed(dien_hong.ward).count() == 0
