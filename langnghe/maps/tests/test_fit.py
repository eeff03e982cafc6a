"""Three pins put a picture on the earth; pins that cannot be right are refused with what to do."""

import cmath
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from langnghe.kernel.refused import Refused
from langnghe.maps import affine
from langnghe.maps.affine import Pinned
from langnghe.maps.earth import Position, distance, metres_per_latitude, metres_per_longitude

PLEIKU = Position(13.9785, 108.0051)


def pinned(x: float, y: float, scale: float = 2.0, turn: float = 0.0, at: Position = PLEIKU) -> Pinned:
    """A pin of a map drawn to scale: `scale` metres a pixel, turned by `turn` degrees."""
    metres = complex(x, -y) * cmath.rect(scale, math.radians(turn))
    north, east = metres.imag / metres_per_latitude(at.latitude), metres.real / metres_per_longitude(at.latitude)
    return Pinned(x, y, Position(at.latitude + north, at.longitude + east))


def corners(scale: float = 2.0, turn: float = 0.0) -> list[Pinned]:
    return [pinned(x, y, scale, turn) for x, y in ((100, 120), (1800, 200), (900, 1300))]


spots = st.tuples(st.floats(0, 4000), st.floats(0, 3000))


@given(st.tuples(spots, spots, spots), st.floats(0.1, 20), st.floats(-180, 180), st.floats(9, 23), spots)
def test_a_spot_goes_to_the_earth_and_comes_back(
    three: tuple[tuple[float, float], ...], scale: float, turn: float, latitude: float, spot: tuple[float, float]
) -> None:
    pins = [pinned(x, y, scale, turn, Position(latitude, 108.0)) for x, y in three]
    try:
        fitted = affine.fit(pins)
    except Refused:
        assume(False)
    x, y = fitted.to_plane(*fitted.to_earth(*spot))
    assert math.hypot(x - spot[0], y - spot[1]) < 0.01
    for pin in pins:
        assert distance(fitted.to_earth(pin.x, pin.y), pin.at) < 0.01


@given(st.floats(0.1, 20), st.floats(-179, 179))
def test_a_map_drawn_to_scale_shows_its_scale_and_turn_and_no_fault(scale: float, turn: float) -> None:
    told = affine.check(corners(scale=scale, turn=turn))
    assert told.metres_per_unit == pytest.approx(scale, rel=0.001)
    assert told.turn == pytest.approx(turn, abs=0.1)
    assert told.share < 0.001


def test_a_pin_put_wrong_shows_in_metres() -> None:
    good = corners()
    moved = [good[0], good[1], Pinned(good[2].x, good[2].y + 100, good[2].at)]
    assert affine.check(moved).off > 50
    assert affine.check(good).off < 1


def test_pins_in_a_line_are_refused() -> None:
    with pytest.raises(Refused, match="đường thẳng"):
        affine.fit([pinned(0, 0), pinned(500, 500), pinned(1000, 1010)])


def test_the_same_spot_twice_is_refused() -> None:
    with pytest.raises(Refused, match="trùng nhau"):
        affine.fit([pinned(5, 5), pinned(5, 5), pinned(1000, 10)])


def test_the_same_place_for_two_spots_is_refused() -> None:
    one, two, three = corners()
    with pytest.raises(Refused, match="trùng nhau"):
        affine.fit([one, Pinned(two.x, two.y, one.at), three])


def test_two_pins_taken_for_each_other_are_refused_as_a_mirror() -> None:
    one, two, three = corners()
    with pytest.raises(Refused, match="soi gương"):
        affine.fit([Pinned(one.x, one.y, two.at), Pinned(two.x, two.y, one.at), three])


@pytest.mark.parametrize("scale", [0.001, 300.0])
def test_an_absurd_scale_is_refused_with_the_scale(scale: float) -> None:
    with pytest.raises(Refused, match="một điểm ảnh dài"):
        affine.fit(corners(scale=scale))


def test_a_stretched_map_is_refused() -> None:
    one, two, three = corners()
    with pytest.raises(Refused, match="kéo dài"):
        affine.fit([one, two, Pinned(three.x, one.y + (three.y - one.y) / 3, three.at)])


def test_the_plane_of_a_drawing_is_true_to_scale() -> None:
    plane, height = affine.boxed(Position(13.97, 108.0), Position(13.99, 108.03), 1000)
    scale = affine.metres_per_unit(plane, 500, height / 2)
    assert scale == pytest.approx(0.03 * metres_per_longitude(13.98) / 1000, rel=0.001)
    assert plane.to_earth(0, 0) == (13.99, 108.0)
    assert distance(plane.to_earth(1000, height), Position(13.97, 108.03)) < 0.1
