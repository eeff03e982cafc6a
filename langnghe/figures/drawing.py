"""Bars drawn by us: one small SVG a line, its words beside it in the page, so that they stay readable on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from langnghe.figures.counting import PARTS
from langnghe.shell.numbers import number

WIDTH, HEIGHT = 1000, 20


@dataclass(frozen=True)
class Bar:
    """One line of a chart: what it is, how many, where its rows are, and the drawing."""

    name: str
    count: int
    url: str
    drawing: SafeString


def bar(name: str, parts: Mapping[str, int], longest: int, mark: str) -> SafeString:
    """Parts of a whole beside each other; `longest`: the count of the longest line. `mark`: unique on the page."""
    told = ", ".join(f"{said}: {number(parts[code])}" for code, said in PARTS.items() if parts[code])
    return format_html(
        '<svg class="bar" viewBox="0 0 {w} {h}" preserveAspectRatio="none" role="img" '
        'aria-labelledby="{mark}-t {mark}-d"><title id="{mark}-t">{name}</title><desc id="{mark}-d">{told}</desc>'
        "{rects}</svg>",
        w=WIDTH, h=HEIGHT, mark=mark, name=name, told=told or "0", rects=_rects(parts, longest),
    )  # fmt: skip


def _rects(parts: Mapping[str, int], longest: int) -> SafeString:
    found, at = [], 0.0
    for code in PARTS:
        wide = WIDTH * parts[code] / longest if longest else 0.0
        if wide:
            found.append((code, f"{at:.1f}", f"{wide:.1f}", str(HEIGHT)))
        at += wide
    return format_html_join("", '<rect class="part-{}" x="{}" y="0" width="{}" height="{}"/>', found)
