"""Maps for tests: a drawing of Diên Hồng's groups, and a picture pinned at three points."""

import json
from typing import Any

from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import Bearer, system
from langnghe.maps import actions
from langnghe.maps.earth import Position
from langnghe.maps.models import BaseMap
from langnghe.testing.cast import Cast

WEST, EAST, SOUTH, NORTH = 108.0, 108.02, 13.97, 13.99
NOTE = "Bản vẽ để thử, không phải bản đồ thật"
TO_3 = Position(13.985, 108.005)


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(kind: str, coordinates: Any, name: str = "") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def drawing() -> bytes:
    """Tổ 3 in the north-west, Tổ 7 in the south, a street and a market."""
    features = [
        feature("Polygon", [box(WEST, 13.98, 108.01, NORTH)], "TDP 03"),
        feature("Polygon", [box(WEST, SOUTH, EAST, 13.98)], "Tổ 7"),
        feature("LineString", [[WEST, 13.98], [EAST, 13.98]], "Lê Lợi"),
        feature("Point", [108.015, 13.985], "Chợ"),
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def drawn(cast: Cast, *, by: Bearer | None = None) -> BaseMap:
    """A drawing that residents see."""
    by = by or system(cast.ward.id)
    return actions.use(actions.upload(cast.ward, drawing(), name="Bản vẽ phường", note=NOTE, by=by), by=by)


def picture(cast: Cast) -> BaseMap:
    """A picture of 800 × 600, not pinned yet."""
    return actions.upload(cast.ward, photo(800, 600), name="Ảnh bản đồ", by=system(cast.ward.id))


# Spots of that picture and where they are: 3 m a pixel, north up.
PINS = ((50.0, 40.0), (760.0, 80.0), (400.0, 570.0))


def at(x: float, y: float) -> Position:
    return Position(round(13.99 - y * 3 / 110_650, 7), round(108.0 + x * 3 / 108_050, 7))


def pinned(cast: Cast) -> BaseMap:
    """The picture with its three pins."""
    base = picture(cast)
    for place, (x, y) in enumerate(PINS, 1):
        base = actions.pin(base, place, x, y, at(x, y), by=system(cast.ward.id))
    return base
