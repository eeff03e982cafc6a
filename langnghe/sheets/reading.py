"""A CSV or XLSX file as rows of text: told apart by content, with limits, refused by a sentence."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from langnghe.kernel.encodings import Unsure, decode, repair
from langnghe.kernel.formats import number
from langnghe.kernel.later import Later
from langnghe.kernel.refused import Refused

openpyxl = Later("openpyxl")
MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 150
RATIO_FROM = 1_000_000
MAX_PARTS = 400
MAX_ROWS = 60_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
MAX_SHEETS = 20
HEAD_ROWS = 50
SAMPLE_ROWS = 400
_MARKS = {"f": "formula", "e": "error", "d": "date"}  # openpyxl's types of cells that are no text of ours
# In front of tables that this product wrote: UTF-8 and commas for certain, nothing to be guessed.
OURS = b"\xef\xbb\xbf#langnghe\n"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_STRANGERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x7fELF", b"MZ")


@dataclass(frozen=True)
class Row:
    """One row as a person sees it: its number in the table program, its cells, and what is wrong with some of them."""

    number: int
    cells: tuple[str, ...]
    marks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A readable table: `form` is `xlsx` or the encoding; `rows()` starts again each time."""

    form: str
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class Tab:
    """A sheet of a workbook by its name, cells as they stand: its first rows; `rows()` starts again each time."""

    name: str
    hidden: bool
    head: tuple[Row, ...]
    rows: Callable[[], Iterator[Row]]


def open_sheets(path: Path) -> list[Sheet]:
    """The tables in a file (one for CSV). Refused, with what to do, when it is no table we can read for certain."""
    head = _head_of(path)
    if head.startswith(b"PK"):
        return _xlsx(path)
    _refuse_strangers(head)
    return [_csv(path)]


def open_tabs(path: Path) -> list[Tab]:
    """The sheets of a workbook, hidden ones too. Refused, with what to do, when it is no XLSX we can read."""
    head = _head_of(path)
    if not head.startswith(b"PK"):
        _refuse_strangers(head)
        raise Refused(_("Tệp này không phải sổ Excel. Xin điền vào tệp mẫu rồi lưu thành .xlsx."))
    _refuse_bombs(path)
    with _workbook(path) as book:
        if len(book.worksheets) > MAX_SHEETS:
            raise Refused(_("Sổ có quá %(most)s tờ. Xin bỏ bớt những tờ không thuộc mẫu.") % {"most": MAX_SHEETS})
        return [_tab(path, sheet) for sheet in book.worksheets]


def _tab(path: Path, sheet: Any) -> Tab:
    """A sheet of an open workbook; a short one is read once and for all."""
    head = tuple(islice(_rows_of(sheet, str), HEAD_ROWS))
    rows = partial(iter, head) if len(head) < HEAD_ROWS else partial(_xlsx_rows, path, sheet.title, str)
    return Tab(sheet.title, sheet.sheet_state != "visible", head, rows)


def _head_of(path: Path) -> bytes:
    """The first bytes of a file. Refused when it is empty or too large."""
    size = path.stat().st_size
    if size == 0:
        raise Refused(_("Tệp này trống. Xin chọn lại tệp danh sách."))
    if size > MAX_BYTES:
        most = number(MAX_BYTES // 1_000_000)
        raise Refused(_("Tệp lớn quá %(most)s MB. Xin tách danh sách thành nhiều tệp nhỏ hơn.") % {"most": most})
    with path.open("rb") as file:
        return file.read(512)


def _refuse_strangers(head: bytes) -> None:
    if head.startswith(_OLD_EXCEL):
        raise Refused(_("Tệp này là Excel đời cũ (.xls) hoặc có mật khẩu. Xin mở ra, bỏ mật khẩu, lưu thành .xlsx."))
    if head.lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Refused(_("Tệp này là trang web đổi đuôi. Xin mở bằng Excel rồi lưu thành .xlsx."))
    if head.startswith(_STRANGERS):
        raise Refused(_("Tệp này không phải bảng. Xin chọn tệp .xlsx hoặc .csv."))


def _csv(path: Path) -> Sheet:
    data = path.read_bytes()
    if data.startswith(OURS):
        text = data.removeprefix(OURS).decode("utf-8", "replace")
        return Sheet("utf-8", lambda: _csv_rows(text, ","))
    try:
        decoded = decode(data)
    except Unsure:
        raise Refused(
            _("Không chắc tệp dùng bảng mã nào; đọc liều sẽ sai tên người. Xin lưu thành .xlsx hoặc CSV UTF-8.")
        ) from None
    delimiter, told = _delimiter(decoded.text)
    return Sheet(decoded.form, lambda: _csv_rows(told, delimiter))


def _delimiter(text: str) -> tuple[str, str]:
    """The sign between cells, and the text without Excel's own line about it."""
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[-1], rest
    head = "\n".join(text.splitlines()[:20])
    return max(",;\t|", key=head.count), text


def _csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for index, cells in enumerate(reader, start=1):
            yield _row(index, cells)
    except csv.Error as error:
        line = number(reader.line_num)
        raise Refused(
            _("Tệp CSV hỏng ở gần dòng %(line)s (ô quá dài, hoặc thiếu dấu nháy kép). Xin lưu lại thành .xlsx.")
            % {"line": line}
        ) from error


def _row(index: int, cells: list[str], marks: Mapping[int, str] | None = None) -> Row:
    if index > MAX_ROWS:
        most = number(MAX_ROWS)
        raise Refused(_("Danh sách dài quá %(most)s dòng. Xin tách thành nhiều tệp.") % {"most": most})
    return Row(index, tuple(cell[: MAX_CELL + 1] for cell in cells[:MAX_COLUMNS]), marks or {})


def _xlsx(path: Path) -> list[Sheet]:
    _refuse_bombs(path)
    with _workbook(path) as book:
        names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [_xlsx_sheet(path, name) for name in names[:MAX_SHEETS]]


def _xlsx_sheet(path: Path, name: str) -> Sheet:
    try:
        read = repair(cell for row in islice(_xlsx_rows(path, name, str), SAMPLE_ROWS) for cell in row.cells)
    except Unsure:
        raise Refused(
            _("Bảng lẫn chữ phông cũ với chữ Unicode; đọc liều sẽ sai tên người. Xin chuyển cả bảng sang Unicode.")
        ) from None
    return Sheet("xlsx", lambda: _xlsx_rows(path, name, read))


def _refuse_bombs(path: Path) -> None:
    """Sizes are read from the archive's list; a part that lies about its size breaks off with an error when read."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _broken() from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Refused(_("Tệp này không phải bảng Excel. Xin chọn tệp .xlsx hoặc .csv."))
    swollen = [p for p in parts if p.file_size > RATIO_FROM and p.file_size > MAX_RATIO * max(1, p.compress_size)]
    if swollen or len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(_("Tệp Excel này bung ra quá lớn nên không mở. Xin chép danh sách sang một tệp mới rồi gửi lại."))
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(_("Tệp này có mật khẩu. Xin bỏ mật khẩu rồi gửi lại."))


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """The workbook, read as a stream; whatever goes wrong while it is open is a broken file."""
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            yield book
            book.close()
    except (Refused, GeneratorExit):
        raise
    except Exception as error:  # a decoder of strangers' files may raise anything
        raise _broken() from error


def _xlsx_rows(path: Path, name: str, read: Callable[[str], str]) -> Iterator[Row]:
    with _workbook(path) as book:
        yield from _rows_of(book[name], read)


def _rows_of(sheet: Any, read: Callable[[str], str]) -> Iterator[Row]:
    sheet.reset_dimensions()
    for index, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        marks = {place: _MARKS[cell.data_type] for place, cell in enumerate(cells) if cell.data_type in _MARKS}
        yield _row(index, [_text(cell.value, read) for cell in cells], marks)


def _text(value: object, read: Callable[[str], str]) -> str:
    """A cell as text, whole numbers without `.0`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return read(value[: MAX_CELL + 1])
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _broken() -> Refused:
    return Refused(_("Tệp Excel bị hỏng nên không đọc được. Xin mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."))
