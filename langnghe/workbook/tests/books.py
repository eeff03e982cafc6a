"""Workbooks as wards send them, for tests."""

import io
from collections.abc import Sequence

import xlsxwriter

from langnghe.workbook.content import SHEETS, columns_of

Rows = Sequence[Sequence[object]]

GROUPS: Rows = [("Tổ 3",), ("Tổ 8",), ("Khu phố 9",)]
HOUSEHOLDS: Rows = [
    ("Tổ 3", "DH-001", "Nguyễn Thị Tư", "12 Lê Lợi", 4),
    ("Tổ 8", "DH-002", "Trần Văn Phúc", "14/2 Hùng Vương", ""),
    ("Khu phố 9", "DH-003", "Đặng Quang Mẫn", "", 5),
]
OFFICERS: Rows = [
    ("phuc.tran", "Trần Văn Phúc", "CSKV", "Công an phường", "", "Tổ 3; Tổ 8", "01/08/2026", ""),
    (
        "tu.nguyen",
        "Nguyễn Thị Tư",
        "Tổ trưởng tổ dân phố",
        "Ban cán sự Tổ 8",
        "Tổ trưởng Tổ 8",
        "Tổ 8",
        "",
        "31/12/2028",
    ),
    ("chau", "Lê Minh Châu", "Trực ban", "Công an phường", "Trực ban đêm", "", "", ""),
]
OPINIONS: Rows = [
    ("Y-1", "2024", "9/8/2024", "Đèn hẻm 12 tắt lâu ngày", "", "Tổ 8", "Đã báo điện lực"),
    ("Y-2", "2024", "ngày 10 tháng 8 năm 2024", "Cống trước chợ nghẹt", "", "", ""),
    ("", "2025", "", "Quán nhậu ồn tới khuya", "", "Khu phố 9", "Đã nhắc nhở"),
]
PROMISES: Rows = [
    ("Y-1", "Thay bóng đèn đầu hẻm", "Cán bộ đô thị", "30/9/2024", "xong", "25/9/2024"),
    ("y-2", "Nạo vét cống", "", "01/12/2024", "trễ", ""),
]
WHOLE: dict[str, Rows] = {
    "groups": GROUPS, "households": HOUSEHOLDS, "officers": OFFICERS, "opinions": OPINIONS, "promises": PROMISES,
}  # fmt: skip


def book_of(sheets: dict[str, Rows], *, hidden: str = "", more: dict[str, Rows] | None = None) -> bytes:
    """A workbook with the template's headers, the column of examples left empty; `more`: sheets of other names."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for code, rows in sheets.items():
        sheet = book.add_worksheet(SHEETS[code])
        sheet.write_row(0, 0, [column.title for column in columns_of(code)])
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 1, row)
        if code == hidden:
            sheet.hide()
    for name, rows in (more or {}).items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def with_rows(**sheets: Rows) -> bytes:
    """The whole workbook with some of its sheets replaced."""
    return book_of(WHOLE | sheets)
