"""Reading a GeoJSON file that may be hostile: points, lines and areas with a name, and nothing else of it."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from django.utils.translation import gettext as _

from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.maps.earth import EAST, NORTH, SOUTH, WEST, Position, in_vietnam
from langnghe.maps.thinning import Line as Line
from langnghe.maps.thinning import thin
from langnghe.places.rules import one_line

MAX_BYTES = 5_000_000
MAX_OPENED, MAX_COMMAS = 400_000, 900_000  # brackets and commas: they bound what the reader can make of the bytes
MAX_FEATURES, MAX_POINTS = 3_000, 8_000
MAX_NAME = 80
WIDEST = 1.5  # degrees: far more than any commune
PLACES = 6
NAMES = ("name", "ten", "tên", "name:vi", "ten_to", "ten_duong", "label", "nhan", "title")
Shape = Literal["area", "line", "spot"]
_SHAPES: dict[str, tuple[Shape, int]] = {
    "Point": ("spot", 0), "MultiPoint": ("spot", 1), "LineString": ("line", 1), "MultiLineString": ("line", 2),
    "Polygon": ("area", 2), "MultiPolygon": ("area", 3),
}  # fmt: skip
_TYPES: dict[Shape, str] = {"spot": "Point", "line": "LineString", "area": "Polygon"}


@dataclass(frozen=True)
class Feature:
    """A street, a block, a spot. `lines`: (longitude, latitude) pairs; an area's first line is its edge, then holes."""

    name: str
    shape: Shape
    lines: list[Line]


def read(content: bytes) -> list[Feature]:
    """The features of a file, simplified to what a phone can draw. Refused with the reason and what to do."""
    features = [feature for raw in _raw_features(_parsed(content)) for feature in _features(raw)]
    if not features:
        raise Refused(_("Tệp không có điểm, đường hay vùng nào. Xin xuất lại lớp bản đồ có hình vẽ."))
    if len(features) > MAX_FEATURES:
        raise Refused(
            _("Tệp có hơn %(most)s hình. Xin chỉ giữ đường lớn, ranh giới tổ và những nơi bà con hay gọi tên.")
            % {"most": number(MAX_FEATURES)}
        )
    box = bounds(features)
    if max(box[1].longitude - box[0].longitude, box[1].latitude - box[0].latitude) > WIDEST:
        raise Refused(_("Bản đồ rộng hơn một tỉnh. Xin cắt lấy phần của phường rồi gửi lại."))
    return _thinned(features)


def bounds(features: list[Feature]) -> tuple[Position, Position]:
    """South-west and north-east corner."""
    spots = [spot for feature in features for line in feature.lines for spot in line]
    longitudes, latitudes = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return Position(min(latitudes), min(longitudes)), Position(max(latitudes), max(longitudes))


def dumped(features: list[Feature]) -> str:
    """The features as GeoJSON (RFC 7946) again: what we keep."""
    return json.dumps(
        {"type": "FeatureCollection", "features": [_dumped(feature) for feature in features]},
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def kept(text: str) -> list[Feature]:
    """The features of a drawing of ours."""
    return [feature for raw in json.loads(text)["features"] for feature in _features(raw)]


def _dumped(feature: Feature) -> dict[str, Any]:
    lines: Any = [[list(spot) for spot in line] for line in feature.lines]
    coordinates = {"area": lambda: lines, "line": lambda: lines[0], "spot": lambda: lines[0][0]}[feature.shape]()
    geometry = {"type": _TYPES[feature.shape], "coordinates": coordinates}
    return {"type": "Feature", "properties": {"name": feature.name}, "geometry": geometry}


def _parsed(content: bytes) -> Any:
    if len(content) > MAX_BYTES:
        raise Refused(_("Tệp lớn quá %(most)s MB. Xin bớt hình hoặc làm thô nét rồi gửi lại.") % {"most": 5})
    opened = content.count(b"[") + content.count(b"{")
    if opened > MAX_OPENED or content.count(b",") > MAX_COMMAS:
        raise Refused(_("Tệp có quá nhiều điểm để vẽ trên điện thoại. Xin bớt hình hoặc làm thô nét rồi gửi lại."))
    try:
        return json.loads(content.decode("utf-8-sig"), parse_int=float, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(_unreadable()) from error


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _raw_features(parsed: Any) -> Iterator[Any]:
    """Features of a collection, or the one feature or geometry that the file is."""
    if not isinstance(parsed, dict):
        raise Refused(_unreadable())
    if parsed.get("type") == "FeatureCollection":
        features = parsed.get("features")
        if not isinstance(features, list):
            raise Refused(_unreadable())
        yield from features
    elif parsed.get("type") == "Feature":
        yield parsed
    else:
        yield {"type": "Feature", "geometry": parsed}


def _features(raw: Any) -> Iterator[Feature]:
    geometry = raw.get("geometry") if isinstance(raw, dict) else None
    if not isinstance(geometry, dict):
        return  # a row without a drawing, as tables exported to GeoJSON have
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in _SHAPES:
        raise Refused(
            _(
                "Tệp có hình loại «%(kind)s» không dùng được. Chỉ nhận điểm (Point), đường (LineString) "
                "và vùng (Polygon)."
            )
            % {"kind": one_line(str(kind))[:40]}
        )
    shape, depth = _SHAPES[kind]
    name = _name(raw.get("properties"))
    for lines in _pieces(geometry.get("coordinates"), shape, depth):
        yield Feature(name, shape, lines)


def _pieces(coordinates: Any, shape: Shape, depth: int) -> Iterator[list[Line]]:
    """The lines of each piece: a file's «Multi» shapes are taken apart."""
    single = {"spot": 0, "line": 1, "area": 2}[shape]
    for piece in _list(coordinates) if depth > single else [coordinates]:
        if shape == "spot":
            yield [[_spot(piece)]]
        elif shape == "line":
            yield [_line(piece, 2)]
        else:
            yield [_line(ring, 4) for ring in _list(piece)]


def _line(raw: Any, fewest: int) -> Line:
    line = [_spot(spot) for spot in _list(raw)]
    if len(line) < fewest:
        raise Refused(_("Tệp có đường hoặc vùng quá ít điểm. Xin xuất lại từ chương trình bản đồ."))
    return line


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise Refused(_unreadable())
    return raw


def _spot(raw: Any) -> tuple[float, float]:
    pair = _list(raw)[:2]
    if len(pair) < 2 or not all(isinstance(part, float) and math.isfinite(part) for part in pair):
        raise Refused(_unreadable())
    longitude, latitude = pair
    if not in_vietnam(latitude, longitude):
        raise Refused(_abroad(longitude, latitude))
    return round(longitude, PLACES), round(latitude, PLACES)


def _abroad(first: float, second: float) -> str:
    if SOUTH <= first <= NORTH and WEST <= second <= EAST:
        return _("Tệp ghi vĩ độ trước kinh độ. GeoJSON cần kinh độ trước, xin đổi thứ tự rồi gửi lại.")
    if abs(first) > 180 or abs(second) > 180:
        return _(
            "Tọa độ trong tệp tính bằng mét (có lẽ hệ VN-2000). Xin xuất lại với hệ tọa độ WGS 84 (EPSG:4326): "
            "kinh độ, vĩ độ tính bằng độ."
        )
    return _("Tệp có điểm nằm ngoài Việt Nam. Xin cắt lấy phần của phường rồi gửi lại.")


def _name(properties: Any) -> str:
    if not isinstance(properties, dict):
        return ""
    known = {str(key).lower(): value for key, value in properties.items() if isinstance(value, str)}
    return next((one_line(known[key][:200])[:MAX_NAME] for key in NAMES if known.get(key, "").strip()), "")


def _thinned(features: list[Feature]) -> list[Feature]:
    lines = iter(thin([line for feature in features for line in feature.lines], MAX_POINTS))
    return [Feature(one.name, one.shape, [next(lines) for _line in one.lines]) for one in features]


def _unreadable() -> str:
    return _("Đây không phải tệp GeoJSON đọc được. Xin xuất lại từ chương trình bản đồ (QGIS: «Export» → «GeoJSON»).")
