"""Cells typed with an old font inside a workbook: read when the whole sheet is so, else shown row by row."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from langnghe.kernel.encodings import Unsure, is_as_written, repair
from langnghe.sheets.reading import SAMPLE_ROWS, Row


def mender(rows: Iterable[Row]) -> Callable[[Row], Row]:
    """How to read the rows of a sheet, judged by its first ones: headers are left out, they are never in an old font.

    A sheet all in an old font is read; in any other, a cell that is in one is marked `old_font`.
    """
    try:
        read = repair(cell for row in islice(rows, SAMPLE_ROWS) for cell in row.cells)
    except Unsure:
        return lambda row: _marked(row, mixed=True)
    if not is_as_written(read):
        return lambda row: replace(row, cells=tuple(map(read, row.cells)))
    return lambda row: _marked(row, mixed=False)


def _marked(row: Row, *, mixed: bool) -> Row:
    """The row with a mark on each cell that an old font explains; when mixed, on each that may be in one."""
    old = {place: "old_font" for place, cell in enumerate(row.cells) if _is_old(cell, mixed)}
    return replace(row, marks=old | dict(row.marks)) if old else row


def _is_old(cell: str, mixed: bool) -> bool:
    if cell.isascii():
        return False
    try:
        return not is_as_written(repair([cell]))
    except Unsure:
        return mixed and _in_one_byte(cell)


def _in_one_byte(cell: str) -> bool:
    """Whether every sign is one of a single-byte page: letters that only Vietnamese has are not."""
    try:
        cell.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
