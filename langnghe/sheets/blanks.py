"""Workbooks that wards fill in: sheets with explained columns, lists to choose from, marked examples."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langnghe.kernel.later import Later

xlsxwriter = Later("xlsxwriter")
LAST_ROW = 60_000
GREEN, YELLOW, RED = "#e3ede4", "#fff4d6", "#fde2e0"


@dataclass(frozen=True)
class Column:
    """A column to fill in: its header, what it is for, and the cells that list its choices (`choice_range`).

    `strict`: only what is on the list may be typed; otherwise the list only helps.
    """

    title: str
    note: str
    width: int = 22
    choices: str = ""
    strict: bool = False


@dataclass(frozen=True)
class Blank:
    """A sheet to fill in; `examples` are rows of it, never imported, marked in the first column."""

    name: str
    columns: Sequence[Column]
    examples: Sequence[Sequence[str]] = ()


class Writing:
    """A workbook being written, row by row, with the formats that all sheets share. No cell becomes a formula."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.out, options)
        self.text = self._format(num_format="@", valign="top", text_wrap=True)
        self.head = self._format(num_format="@", bold=True, bg_color=GREEN, text_wrap=True, valign="top", bottom=1)
        self.example = self._format(num_format="@", italic=True, font_color="#6b5900", bg_color=YELLOW)
        self.bad = self._format(num_format="@", valign="top", text_wrap=True, bg_color=RED)
        self.note = self._format(num_format="@", valign="top", text_wrap=True, bg_color=YELLOW)
        self.title = self._format(bold=True, font_size=14)
        self.wrapped = self._format(text_wrap=True, valign="top")

    def _format(self, **properties: Any) -> Any:
        return self.book.add_format(properties)

    def done(self) -> bytes:
        """The file."""
        self.book.close()
        return self.out.getvalue()

    def sheet(self, name: str, columns: Sequence[Column]) -> Any:
        """An empty sheet dressed for these columns: widths, lists to choose from, the first row kept in sight."""
        made = self.book.add_worksheet(name)
        for place, column in enumerate(columns):
            made.set_column(place, place, column.width, self.text)
            if column.choices:
                made.data_validation(1, place, LAST_ROW, place, _validation(column))
        made.freeze_panes(1, 0)
        return made


def _validation(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = {"validate": "list", "source": column.choices, "ignore_blank": True}
    if column.strict:
        return said | {
            "error_type": "stop",
            "error_title": "Chưa có trong danh sách",
            "error_message": "Xin chọn trong danh sách của ô.",
        }
    return said | {"show_error": False}


def choice_range(sheet: str, letter: str, last: int, first: int = 2) -> str:
    """The cells of a list, as a validation names them."""
    return f"='{sheet}'!${letter}${first}:${letter}${last}"


def blank_book(guide: Iterable[str], blanks: Sequence[Blank], lists: Mapping[str, Sequence[str]], *,
               guide_name: str, lists_name: str) -> bytes:  # fmt: skip
    """The workbook to fill in: how to, the sheets, and last the lists to choose from."""
    writing = Writing()
    _write_guide(writing, guide_name, guide, blanks)
    for blank in blanks:
        _write_blank(writing, blank)
    sheet = writing.book.add_worksheet(lists_name)
    sheet.set_column(0, len(lists) - 1, 40)
    sheet.write_row(0, 0, list(lists), writing.head)
    for number in range(max(map(len, lists.values()))):
        sheet.write_row(number + 1, 0, [one[number] if number < len(one) else "" for one in lists.values()])
    return writing.done()


def _write_guide(writing: Writing, name: str, guide: Iterable[str], blanks: Sequence[Blank]) -> None:
    sheet = writing.book.add_worksheet(name)
    sheet.set_column(0, 0, 18, writing.wrapped)
    sheet.set_column(1, 1, 24, writing.wrapped)
    sheet.set_column(2, 2, 84, writing.wrapped)
    number = 0
    for number, line in enumerate(guide):
        sheet.write(number, 0, line, writing.title if number == 0 else None)
    sheet.write_row(number + 2, 0, ["Tờ", "Cột", "Ghi gì"], writing.head)
    number += 3
    for blank in blanks:
        for column in blank.columns:
            sheet.write_row(number, 0, [blank.name, column.title, column.note], writing.wrapped)
            number += 1


def _write_blank(writing: Writing, blank: Blank) -> None:
    sheet = writing.sheet(blank.name, blank.columns)
    for place, column in enumerate(blank.columns):
        sheet.write(0, place, column.title, writing.head)
        sheet.write_comment(0, place, column.note, {"x_scale": 2})
    for number, row in enumerate(blank.examples, start=1):
        sheet.write_row(number, 0, row, writing.example)
