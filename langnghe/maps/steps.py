"""What a press on a sheet without a script does: a tap, a small step, closer, farther. Pure."""

from collections.abc import Mapping

from langnghe.maps import sheets
from langnghe.maps.models import BaseMap
from langnghe.maps.sheets import View

Spot = tuple[float, float]
VIEW = "ban_do"
TAPS = (("diem", sheets.SMALL), ("diemto", sheets.LARGE))
NAMES = frozenset(f"{name}.{axis}" for name, _size in TAPS for axis in "xy")
MOVES = {"len": (0, -1), "xuong": (0, 1), "trai": (-1, 0), "phai": (1, 0)}
STEP, CLOSER = 0.05, 2.0
LONGEST = 6  # digits that a place on the screen may have


def tap(data: Mapping[str, str]) -> Spot | None:
    """Where the picture was tapped, as shares of the frame; None for no tap (a key press says 0, 0)."""
    for name, size in TAPS:
        try:
            x, y = (int(data.get(f"{name}.{axis}", "")[:LONGEST]) for axis in "xy")
        except ValueError:
            continue
        if (x, y) != (0, 0):
            return min(max(x / size, 0.0), 1.0), min(max(y / size, 0.0), 1.0)
    return None


def after(
    base: BaseMap, view: View, spot: Spot | None, data: Mapping[str, str], pressed: str
) -> tuple[Spot | None, View]:
    """Spot and view after what was pressed: a tap far away comes closer, a tap close by stays."""
    if tapped := tap(data):
        spot = _held(base, view.spot(*tapped))
        far = view.side > 2 * sheets.closest(base)
        return spot, sheets.zoomed(base, view, sheets.ZOOM, spot) if far else view
    if pressed in MOVES:
        spot = _held(base, _moved(spot or (view.x, view.y), view, *MOVES[pressed]))
        return spot, sheets.within(base, View(*spot, view.side))
    if pressed in {"gan", "xa"}:
        return spot, sheets.zoomed(base, view, CLOSER if pressed == "gan" else 1 / CLOSER, spot)
    return spot, view


def _moved(spot: Spot, view: View, across: int, down: int) -> Spot:
    return spot[0] + across * STEP * view.side, spot[1] + down * STEP * view.side


def _held(base: BaseMap, spot: Spot) -> Spot:
    return min(max(spot[0], 0.0), base.width), min(max(spot[1], 0.0), base.height)
