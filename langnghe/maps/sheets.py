"""A sheet: a square frame of the base map with marks, drawn by the server; the way of those without scripts. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from langnghe.kernel.formats import decimal
from langnghe.maps import affine
from langnghe.maps.earth import Position
from langnghe.maps.models import BaseMap

# The frame on a phone and on a desk, in CSS pixels, as maps.css draws it: a tap comes back in these.
SMALL, LARGE = 280, 560
CLOSEST = 120.0  # metres across
ZOOM = 3.0
FARTHEST = 1e7


@dataclass(frozen=True)
class View:
    """A square of the plane: its middle and its side, in units of the plane."""

    x: float
    y: float
    side: float

    def spot(self, across: float, down: float) -> tuple[float, float]:
        """The spot of the plane at shares (0 to 1) of the frame."""
        return self.x + (across - 0.5) * self.side, self.y + (down - 0.5) * self.side

    def __str__(self) -> str:
        return f"{self.x:.1f},{self.y:.1f},{self.side:.1f}"


@dataclass(frozen=True)
class Mark:
    """Something on a sheet: `kind` is `point` (a drop), `pin` (a number), `try`."""

    x: float
    y: float
    kind: str = "point"
    text: str = ""


@dataclass(frozen=True)
class Drawn:
    """A mark in numbers for a template, which must not write them in Vietnamese."""

    at: str
    kind: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A view of a base map with marks."""

    base: BaseMap
    image: str
    view: View
    marks: Sequence[Mark] = field(default_factory=tuple)

    @property
    def box(self) -> str:
        """The viewBox."""
        left, top = self.view.spot(0, 0)
        return f"{left:.1f} {top:.1f} {self.view.side:.1f} {self.view.side:.1f}"

    @property
    def size(self) -> tuple[str, str]:
        """Width and height of the whole map."""
        return str(self.base.width), str(self.base.height)

    @property
    def drawn(self) -> list[Drawn]:
        """The marks, as large on the screen whatever the view."""
        scale = self.view.side / SMALL
        return [Drawn(f"translate({m.x:.1f} {m.y:.1f}) scale({scale:.5f})", m.kind, m.text) for m in self.marks]

    @property
    def ruler(self) -> "Ruler | None":
        """The scale bar; None while the map is not pinned."""
        return Ruler.of(self.base, self.view)


@dataclass(frozen=True)
class Ruler:
    """A bar of a round length in the lower left corner, in units of a 280 px frame."""

    place: str
    length: str
    text: str

    @classmethod
    def of(cls, base: BaseMap, view: View) -> "Ruler | None":
        fitted = base.affine
        if fitted is None:
            return None
        across = affine.metres_per_unit(fitted, view.x, view.y) * view.side
        metres = _round(across * 0.35)
        left, bottom = view.spot(0.05, 0.95)
        place = f"translate({left:.1f} {bottom:.1f}) scale({view.side / SMALL:.5f})"
        return cls(place, f"{metres / across * SMALL:.1f}", length_text(metres))


def length_text(metres: float) -> str:
    """`250 m`, `1,5 km`; an English reader finds a point where others find a comma."""
    if metres < 1000:
        return f"{round(metres)} m"
    text = decimal(metres / 1000, 0 if metres % 1000 == 0 else 1)
    return f"{text.replace(',', '.') if get_language() == 'en' else text} km"


def whole(base: BaseMap) -> View:
    """All of a map."""
    return View(base.width / 2, base.height / 2, max(base.width, base.height))


def around(base: BaseMap, at: Position, metres: float) -> View | None:
    """The view of so many metres across around a place; None when the map does not reach there."""
    spot = spot_of(base, at)
    fitted = base.affine
    if spot is None or fitted is None:
        return None
    return within(base, View(*spot, metres / affine.metres_per_unit(fitted, *spot)))


def spot_of(base: BaseMap, at: Position) -> tuple[float, float] | None:
    """Where a place lies on a fitted map; None outside it."""
    fitted = base.affine
    if fitted is None:
        return None
    x, y = fitted.to_plane(*at)
    return (x, y) if 0 <= x <= base.width and 0 <= y <= base.height else None


def closest(base: BaseMap) -> float:
    """The smallest side a view may have: some streets, or for a map not yet pinned a twentieth."""
    fitted, largest = base.affine, max(base.width, base.height)
    if fitted is None:
        return largest / 20
    return min(CLOSEST / affine.metres_per_unit(fitted, base.width / 2, base.height / 2), largest)


def within(base: BaseMap, view: View) -> View:
    """The view, no larger than the map, no closer than is useful, its middle on the map."""
    largest = max(base.width, base.height)
    side = min(max(view.side, closest(base)), largest)
    return View(_held(view.x, side, base.width), _held(view.y, side, base.height), side)


def zoomed(base: BaseMap, view: View, factor: float, at: tuple[float, float] | None = None) -> View:
    """The view `factor` times closer, around a spot when one is given."""
    x, y = at or (view.x, view.y)
    return within(base, View(x, y, view.side / factor))


def parse(base: BaseMap, text: str) -> View:
    """A view as a form carried it; the whole map when it is missing or broken."""
    found = numbers(text, 3)
    return within(base, View(*found)) if found else whole(base)


def numbers(text: str, count: int) -> tuple[float, ...] | None:
    """So many finite numbers with commas between them; None for anything else."""
    try:
        found = tuple(float(part) for part in text[:200].split(","))
    except ValueError:
        return None
    return found if len(found) == count and all(abs(one) < FARTHEST for one in found) else None


def _held(middle: float, side: float, length: float) -> float:
    """The middle moved so that the frame stays on the map, where the map is larger than the frame."""
    return length / 2 if side >= length else min(max(middle, side / 2), length - side / 2)


def _round(metres: float) -> float:
    """The next round length below: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step for step in (1, 2, 5) if step * power <= metres) * power
