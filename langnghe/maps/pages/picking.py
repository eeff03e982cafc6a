"""Picking a point without a script: the whole form travels along, and a tap on the picture comes back as x and y.

A form of another room includes `maps/parts/pick.html`; README.md says how its view takes part.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from langnghe.maps import reads, sheets, steps
from langnghe.maps.earth import Position, position_of
from langnghe.maps.models import BaseMap
from langnghe.maps.sheets import Mark, View
from langnghe.places.models import Ward

ASKED, FORMER = "chon_diem", "diem_cu"
OURS = steps.NAMES | {ASKED, steps.VIEW, FORMER, "latitude", "longitude", "csrfmiddlewaretoken"}
NEAR = 600.0  # metres across, of the first view of a point picked before


def part(ward: Ward, latitude: Any, longitude: Any) -> dict[str, Any]:
    """Context `pick` of `maps/parts/pick.html`; the part draws nothing to press when the ward has no map."""
    at, base = position_of(latitude, longitude), reads.in_use(ward)
    return {
        "base": base,
        "ground": reverse("maps:ground", args=[ward.slug]),
        "group": reads.group_at(ward, at) if at and base else None,
    } | _written(at)


def asked(data: QueryDict) -> bool:
    """Whether the form was sent to pick a point, not to be taken in."""
    return ASKED in data


def page(request: HttpRequest, ward: Ward, *, keeps_files: bool = False) -> HttpResponse | None:
    """The page with the picture; None when the form itself is to be shown again. `keeps_files`: the form kept them."""
    data, base = request.POST, reads.in_use(ward)
    if base is None or data[ASKED] in {"xong", "thoi", "bo"}:
        return None
    at, view = _step(base, data)
    spot = sheets.spot_of(base, at) if at else None
    context = {
        "place": ward,
        "sheet": reads.sheet(base, ward, view, [Mark(*spot)] if spot else []),
        "carried": [(name, value) for name, values in data.lists() if name not in OURS for value in values],
        "former": data.get(FORMER) or f"{data.get('latitude', '')},{data.get('longitude', '')}",
        "group": reads.group_at(ward, at) if at else None,
        "action": request.get_full_path(),
        "names": [name for name, _size in steps.TAPS],
        "lost_files": bool(request.FILES) and not keeps_files,
    } | _written(at)
    return render(request, "maps/pick_page.html", context)


def fields(data: QueryDict, ward: Ward) -> dict[str, Any]:
    """All that the form carried, with the point as it is now; a group that was left open is the point's."""
    kept: dict[str, Any] = {name: _one_or_all(values) for name, values in data.lists() if name not in OURS}
    at = _settled(data)
    group = reads.group_at(ward, at) if at and not kept.get("group") else None
    return kept | _written(at) | ({"group": str(group.id)} if group else {})


def may_locate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the page ask the browser where it is: other pages may not."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), interest-cohort=()"
        return response

    return allowed


def _step(base: BaseMap, data: QueryDict) -> tuple[Position | None, View]:
    """The point and the view after what was pressed."""
    at = position_of(data.get("latitude"), data.get("longitude"))
    before = sheets.spot_of(base, at) if at else None
    if at and not data.get(steps.VIEW):
        return at, sheets.around(base, at, NEAR) or sheets.whole(base)
    spot, view = steps.after(base, sheets.parse(base, data.get(steps.VIEW, "")), before, data, str(data[ASKED]))
    return at if spot == before else _place(base, spot), view


def _place(base: BaseMap, spot: steps.Spot | None) -> Position | None:
    fitted = base.affine
    return position_of(*fitted.to_earth(*spot)) if spot and fitted else None


def _settled(data: QueryDict) -> Position | None:
    """The point with which somebody leaves the picture: the one shown, the former one, or none."""
    if data[ASKED] == "bo":
        return None
    if data[ASKED] == "thoi":
        return position_of(*(data.get(FORMER, "").partition(",")[::2]))
    return position_of(data.get("latitude"), data.get("longitude"))


def _written(at: Position | None) -> dict[str, str]:
    """The two hidden values, as numbers everywhere write them."""
    return {"latitude": f"{at.latitude:.6f}" if at else "", "longitude": f"{at.longitude:.6f}" if at else ""}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
