"""A drawing of streets and areas as an SVG picture, made of numbers and escaped names only."""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from django.utils.html import escape

from langnghe.kernel.folding import fold
from langnghe.maps import naming
from langnghe.maps.affine import Affine
from langnghe.maps.geojson import Feature
from langnghe.maps.thinning import Line
from langnghe.places.rules import KINDS

WIDTH = 2000  # units of a drawing's plane
# How large letters are, by how many units of the plane one pixel of the screen covers at least.
LEVELS = ((4.0, 3.0), (1.6, 1.3), (0.6, 0.5), (0.0, 0.2))
GROUP, STREET, REST = range(3)  # whose name stands first
CROWDED = 2.0  # with letters as large as this, only groups and streets have room for their names
COLOURS = """
.paper{fill:#f7f4ea}.group{fill:#fdfbf4;stroke:#7d6b45}.block{fill:#ebe3d0;stroke:#cfc3a6}
.water{fill:#b9dbe8;stroke:#5f98ad}.green{fill:#cfe3bd;stroke:#8fae74}.edge,.lane-edge{stroke:#a89b7c}
.street,.lane{stroke:#fff}.river{stroke:#8fc0d2}.spot{fill:#5e4100;stroke:#fff}
text{fill:#2b2a22;stroke:#fff}.name-group{fill:#6a531d}
@media (prefers-color-scheme:dark){
.paper{fill:#16211d}.group{fill:#1d2a25;stroke:#b79a5c}.block{fill:#2a3832;stroke:#3d4f47}
.water{fill:#1d4152;stroke:#4a8ba3}.green{fill:#24402a;stroke:#4c7350}.edge,.lane-edge{stroke:#0d1512}
.street,.lane{stroke:#6b7a72}.river{stroke:#2c6077}.spot{fill:#e9b44c;stroke:#16211d}
text{fill:#f1f5ef;stroke:#16211d}.name-group{fill:#f0cf85}
}
.edge,.lane-edge,.street,.lane,.river{fill:none;stroke-linecap:round;stroke-linejoin:round}
text{font-family:system-ui,"Noto Sans",sans-serif;text-anchor:middle;paint-order:stroke}
.name-group{font-weight:700}
"""
_WATER = re.compile(r"(song|suoi|ho|kenh|ao|bien|rach|dam|vinh|muong)\b")
_GREEN = re.compile(r"(cong vien|vuon|rung|ruong|quang truong|san bong|nghia trang|dong)\b")
_LANE = re.compile(r"(hem|ngo|ngach|kiet|loi|duong mon)\b")
_GROUP = re.compile(rf"({'|'.join(sorted((fold(kind) for kind in KINDS), key=len, reverse=True))}|to|tdp|kp)\b")


def level_of(units_per_pixel: float) -> int:
    """Which of the levels suits a screen."""
    return next(number for number, (least, _letters) in enumerate(LEVELS) if units_per_pixel >= least)


def picture(features: list[Feature], plane: Affine, width: int, height: int, level: int = 1) -> str:
    """The whole document; `level` of `LEVELS`: seen from afar, letters are larger and lines thicker."""
    letters = LEVELS[level][1]
    inside = "\n".join(_layers(features, plane, letters))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<style>{_style(letters)}</style>"
        f'<rect class="paper" width="{width}" height="{height}"/>\n{inside}\n</svg>\n'
    )


def style_sources() -> list[str]:
    """The drawings' styles as a content policy names them: nothing else in a drawing may have a style."""
    digests = (hashlib.sha256(_style(letters).encode()).digest() for _least, letters in LEVELS)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _style(letters: float) -> str:
    return COLOURS + _sizes(letters)


def _sizes(letters: float) -> str:
    thin = min(1.0, 0.1 + 0.9 * letters)
    return (
        f".group{{stroke-width:{3 * thin:.1f};stroke-dasharray:{16 * thin:.0f} {9 * thin:.0f}}}"
        f".block,.green,.water{{stroke-width:{1.5 * thin:.1f}}}.spot{{stroke-width:{3 * thin:.1f}}}"
        f".edge{{stroke-width:{22 * thin:.1f}}}.street{{stroke-width:{18 * thin:.1f}}}.river{{stroke-width:20}}"
        f".lane-edge{{stroke-width:{12 * thin:.1f}}}.lane{{stroke-width:{9 * thin:.1f}}}"
        f"text{{stroke-width:{6 * letters:.1f}}}"
        f".name{{font-size:{naming.SIZE * letters:.1f}px}}.name-group{{font-size:{naming.GROUP_SIZE * letters:.1f}px}}"
    )


def is_group(name: str) -> bool:
    """Whether an area's name reads like a residential group's."""
    return _GROUP.match(fold(name)) is not None


def path_of(lines: list[Line], plane: Affine, *, close: bool) -> str:
    """Lines as the data of an SVG path, in whole units from point to point."""
    return "".join(_path(line, plane, close) for line in lines)


def _layers(features: list[Feature], plane: Affine, letters: float) -> Iterator[str]:
    """From the ground up: areas, waters, streets' edges, streets, spots, names."""
    areas = [one for one in features if one.shape == "area"]
    lines = [(one, _line_class(one.name)) for one in features if one.shape == "line"]
    draw = partial(path_of, plane=plane)
    yield from _paths("group", [draw(one.lines, close=True) for one in areas if is_group(one.name)])
    for kind in ("block", "green", "water"):
        yield from _paths(kind, [draw(one.lines, close=True) for one in areas if _area_class(one.name) == kind])
    yield from _paths("river", [draw(one.lines, close=False) for one, kind in lines if kind == "river"])
    for layer, kind in (("lane-edge", "lane"), ("edge", "street"), ("lane", "lane"), ("street", "street")):
        yield from _paths(layer, [draw(one.lines, close=False) for one, has in lines if has == kind])
    for x, y in (_spots(one.lines[0], plane)[0] for one in features if one.shape == "spot"):
        yield f'<circle class="spot" cx="{x}" cy="{y}" r="{min(9.0, 9 * letters):.1f}"/>'
    yield from _names(features, plane, letters)


def _paths(kind: str, data: list[str]) -> Iterator[str]:
    if data:
        yield f'<path class="{kind}" fill-rule="evenodd" d="{"".join(data)}"/>'


def _path(line: Line, plane: Affine, close: bool) -> str:
    spots = _spots(line, plane)
    steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(spots)]
    return f"M{spots[0][0]} {spots[0][1]}l{' '.join(steps)}{'z' if close else ''}" if steps else ""


def _spots(line: Line, plane: Affine) -> list[tuple[int, int]]:
    return [(round(x), round(y)) for x, y in (plane.to_plane(latitude, longitude) for longitude, latitude in line)]


def _area_class(name: str) -> str:
    folded = fold(name)
    if is_group(name):
        return "group"
    return "water" if _WATER.match(folded) else "green" if _GREEN.match(folded) else "block"


def _line_class(name: str) -> str:
    folded = fold(name)
    return "river" if _WATER.match(folded) else "lane" if not folded or _LANE.match(folded) else "street"


def _names(features: list[Feature], plane: Affine, letters: float) -> Iterator[str]:
    """Groups first, then streets, then the rest where letters leave room for them; no name covers another."""
    taken = naming.Taken(letters)
    for one in sorted((one for one in features if one.name), key=_rank):
        if letters >= CROWDED and _rank(one) == REST:
            return
        size = (naming.GROUP_SIZE if _rank(one) == GROUP else naming.SIZE) * letters
        stand = taken.first_free(one.name, size, _stands(one, _spots(one.lines[0], plane), letters))
        if stand:
            kind = "name-group" if _rank(one) == GROUP else "name"
            yield f'<text class="{kind}" {stand.attributes}>{escape(one.name)}</text>'


def _rank(one: Feature) -> int:
    if one.shape == "area":
        return GROUP if is_group(one.name) else REST
    return STREET if one.shape == "line" and _line_class(one.name) == "street" else REST


def _stands(one: Feature, spots: naming.Spots, letters: float) -> Iterator[naming.Stand]:
    if one.shape == "line":
        return naming.along(spots, one.name, letters)
    return naming.beside(spots, letters) if one.shape == "spot" else naming.within(spots, letters)
