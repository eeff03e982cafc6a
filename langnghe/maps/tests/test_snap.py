"""What the public sees of a point: the middle of a 50 m cell, never the point."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.maps.earth import EAST, NORTH, SOUTH, WEST, Position, distance
from langnghe.maps.grid import LATITUDE_STEP, snap

LATITUDES, LONGITUDES = st.floats(SOUTH, NORTH), st.floats(WEST, EAST)


@given(LATITUDES, LONGITUDES)
def test_a_point_moves_by_at_most_36_metres(latitude: float, longitude: float) -> None:
    assert distance(Position(latitude, longitude), snap(latitude, longitude)) <= 36


@given(LATITUDES, LONGITUDES)
def test_a_middle_is_its_own_middle(latitude: float, longitude: float) -> None:
    middle = snap(latitude, longitude)
    assert snap(*middle) == middle


@given(LATITUDES, LONGITUDES, st.floats(-0.49, 0.49), st.floats(-0.49, 0.49))
def test_all_points_of_a_cell_look_the_same(latitude: float, longitude: float, up: float, across: float) -> None:
    middle = snap(latitude, longitude)
    step = 50 / (111_320 * math.cos(math.radians(middle.latitude)))
    assert snap(middle.latitude + up * LATITUDE_STEP, middle.longitude + across * step) == middle


@given(LATITUDES, LONGITUDES)
def test_cells_are_not_much_smaller_than_50_metres_either(latitude: float, longitude: float) -> None:
    middle = snap(latitude, longitude)
    above = snap(middle.latitude + LATITUDE_STEP, middle.longitude)
    assert 49.5 <= abs(above.latitude - middle.latitude) * 110_574 <= 50.1


@pytest.mark.parametrize(
    "place", [(math.nan, 108.0), (13.9, math.inf), (90.0, 108.0), (13.9, -181.0), (-math.inf, math.nan)]
)
def test_what_is_no_place_is_no_cell(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no place"):
        snap(*place)


def test_the_grid_stays_where_it_is() -> None:
    assert snap(13.978512, 108.005134) == (13.978648, 108.004914)
