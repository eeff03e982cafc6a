"""The uploaded workbook once more, with what the machine says beside the rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from langnghe.kernel.folding import fold
from langnghe.sheets.blanks import Column, Writing
from langnghe.sheets.columns import bare, one_line
from langnghe.sheets.reading import MAX_CELL, Row
from langnghe.workbook.content import REMARKS_TITLE, columns_of
from langnghe.workbook.problems import sentence
from langnghe.workbook.sources import Found, Source


@dataclass(frozen=True)
class Said:
    """A remark as it is shown: on which row and column of a sheet."""

    sheet: str
    number: int
    column: str
    code: str
    other: int
    is_note: bool


def remarked(found: Found, remarks: Mapping[str, Sequence[Said]]) -> bytes:
    """The sheets of ours, cells as text, a column of remarks at the end; `remarks` by sheet, in the order of rows."""
    writing = Writing()
    for code, source in found.sources.items():
        _write(writing, source, remarks.get(code, ()))
    return writing.done()


def _write(writing: Writing, source: Source, remarks: Iterable[Said]) -> None:
    header = next(row for row in source.tab.head if row.number == source.header)
    keep = [at for at, cell in enumerate(header.cells) if bare(cell) != bare(REMARKS_TITLE)]
    while keep and not one_line(header.cells[keep[-1]]):
        keep.pop()
    known = {fold(column.title): column for column in columns_of(source.code)}
    titles = [one_line(header.cells[at]) for at in keep]
    columns = [known.get(fold(title), Column(title, "")) for title in titles] + [Column(REMARKS_TITLE, "", 70)]
    sheet = writing.sheet(source.tab.name[:31], columns)
    places = _places(source)
    for row, said in _beside(source.tab.rows(), remarks):
        _write_row(writing, sheet, row, keep, said, places, row.number == source.header)


def _places(source: Source) -> dict[str, int]:
    return dict(source.layout.places) | source.own


def _beside(rows: Iterable[Row], remarks: Iterable[Said]) -> Iterator[tuple[Row, list[Said]]]:
    """Each row with its remarks; both come in the order of numbers."""
    by_row = groupby(remarks, key=lambda said: said.number)
    number, said = _next(by_row)
    for row in rows:
        while number and number < row.number:
            number, said = _next(by_row)
        yield row, said if number == row.number else []


def _next(by_row: Iterator[tuple[int, Iterable[Said]]]) -> tuple[int, list[Said]]:
    number, group = next(by_row, (0, ()))
    return number, list(group)


def _write_row(
    writing: Writing, sheet: Any, row: Row, keep: list[int], said: list[Said], places: Mapping[str, int], head: bool
) -> None:
    at = row.number - 1
    wrong = {places.get(one.column, -1) for one in said if not one.is_note}
    for column, place in enumerate(keep):
        text = row.cells[place][:MAX_CELL] if place < len(row.cells) else ""
        if text:
            sheet.write_string(at, column, text, writing.head if head else writing.bad if place in wrong else None)
    if head:
        sheet.write_string(at, len(keep), REMARKS_TITLE, writing.head)
    elif said:
        words = "\n".join(dict.fromkeys(sentence(one.sheet, one.code, one.other) for one in said))
        sheet.write_string(at, len(keep), words, writing.bad if wrong else writing.note)
