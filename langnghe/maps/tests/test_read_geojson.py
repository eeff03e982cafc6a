"""A GeoJSON file may come from anybody: what is read of it, and what is said when it cannot be."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel.refused import Refused
from langnghe.maps import geojson
from langnghe.maps.areas import contains
from langnghe.maps.earth import Position
from langnghe.maps.geojson import Feature
from langnghe.maps.thinning import thin

pytestmark = pytest.mark.once
SQUARE = [[108.0, 13.97], [108.01, 13.97], [108.01, 13.98], [108.0, 13.98], [108.0, 13.97]]
HOLE = [[108.004, 13.974], [108.006, 13.974], [108.006, 13.976], [108.004, 13.976], [108.004, 13.974]]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def file(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_streets_areas_and_spots_are_read_with_their_names() -> None:
    read = geojson.read(
        file(
            feature("Polygon", [SQUARE], name="Tổ 3", chu_ho="Nguyễn Văn A", dien_thoai="0905 000 000"),
            feature("LineString", SQUARE[:2], TEN="Lê Lợi"),
            feature("Point", [108.005, 13.975, 760.0], name="Chợ\u202e <b>"),
        )
    )
    assert [(one.name, one.shape) for one in read] == [("Tổ 3", "area"), ("Lê Lợi", "line"), ("Chợ <b>", "spot")]
    assert "0905" not in geojson.dumped(read)
    assert "Nguyễn" not in geojson.dumped(read)


def test_what_is_kept_reads_the_same_again() -> None:
    read = geojson.read(file(feature("Polygon", [SQUARE, HOLE], name="Tổ 3"), feature("Point", [108.0, 13.9])))
    assert geojson.kept(geojson.dumped(read)) == read


def test_multi_shapes_are_taken_apart() -> None:
    read = geojson.read(file(feature("MultiPolygon", [[SQUARE], [HOLE]], name="Tổ 3")))
    assert [(one.name, one.shape) for one in read] == [("Tổ 3", "area")] * 2


def test_a_point_in_a_hole_is_outside() -> None:
    (area,) = geojson.read(file(feature("Polygon", [SQUARE, HOLE])))
    assert contains(area, Position(13.972, 108.002))
    assert not contains(area, Position(13.975, 108.005))
    assert not contains(area, Position(13.99, 108.005))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải tệp GeoJSON"),
        (b"\xff\xfe\x00", "không phải tệp GeoJSON"),
        (b"[1, 2]", "không phải tệp GeoJSON"),
        (b"[" * 200_000, "không phải tệp GeoJSON"),
        (b'{"type": "FeatureCollection", "features": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", "không"),
        (b"{" * 500_000, "quá nhiều điểm"),
        (b" " * 5_000_001, "lớn quá 5 MB"),
        (b'{"type": "Point", "coordinates": [NaN, 13.9]}', "không phải tệp GeoJSON"),
        (b'{"type": "Point", "coordinates": [1e999, 13.9]}', "không phải tệp GeoJSON"),
        (b'{"type": "Point", "coordinates": [' + b"9" * 100_000 + b", 1]}", "không phải tệp GeoJSON"),
        (b'{"type": "Point", "coordinates": ["108", "13"]}', "không phải tệp GeoJSON"),
        (b'{"type": "Point", "coordinates": [true, false]}', "không phải tệp GeoJSON"),
        (b'{"type": "Point", "coordinates": []}', "không phải tệp GeoJSON"),
        (b'{"type": "Point"}', "không phải tệp GeoJSON"),
        (b'{"type": "FeatureCollection", "features": {}}', "không phải tệp GeoJSON"),
        (b'{"type": "GeometryCollection", "geometries": []}', "GeometryCollection"),
        (b'{"type": ["Point"], "coordinates": [108, 13]}', "không dùng được"),
        (b'{"type": "FeatureCollection", "features": [null, 7, {"geometry": null}]}', "không có điểm"),
        (file(feature("Point", [13.98, 108.0])), "kinh độ trước"),
        (file(feature("Point", [455_000, 1_545_000])), "VN-2000"),
        (file(feature("Point", [2.35, 48.85])), "ngoài Việt Nam"),
        (file(feature("Polygon", [SQUARE[:2]])), "quá ít điểm"),
        (file(feature("LineString", [[105.8, 21.0], [106.7, 10.8]])), "rộng hơn một tỉnh"),
        (file(*[feature("Point", [108.0, 13.9])] * 3_001), "hơn 3.000 hình"),
        (b"<svg onload=alert(1)>", "không phải tệp GeoJSON"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        geojson.read(content)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["Polygon", "Point"]),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "name"]), inside
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_no_json_breaks_the_reader(value: Any) -> None:
    for shaped in (value, {"type": "FeatureCollection", "features": value}, feature("Polygon", value), [value]):
        with suppress(Refused):
            geojson.read(json.dumps(shaped).encode())


def test_a_line_of_a_hundred_thousand_points_is_thinned_in_time() -> None:
    spiral = [
        [108 + 0.0000001 * step * (1 if step % 2 else -1), 13.9 + 0.000001 * (step % 977)] for step in range(100_000)
    ]
    began = time.perf_counter()
    (line,) = geojson.read(file(feature("LineString", spiral)))
    assert len(line.lines[0]) <= geojson.MAX_POINTS
    assert time.perf_counter() - began < 10


pairs = st.tuples(st.floats(102, 118).map(lambda x: round(x, 6)), st.floats(6, 23).map(lambda y: round(y, 6)))


@given(st.lists(st.lists(pairs, min_size=2, max_size=30), min_size=1, max_size=5), st.integers(1, 60))
def test_thinning_keeps_ends_and_order_and_makes_nothing_up(lines: list[list[tuple[float, float]]], most: int) -> None:
    for before, after in zip(lines, thin(lines, most), strict=True):
        assert after[0] == before[0]
        assert after[-1] == before[-1]
        rest = iter(before)
        assert all(spot in rest for spot in after)


def test_a_thinned_ring_is_still_an_area() -> None:
    ring = [(108 + step / 1000, 13 + (step % 7) / 1000) for step in range(50)]
    (thinned,) = thin([[*ring, ring[0]]], 1)
    assert len(thinned) == 4
    assert thinned[0] == thinned[-1]


def test_names_are_cut_and_cleaned() -> None:
    (one,) = geojson.read(file(feature("Point", [108.0, 13.9], name="a" * 500 + "\x00")))
    assert one == Feature("a" * 80, "spot", [[(108.0, 13.9)]])
