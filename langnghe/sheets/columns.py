"""Columns known by their Vietnamese headers, with or without accents, in any order."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.refused import Refused
from langnghe.sheets.reading import Row, Sheet

HEADER_WITHIN = 20
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Layout:
    """Where the columns stand: field to index; the header row's number; what the file has that is not imported."""

    places: dict[str, int]
    header: int
    ignored: tuple[str, ...]


L = TypeVar("L", bound=Layout)


def one_line(text: str) -> str:
    """`text` cleaned, on one line, single spaces."""
    return " ".join(clean_text(text).split())


def bare(header: str) -> str:
    """What a header says: `TỔ DÂN PHỐ (*)` is `to dan pho`."""
    return _NOT_LETTERS.sub(" ", fold(re.sub(r"\(.*?\)", " ", header))).strip()


def places_of(row: Row, column_of: Callable[[str], str], titles: Mapping[str, Promise]) -> dict[str, int]:
    """Where the known columns stand. Refused when two of them claim the same thing."""
    found: dict[str, list[int]] = {}
    for index, cell in enumerate(row.cells):
        if column := column_of(cell):
            found.setdefault(column, []).append(index)
    for column, indexes in found.items():
        if len(indexes) > 1:
            raise Refused(_("Bảng có hai cột «%(name)s». Xin giữ lại một cột.") % {"name": titles[column]})
    return {column: indexes[0] for column, indexes in found.items()}


def ignored(row: Row, column_of: Callable[[str], str]) -> tuple[str, ...]:
    """Headers of what the file has that is not imported."""
    return tuple(one_line(cell)[:40] for cell in row.cells if one_line(cell) and not column_of(cell))


def first_known(sheets: Iterable[Sheet], layout_of: Callable[[Row], L | None], nothing: str) -> tuple[Sheet, L]:
    """The first table with a header that `layout_of` knows, within 20 rows. Refused with `nothing` without one."""
    for sheet in sheets:
        for row in islice(sheet.rows(), HEADER_WITHIN):
            if layout := layout_of(row):
                return sheet, layout
    raise Refused(nothing)
