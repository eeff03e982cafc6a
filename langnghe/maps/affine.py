"""Fitting a picture to the earth by three pins. Pure; a ward is small enough to be flat."""

import cmath
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from django.utils.translation import gettext as _

from langnghe.kernel.formats import decimal
from langnghe.kernel.refused import Refused
from langnghe.maps.earth import Position, in_vietnam, metres_per_latitude, metres_per_longitude

# Metres that one pixel may stand for: a plan of a house to a map of a district.
FINEST, COARSEST = 0.02, 100.0
# How much longer a metre may look one way than the other, and how far a triangle of pins must not be a line.
MOST_STRETCHED = 2.0
FLATTEST = 0.08


@dataclass(frozen=True)
class Affine:
    """longitude = a·x + b·y + c, latitude = d·x + e·y + f; x to the right, y down."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def to_earth(self, x: float, y: float) -> Position:
        """The place of a spot of the plane."""
        return Position(self.d * x + self.e * y + self.f, self.a * x + self.b * y + self.c)

    def to_plane(self, latitude: float, longitude: float) -> tuple[float, float]:
        """The spot of a place."""
        a, b, _c, d, e, _f = astuple(self.inverse)
        east, north = longitude - self.c, latitude - self.f
        return a * east + b * north, d * east + e * north

    @property
    def inverse(self) -> "Affine":
        """From degrees to plane: x = a·longitude + b·latitude + c, y = d·longitude + e·latitude + f."""
        size = self.a * self.e - self.b * self.d
        a, b, d, e = self.e / size, -self.b / size, -self.d / size, self.a / size
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))


@dataclass(frozen=True)
class Pinned:
    """A spot of the plane and its place on earth."""

    x: float
    y: float
    at: Position


@dataclass(frozen=True)
class Check:
    """What tells a person whether a fit is right. `off`: metres by which the pins miss an undistorted map."""

    metres_per_unit: float
    turn: float
    off: float
    share: float


def fit(pins: Sequence[Pinned]) -> Affine:
    """The one affine map through three pins. Refused when they cannot be right, with what to do."""
    _require_triangle([complex(pin.x, pin.y) for pin in pins])
    local = _Local(pins[0].at)
    spots = [local.metres(pin.at) for pin in pins]
    _require_scale([complex(pin.x, pin.y) for pin in pins], spots)
    _require_triangle(spots)
    found = _solve(pins, local, spots)
    _require_sense(pins, spots)
    return found


def check(pins: Sequence[Pinned]) -> Check:
    """How well the pins fit a map drawn to scale, turned any way."""
    local = _Local(pins[0].at)
    plane, earth = [complex(pin.x, -pin.y) for pin in pins], [local.metres(pin.at) for pin in pins]
    middle, centre = sum(plane) / len(plane), sum(earth) / len(earth)
    plane, earth = [spot - middle for spot in plane], [spot - centre for spot in earth]
    size = sum(abs(spot) ** 2 for spot in plane)
    turn = sum(spot.conjugate() * there for spot, there in zip(plane, earth, strict=True)) / size
    off = max(abs(turn * spot - there) for spot, there in zip(plane, earth, strict=True))
    return Check(abs(turn), math.degrees(cmath.phase(turn)) if turn else 0.0, off, off / max(map(abs, earth)))


def boxed(south_west: Position, north_east: Position, width: float) -> tuple[Affine, float]:
    """The plane of a drawing, north up and `width` units wide, and its height."""
    across = north_east.longitude - south_west.longitude
    middle = (south_west.latitude + north_east.latitude) / 2
    unit = across / width
    step = unit * metres_per_longitude(middle) / metres_per_latitude(middle)
    height = (north_east.latitude - south_west.latitude) / step
    return Affine(unit, 0.0, south_west.longitude, 0.0, -step, north_east.latitude), height


def metres_per_unit(affine: Affine, x: float, y: float) -> float:
    """Metres that one unit of the plane is long, near a spot (the middle between both directions)."""
    at = affine.to_earth(x, y)
    size = abs(affine.a * affine.e - affine.b * affine.d)
    return math.sqrt(size * metres_per_longitude(at.latitude) * metres_per_latitude(at.latitude))


class _Local:
    """Metres east (real) and north (imaginary) of a first place."""

    def __init__(self, first: Position) -> None:
        self.first = first
        self.east, self.north = metres_per_longitude(first.latitude), metres_per_latitude(first.latitude)

    def metres(self, at: Position) -> complex:
        return complex(
            (at.longitude - self.first.longitude) * self.east, (at.latitude - self.first.latitude) * self.north
        )


def _solve(pins: Sequence[Pinned], local: _Local, spots: Sequence[complex]) -> Affine:
    first, second, third = pins
    x1, y1, x2, y2 = second.x - first.x, second.y - first.y, third.x - first.x, third.y - first.y
    size = x1 * y2 - x2 * y1
    across = (spots[1] * y2 - spots[2] * y1) / size
    down = (spots[2] * x1 - spots[1] * x2) / size
    a, b, d, e = across.real / local.east, down.real / local.east, across.imag / local.north, down.imag / local.north
    c = first.at.longitude - a * first.x - b * first.y
    f = first.at.latitude - d * first.x - e * first.y
    return Affine(a, b, c, d, e, f)


def _require_triangle(spots: Sequence[complex]) -> None:
    first, second, third = spots
    sides = (abs(second - first), abs(third - second), abs(first - third))
    area = abs(((second - first).conjugate() * (third - first)).imag)
    if min(sides) == 0 or area / max(sides) ** 2 < FLATTEST:
        raise Refused(
            _(
                "Ba điểm gần như nằm trên một đường thẳng hoặc trùng nhau. Xin chọn ba điểm xa nhau, thành hình tam "
                "giác rộng, ví dụ ba góc của phường."
            )
        )


def _require_scale(plane: Sequence[complex], earth: Sequence[complex]) -> None:
    """Refused when the picture would lie far too large or far too small; before anything else, for it says most."""
    longest = max(abs(one - other) for one in plane for other in plane)
    scale = max(abs(one - other) for one in earth for other in earth) / longest
    if 0 < scale < FINEST or scale > COARSEST:
        raise Refused(
            _("Với ba điểm này, một điểm ảnh dài %(metres)s mét, không thể đúng. Xin xem lại tọa độ của từng điểm.")
            % {"metres": decimal(scale, 2)}
        )


def _require_sense(pins: Sequence[Pinned], spots: Sequence[complex]) -> None:
    """Refused when the picture would lie mirrored or stretched."""
    first, second, third = (complex(pin.x, -pin.y) for pin in pins)
    plane = ((second - first).conjugate() * (third - first)).imag
    earth = ((spots[1] - spots[0]).conjugate() * (spots[2] - spots[0])).imag
    if plane * earth < 0:
        raise Refused(
            _(
                "Với ba điểm này, bản đồ bị lật như soi gương. Có lẽ hai điểm bị nhầm chỗ cho nhau, "
                "xin xem lại từng điểm."
            )
        )
    if _stretch(first, second, third, spots) > MOST_STRETCHED:
        raise Refused(
            _(
                "Với ba điểm này, bản đồ bị kéo dài hơn hai lần theo một chiều. Xin xem lại tọa độ của từng điểm, "
                "hoặc dùng bản đồ vẽ đúng tỷ lệ."
            )
        )


def _stretch(first: complex, second: complex, third: complex, spots: Sequence[complex]) -> float:
    """How many times longer a metre looks one way than the other: the ratio of the singular values."""
    one, two = second - first, third - first
    size = (one.conjugate() * two).imag
    there, then = spots[1] - spots[0], spots[2] - spots[0]
    across = (there * two.imag - then * one.imag) / size
    up = (then * one.real - there * two.real) / size
    turned, mirrored = abs(across - 1j * up) / 2, abs(across + 1j * up) / 2
    return (turned + mirrored) / max(abs(turned - mirrored), 1e-12)


def require_in_vietnam(affine: Affine, width: float, height: float) -> None:
    """Refused when a corner of the fitted map lies outside the country by far."""
    middle = affine.to_earth(width / 2, height / 2)
    if not in_vietnam(*middle):
        raise Refused(_("Với ba điểm này, giữa bản đồ nằm ngoài Việt Nam. Xin xem lại tọa độ của từng điểm."))
