"""In which area a point lies. Pure."""

from itertools import pairwise

from langnghe.maps.earth import Position
from langnghe.maps.geojson import Feature
from langnghe.maps.thinning import Line


def contains(area: Feature, at: Position) -> bool:
    """Whether an area holds a place: inside its edge and in none of its holes."""
    edge, *holes = area.lines
    return _inside(edge, at) and not any(_inside(hole, at) for hole in holes)


def _inside(ring: Line, at: Position) -> bool:
    """Even–odd rule: a ray to the east crosses the ring an odd number of times."""
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > at.latitude) != (y2 > at.latitude):
            crossed ^= at.longitude < x1 + (at.latitude - y1) / (y2 - y1) * (x2 - x1)
    return crossed
