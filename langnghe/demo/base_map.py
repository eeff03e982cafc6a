"""The demo ward's base map: a small town that does not exist, drawn by this program, and saying so.

Streets, blocks and places are invented; the names of streets are those that every town has.
"""

import json
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from langnghe.maps.earth import Position, metres_per_latitude, metres_per_longitude

NAME = "Bản đồ phường mẫu"
NOTE = "Bản đồ vẽ minh họa, không phải bản đồ thật: đường, nhà và nơi chốn đều do máy nghĩ ra."
CORNER = Position(13.9702, 107.9951)
WIDE, HIGH, STEP = 2400.0, 1980.0, 60.0
# Borders in metres east and north of the corner.
Box = tuple[float, float, float, float]
GROUPS: dict[str, Box] = {
    "Tổ 1": (0, 1320, 800, 1980), "Tổ 2": (800, 1320, 1600, 1980), "Tổ 3": (1600, 1320, 2400, 1980),
    "Tổ 4": (0, 660, 1200, 1320), "Tổ 5": (1200, 660, 2400, 1320),
    "Tổ 6": (0, 0, 1200, 660), "Tổ 7": (1200, 0, 2400, 660),
}  # fmt: skip
ACROSS = {
    0: "",
    330: "Phan Bội Châu",
    660: "Quang Trung",
    990: "Nguyễn Trãi",
    1320: "Lê Lợi",
    1650: "Trần Phú",
    1980: "",
}
ALONG = {
    0: "",
    400: "Hùng Vương",
    800: "Bạch Đằng",
    1200: "Lý Thường Kiệt",
    1600: "Hai Bà Trưng",
    2000: "Yết Kiêu",
    2400: "",
}
LANES = {
    "Hẻm 12": ((1760, 1320), (1760, 1520), (1860, 1560)), "Hẻm 45": ((120, 660), (120, 450), (260, 430)),
    "Hẻm 77": ((620, 0), (620, 220), (700, 250)), "Hẻm 3": ((1420, 660), (1420, 880)),
    "Hẻm 8": ((2180, 330), (2180, 120)), "Hẻm 21": ((960, 1650), (960, 1860), (1080, 1880)),
}  # fmt: skip
FIELDS: dict[str, Box] = {
    "Công viên": (1220, 1010, 1580, 1300), "Hồ Sen": (1290, 1060, 1460, 1180), "Chợ phường": (1640, 690, 1960, 950),
    "Trường tiểu học": (60, 1690, 340, 1930), "Ruộng": (2040, 30, 2370, 300),
}  # fmt: skip
STREAM = ((0, 520), (300, 560), (760, 480), (1150, 560), (1650, 470), (2100, 560), (2400, 500))
SPOTS = {
    "Trụ sở phường": (1120, 1010), "Công an phường": (1040, 1120), "Trạm y tế": (520, 900),
    "Nhà văn hóa Tổ 2": (1330, 1560), "Nhà văn hóa Tổ 6": (860, 300), "Cổng chợ": (1800, 960), "Đình làng": (1900, 560),
}  # fmt: skip
# Where the demo's residents say their trouble is.
TROUBLES = {
    "hẻm 12": (1760, 1480), "cổng trường": (345, 1800), "sau nhà văn hóa": (1440, 1600), "nhà văn hóa": (1330, 1560),
    "hẻm 45": (130, 440), "cuối hẻm 77": (690, 245), "đầu đường Hùng Vương": (400, 1960),
    "hẻm 12, khúc cong": (1790, 1530),
}  # fmt: skip


def drawing() -> bytes:
    """The map as a GeoJSON file."""
    collection = {"type": "FeatureCollection", "features": list(_features())}
    return json.dumps(collection, ensure_ascii=False).encode()


def trouble(name: str) -> Position:
    """Where that trouble is."""
    return _placed(*TROUBLES[name])


def _features() -> Iterator[dict[str, Any]]:
    for name, box in GROUPS.items():
        yield _feature("Polygon", [_ring(*box)], name)
    for box in _blocks():
        yield _feature("Polygon", [_ring(*box)])
    for name, box in FIELDS.items():
        yield _feature("Polygon", [_ring(*box)], name)
    yield _feature("LineString", _line(STREAM), "Suối Nhỏ")
    for north, name in ACROSS.items():
        yield _feature("LineString", _line(((0, north), (WIDE, north))), name or "Đường vành đai")
    for east, name in ALONG.items():
        yield _feature("LineString", _line(((east, 0), (east, HIGH))), name or "Đường vành đai")
    for name, bends in LANES.items():
        yield _feature("LineString", _line(bends), name)
    for name, spot in SPOTS.items():
        yield _feature("Point", _pair(*spot), name)


def _blocks() -> Iterator[Box]:
    """Built land between the streets, but where there is a park, a school or water."""
    for west in (0, 400, 800, 1200, 1600, 2000):
        for south in (0, 330, 660, 990, 1320, 1650):
            box = (west + 28, south + 28, west + 372, south + 302)
            if not any(_touch(box, field) for field in FIELDS.values()) and south != 330:
                yield box


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _feature(kind: str, coordinates: Any, name: str = "") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def _ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return _line(((west, south), (east, south), (east, north), (west, north), (west, south)))


def _line(bends: tuple[tuple[float, float], ...]) -> list[list[float]]:
    """Through all bends in short steps, so that straight streets bow as the land does."""
    spots = [_pair(*bends[0])]
    for (east, north), (farther, higher) in pairwise(bends):
        steps = max(1, round(math.hypot(farther - east, higher - north) / STEP))
        for step in range(1, steps + 1):
            share = step / steps
            spots.append(_pair(east + (farther - east) * share, north + (higher - north) * share))
    return spots


def _pair(east: float, north: float) -> list[float]:
    at = _placed(east, north)
    return [at.longitude, at.latitude]


def _placed(east: float, north: float) -> Position:
    """The place of a spot: the town's streets bend a little."""
    bent = east + 55 * math.sin(north / 420) + 0.06 * north
    risen = north + 45 * math.sin(east / 610)
    return Position(
        round(CORNER.latitude + risen / metres_per_latitude(CORNER.latitude), 6),
        round(CORNER.longitude + bent / metres_per_longitude(CORNER.latitude), 6),
    )
