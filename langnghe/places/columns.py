"""Which column of a table holds what: known by its Vietnamese header, with or without accents."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.kernel.folding import fold
from langnghe.kernel.refused import Refused
from langnghe.places.rules import KINDS
from langnghe.sheets import columns as sheets
from langnghe.sheets.columns import bare, first_known, ignored, one_line, places_of
from langnghe.sheets.reading import Row, Sheet

TITLES = {
    "group": gettext_lazy("Tổ dân phố"),
    "code": gettext_lazy("Mã hộ"),
    "head": gettext_lazy("Chủ hộ"),
    "address": gettext_lazy("Địa chỉ"),
    "members": gettext_lazy("Số nhân khẩu"),
}
_NAMES = {
    "group": {"to", "tdp", "kp", "to dan", "to thon", "thon to", "to dan pho thon", "thon to dan pho", "khu vuc"},
    "code": {"ma ho", "ma so ho", "so ho", "ma ho gia dinh", "ma ho dan", "ma so ho gia dinh", "so ho khau", "mh"},
    "head": {"chu ho", "ho ten chu ho", "ho va ten chu ho", "ten chu ho", "ho va ten", "ho ten", "chu ho gia dinh"},
    "address": {"dia chi", "so nha", "noi o", "dia chi nha", "dia chi thuong tru", "noi thuong tru", "cho o"},
    "members": {"so nhan khau", "nhan khau", "so khau", "khau", "so nguoi", "tong so nhan khau", "tong so khau"},
}
_KIND_WORDS = {fold(kind): kind for kind in KINDS}
_WANTED = {name: column for column, names in _NAMES.items() for name in names} | dict.fromkeys(_KIND_WORDS, "group")
SAMPLE = 5_100  # rows; deeper than blank rows that people only formatted


@dataclass(frozen=True)
class Layout(sheets.Layout):
    """Where the columns stand. `kind`: what the column calls a group.

    `numbered`: groups are written as bare numbers, so `3` under `Tổ` means Tổ 3.
    """

    kind: str
    numbered: bool = False


def choose(tables: Iterable[Sheet]) -> tuple[Sheet, Layout]:
    """The first table with a header we know. Refused when there is none, or when two columns claim the same thing."""
    nothing = _("Không thấy dòng tiêu đề. Bảng cần cột «Tổ dân phố», và để nhập hộ thì «Mã hộ», «Chủ hộ». Xem tệp mẫu.")
    sheet, layout = first_known(tables, layout_of, nothing)
    return sheet, replace(layout, numbered=_is_numbered(sheet, layout))


def _is_numbered(sheet: Sheet, layout: Layout) -> bool:
    """Whether most of the first groups are bare numbers. Refused when there is no row below the header."""
    below = [
        row for row in islice(sheet.rows(), SAMPLE) if row.number > layout.header and any(map(one_line, row.cells))
    ]
    if not below:
        raise Refused(_("Bảng chỉ có dòng tiêu đề, chưa có dòng nào. Xin điền danh sách rồi gửi lại."))
    return numbers_groups(layout, below)


def numbers_groups(layout: Layout, rows: Iterable[Row]) -> bool:
    """Whether most of these rows name their group by a bare number."""
    place = layout.places["group"]
    said = [one_line(row.cells[place]) for row in rows if place < len(row.cells) and one_line(row.cells[place])]
    return 2 * sum(text.isdecimal() for text in said) > len(said)


def layout_of(row: Row) -> Layout | None:
    """The layout a header gives; None when the row is no header of ours."""
    if "group" not in map(column_of, row.cells):
        return None
    places = places_of(row, column_of, TITLES)
    if ("code" in places) != ("head" in places):
        missing = TITLES["head" if "code" in places else "code"]
        raise Refused(_("Bảng thiếu cột «%(name)s». Xin thêm cột ấy rồi gửi lại.") % {"name": missing})
    kind = _KIND_WORDS.get(bare(row.cells[places["group"]]).removeprefix("ten "), "")
    return Layout(places, row.number, ignored(row, column_of), kind)


def column_of(header: str) -> str:
    """The field a header names: `TỔ DÂN PHỐ (*)` is `group`; empty when it is not ours."""
    said = bare(header)
    return _WANTED.get(said) or _WANTED.get(said.removeprefix("ten "), "")
