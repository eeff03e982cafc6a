"""The 50 m grid: what the public sees of a point. Pure, the same for every ward, day and machine."""

import math

from langnghe.maps.earth import Position, metres_per_longitude

# A degree of latitude is longest in the far north of Vietnam (23.4°): there a cell is just 50 m, elsewhere less.
LATITUDE_STEP = 50 / 110_760
PLACES = 6


def snap(latitude: float, longitude: float) -> Position:
    """The middle of the 50 m cell in which a point lies (WGS 84 degrees): at most 36 m off.

    Every point of a cell gives the same middle, and a middle gives itself. ValueError for what is no place on earth.
    """
    if not (abs(latitude) <= 85 and abs(longitude) <= 180):
        raise ValueError(f"no place on the grid: {latitude}, {longitude}")
    row = (math.floor(latitude / LATITUDE_STEP) + 0.5) * LATITUDE_STEP
    step = 50 / metres_per_longitude(row)
    column = (math.floor(longitude / step) + 0.5) * step
    return Position(round(row, PLACES), round(column, PLACES))
