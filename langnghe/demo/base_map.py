"""The demo wards' base maps: two small towns that do not exist, drawn by this program, and saying so.

Streets, blocks and places are invented; the names of streets are those that every town has.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from langnghe.maps.earth import Position, metres_per_latitude, metres_per_longitude

NOTE = "Bản đồ vẽ minh họa, không phải bản đồ thật: đường, nhà và nơi chốn đều do máy nghĩ ra."
WIDE, HIGH, STEP = 2400.0, 1980.0, 60.0
# Borders in metres east and north of the corner.
Box = tuple[float, float, float, float]
Spot = tuple[float, float]


@dataclass(frozen=True)
class Town:
    """A drawn town: its south-western corner, then all in metres east and north of it; `river` has a name and bends.

    `troubles`: where the demo's residents say their trouble is, with the number of the group it lies in.
    """

    name: str
    corner: Position
    groups: Mapping[int, Box]
    across: Mapping[int, str]
    along: Mapping[int, str]
    lanes: Mapping[str, tuple[Spot, ...]]
    fields: Mapping[str, Box]
    river: tuple[str, tuple[Spot, ...]]
    spots: Mapping[str, Spot]
    troubles: Mapping[str, tuple[int, float, float]]


DIEN_HONG = Town(
    name="Bản đồ phường mẫu Diên Hồng",
    corner=Position(13.9702, 107.9951),
    groups={
        1: (0, 1320, 800, 1980), 2: (800, 1320, 1600, 1980), 3: (1600, 1320, 2400, 1980),
        4: (0, 660, 1200, 1320), 5: (1200, 660, 2400, 1320), 6: (0, 0, 1200, 660), 7: (1200, 0, 2400, 660),
    },
    across={
        0: "", 330: "Phan Bội Châu", 660: "Quang Trung", 990: "Nguyễn Trãi", 1320: "Lê Lợi", 1650: "Trần Phú", 1980: "",
    },
    along={
        0: "", 400: "Hùng Vương", 800: "Bạch Đằng", 1200: "Lý Thường Kiệt", 1600: "Hai Bà Trưng", 2000: "Yết Kiêu",
        2400: "",
    },
    lanes={
        "Hẻm 12": ((1760, 1320), (1760, 1520), (1860, 1560)), "Hẻm 45": ((120, 660), (120, 450), (260, 430)),
        "Hẻm 77": ((620, 0), (620, 220), (700, 250)), "Hẻm 3": ((1420, 660), (1420, 880)),
        "Hẻm 8": ((2180, 330), (2180, 120)), "Hẻm 21": ((960, 1650), (960, 1860), (1080, 1880)),
    },
    fields={
        "Công viên": (1220, 1010, 1580, 1300), "Hồ Sen": (1290, 1060, 1460, 1180), "Chợ phường": (1640, 690, 1960, 950),
        "Trường tiểu học": (60, 1690, 340, 1930), "Ruộng": (2040, 30, 2370, 300),
    },
    river=("Suối Nhỏ", ((0, 520), (300, 560), (760, 480), (1150, 560), (1650, 470), (2100, 560), (2400, 500))),
    spots={
        "Trụ sở phường": (1120, 1010), "Công an phường": (1040, 1120), "Trạm y tế": (520, 900),
        "Nhà văn hóa Tổ 2": (1330, 1560), "Nhà văn hóa Tổ 6": (860, 300), "Cổng chợ": (1800, 960),
        "Đình làng": (1900, 560),
    },
    troubles={
        "hẻm 12 đường Lê Lợi": (3, 1760, 1480), "hẻm 12, khúc cong": (3, 1790, 1530),
        "cổng trường tiểu học": (1, 345, 1800), "đầu đường Hùng Vương": (1, 400, 1940), "hẻm 21": (2, 960, 1760),
        "nhà văn hóa Tổ 2": (2, 1330, 1560), "ngã ba Trần Phú – Hai Bà Trưng": (2, 1580, 1655),
        "trạm y tế": (4, 520, 900), "ngã tư Quang Trung – Bạch Đằng": (4, 800, 690), "hẻm 3": (5, 1420, 780),
        "hông chợ đường Hai Bà Trưng": (5, 1615, 820), "cổng chợ": (5, 1800, 960), "công viên hồ Sen": (5, 1480, 1120),
        "hẻm 45": (6, 130, 440), "cuối hẻm 77": (6, 690, 245), "cầu suối Nhỏ đường Bạch Đằng": (6, 800, 485),
        "đường Phan Bội Châu": (6, 480, 332), "hẻm 8": (7, 2180, 230), "đình làng": (7, 1900, 560),
        "đường Yết Kiêu gần ruộng": (7, 2010, 160),
    },
)  # fmt: skip
LAM_SON = Town(
    name="Bản đồ phường mẫu Lam Sơn",
    corner=Position(19.8021, 105.7702),
    groups={
        number: (600.0 * place, 1320.0 - 660 * row, 600.0 * (place + 1), 1980.0 - 660 * row)
        for row in range(3)
        for place, number in enumerate(range(4 * row + 1, 4 * row + 5))
    },
    across={0: "", 330: "Đinh Lễ", 660: "Nguyễn Du", 990: "Hàng Than", 1320: "Đào Duy Từ", 1650: "Cao Thắng", 1980: ""},
    along={
        0: "", 400: "Trường Thi", 800: "Lê Hoàn", 1200: "Hàng Đồng", 1600: "Tống Duy Tân", 2000: "Phan Chu Trinh",
        2400: "",
    },
    lanes={
        "Ngõ 27": ((1350, 330), (1350, 120), (1460, 90)), "Ngõ 112": ((400, 800), (560, 800), (560, 900)),
        "Ngõ 5": ((900, 1650), (900, 1830)), "Ngõ 9": ((200, 330), (200, 130)), "Ngõ 40": ((980, 330), (980, 540)),
    },
    fields={
        "Vườn hoa": (620, 1010, 780, 1300), "Hồ Thành": (1250, 1030, 1560, 1270), "Chợ phường": (840, 690, 1160, 950),
        "Trường THCS": (1240, 1680, 1560, 1930), "Sân bóng": (2040, 1680, 2360, 1930), "Nhà ga": (60, 1690, 360, 1930),
    },
    river=("Kênh Nhà Lê", ((1800, 0), (1900, 180), (2150, 260), (2400, 480))),
    spots={
        "Trụ sở phường": (1120, 1120), "Công an phường": (720, 1440), "Nhà văn hóa TDP 11": (1500, 500),
        "Khu tập thể": (2080, 1000), "Cổng chợ": (1000, 960),
    },
    troubles={
        "ngõ 27 Đinh Lễ": (11, 1350, 240), "cuối ngõ 27": (11, 1450, 95), "chung cư": (8, 2080, 990),
        "ngã tư Lê Hoàn – Nguyễn Du": (6, 800, 690), "cổng trường THCS": (3, 1400, 1660), "bờ kênh": (12, 2150, 250),
        "ngõ 112 Lê Hoàn": (5, 540, 800), "bờ hồ": (7, 1400, 1010), "ngõ 9": (9, 200, 220),
        "ngõ 5 Nguyễn Du": (2, 900, 1760), "sân bóng": (4, 2200, 1660), "trước ga": (1, 380, 1800),
        "cổng chợ": (6, 1000, 960), "ngõ 40": (10, 980, 430),
    },
)  # fmt: skip
TOWNS = {"dien-hong": DIEN_HONG, "lam-son": LAM_SON}


def drawing(town: Town) -> bytes:
    """The map as a GeoJSON file."""
    collection = {"type": "FeatureCollection", "features": list(_features(town))}
    return json.dumps(collection, ensure_ascii=False).encode()


def trouble(town: Town, name: str) -> Position | None:
    """Where that trouble is; None for a place that is only told."""
    found = town.troubles.get(name)
    return _placed(town, found[1], found[2]) if found else None


def _features(town: Town) -> Iterator[dict[str, Any]]:
    for number, box in town.groups.items():
        yield _feature("Polygon", [_ring(town, *box)], f"Tổ {number}")
    for box in _blocks(town):
        yield _feature("Polygon", [_ring(town, *box)])
    for name, box in town.fields.items():
        yield _feature("Polygon", [_ring(town, *box)], name)
    yield _feature("LineString", _line(town, town.river[1]), town.river[0])
    for north, name in town.across.items():
        yield _feature("LineString", _line(town, ((0, north), (WIDE, north))), name or "Đường vành đai")
    for east, name in town.along.items():
        yield _feature("LineString", _line(town, ((east, 0), (east, HIGH))), name or "Đường vành đai")
    for name, bends in town.lanes.items():
        yield _feature("LineString", _line(town, bends), name)
    for name, spot in town.spots.items():
        yield _feature("Point", _pair(town, *spot), name)


def _blocks(town: Town) -> Iterator[Box]:
    """Built land between the streets, but where there is a park, a school or water."""
    wet = [_around(bends) for bends in pairwise(town.river[1])]
    for west in (0, 400, 800, 1200, 1600, 2000):
        for south in (0, 330, 660, 990, 1320, 1650):
            box = (west + 28, south + 28, west + 372, south + 302)
            if not any(_touch(box, field) for field in [*town.fields.values(), *wet]):
                yield box


def _around(bends: tuple[Spot, Spot]) -> Box:
    (west, south), (east, north) = bends
    return min(west, east), min(south, north), max(west, east), max(south, north)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _feature(kind: str, coordinates: Any, name: str = "") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def _ring(town: Town, west: float, south: float, east: float, north: float) -> list[list[float]]:
    return _line(town, ((west, south), (east, south), (east, north), (west, north), (west, south)))


def _line(town: Town, bends: tuple[Spot, ...]) -> list[list[float]]:
    """Through all bends in short steps, so that straight streets bow as the land does."""
    spots = [_pair(town, *bends[0])]
    for (east, north), (farther, higher) in pairwise(bends):
        steps = max(1, round(math.hypot(farther - east, higher - north) / STEP))
        for step in range(1, steps + 1):
            share = step / steps
            spots.append(_pair(town, east + (farther - east) * share, north + (higher - north) * share))
    return spots


def _pair(town: Town, east: float, north: float) -> list[float]:
    at = _placed(town, east, north)
    return [at.longitude, at.latitude]


def _placed(town: Town, east: float, north: float) -> Position:
    """The place of a spot: the town's streets bend a little."""
    bent = east + 55 * math.sin(north / 420) + 0.06 * north
    risen = north + 45 * math.sin(east / 610)
    corner = town.corner
    return Position(
        round(corner.latitude + risen / metres_per_latitude(corner.latitude), 6),
        round(corner.longitude + bent / metres_per_longitude(corner.latitude), 6),
    )
