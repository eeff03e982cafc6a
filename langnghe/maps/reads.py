"""Questions about base maps, and what the parts of other rooms' pages need."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import QuerySet
from django.urls import reverse

from langnghe.maps import affine, areas, geojson, sheets, svg
from langnghe.maps.affine import Pinned
from langnghe.maps.earth import Position, position_of
from langnghe.maps.models import BaseMap, Pin
from langnghe.maps.sheets import Mark, Sheet
from langnghe.places.models import ResidentialGroup, Ward
from langnghe.places.reads import open_groups
from langnghe.places.rules import group_name

KNOWN_SECONDS, DRAWN_SECONDS = 5, 600
AROUND = 500.0  # metres across, of a sheet that shows one point


def cache_key(ward_id: UUID) -> str:
    """Where this process remembers for some seconds which map a ward uses."""
    return f"base-map:{ward_id}"


def in_use(ward: Ward) -> BaseMap | None:
    """The map that residents of the ward see; known for a few seconds, without its drawing."""
    near, key = caches["near"], cache_key(ward.id)
    known: tuple[BaseMap | None] | None = near.get(key)
    if known is None:
        using = BaseMap.objects.filter(ward=ward, in_use_from__isnull=False, replaced_at__isnull=True)
        known = (using.select_related("file").defer("drawing").first(),)
        near.set(key, known, KNOWN_SECONDS)
    return known[0]


def listed(ward: Ward) -> QuerySet[BaseMap]:
    """A ward's maps, newest first."""
    return BaseMap.objects.filter(ward=ward).defer("drawing").order_by("-id")


def pins_of(base: BaseMap) -> list[Pin]:
    """The pins of a picture in their order."""
    return list(Pin.objects.filter(ward=base.ward_id, base_map=base).order_by("place"))


def pinned(base: BaseMap) -> list[Pinned]:
    """The same as numbers."""
    return [Pinned(pin.x, pin.y, Position(pin.latitude, pin.longitude)) for pin in pins_of(base)]


def picture(base: BaseMap, level: int) -> str:
    """A drawing as an SVG document; remembered, for a drawing never changes."""
    near, key = caches["near"], f"base-map-svg:{base.id}:{level}"
    drawn: str | None = near.get(key)
    if drawn is None:
        fitted = base.affine
        assert fitted  # a drawing brings its coordinates along
        drawn = svg.picture(geojson.kept(base.drawing), fitted, base.width, base.height, level)
        near.set(key, drawn, DRAWN_SECONDS)
    return drawn


def image_url(base: BaseMap, ward: Ward, level: int = 0) -> str:
    """Where the public finds the picture of the map in use; a drawing has one for each level of detail."""
    if base.file:
        return reverse("files:serve", args=[base.file.token])
    return f"{reverse('maps:picture', args=[ward.slug, level])}?v={base.id.hex[-12:]}"


def sheet(base: BaseMap, ward: Ward, view: sheets.View, marks: Sequence[Mark] = ()) -> Sheet:
    """A frame of the map in use."""
    return Sheet(base, image_url(base, ward, svg.level_of(view.side / sheets.SMALL)), view, marks)


def ground(base: BaseMap, ward: Ward) -> dict[str, Any]:
    """What a script needs to lay the map: the picture, the plane, the groups' areas in whole units of the plane."""
    fitted = base.affine
    assert fitted  # only a fitted map comes into use
    back = fitted.inverse
    return {
        "images": _images(base, ward),
        "width": base.width,
        "height": base.height,
        "toPlane": [back.a, back.b, back.c, back.d, back.e, back.f],
        "toEarth": [fitted.a, fitted.b, fitted.c, fitted.d, fitted.e, fitted.f],
        "metres": round(affine.metres_per_unit(fitted, base.width / 2, base.height / 2), 4),
        "note": base.note,
        "areas": _areas(base, ward),
    }


def group_at(ward: Ward, at: Position) -> ResidentialGroup | None:
    """The residential group in whose area, drawn on the map in use, a place lies; None where none is drawn."""
    base = in_use(ward)
    if base is None or base.kind != "geojson":
        return None
    return next((group for group, area in _group_areas(base, ward) if areas.contains(area, at)), None)


def showing(ward: Ward, points_url: str) -> dict[str, Any]:
    """Context `show` of `maps/parts/show.html`; empty when the ward has no map."""
    base = in_use(ward)
    return {"ground": reverse("maps:ground", args=[ward.slug]), "points": points_url, "base": base} if base else {}


def point(ward: Ward, latitude: float | None, longitude: float | None) -> dict[str, Any]:
    """Context `point` of `maps/parts/point.html`: the very point for those who may see it; empty without one."""
    at = position_of(latitude, longitude)
    if at is None:
        return {}
    base = in_use(ward)
    view = sheets.around(base, at, AROUND) if base else None
    spot = sheets.spot_of(base, at) if base else None
    drawn = sheet(base, ward, view, [Mark(*spot)]) if base and view and spot else None
    return {"text": f"{at.latitude:.6f}, {at.longitude:.6f}", "sheet": drawn, "base": base}


def _images(base: BaseMap, ward: Ward) -> list[tuple[float, str]]:
    """Pictures with the units of the plane that a pixel must cover at least, from afar to close."""
    if base.file:
        return [(0, image_url(base, ward))]
    return [(least, image_url(base, ward, level)) for level, (least, _letters) in enumerate(svg.LEVELS)]


def _areas(base: BaseMap, ward: Ward) -> list[dict[str, Any]]:
    fitted = base.affine
    if base.kind != "geojson" or fitted is None:
        return []
    return [
        {"id": str(group.id), "name": str(group), "rings": [_ring(line, fitted) for line in area.lines]}
        for group, area in _group_areas(base, ward)
    ]


def _ring(line: geojson.Line, fitted: affine.Affine) -> list[int]:
    spots = (fitted.to_plane(latitude, longitude) for longitude, latitude in line)
    return [round(number) for spot in spots for number in spot]


def _group_areas(base: BaseMap, ward: Ward) -> list[tuple[ResidentialGroup, geojson.Feature]]:
    """The areas that bear the name of a group of the ward, with the group."""
    groups = {group.folded: group for group in open_groups(ward)}
    named = [(groups.get(group_name(area.name).folded), area) for area in _drawn_areas(base)]
    return [(group, area) for group, area in named if group]


def _drawn_areas(base: BaseMap) -> list[geojson.Feature]:
    """Named areas of a drawing; remembered, for a drawing never changes."""
    near, key = caches["near"], f"base-map-areas:{base.id}"
    found: list[geojson.Feature] | None = near.get(key)
    if found is None:
        drawing = json.loads(base.drawing)
        named = [raw for raw in drawing["features"] if raw["properties"]["name"]]
        found = [one for one in geojson.kept(json.dumps({"features": named})) if one.shape == "area"]
        near.set(key, found, DRAWN_SECONDS)
    return found
