# ruff: noqa: E501 (tables of cases read better wide)
"""What people do in a spreadsheet: merge, hide, format, colour; and what the spreadsheet does to them."""

import datetime

import openpyxl
from openpyxl.worksheet.table import Table

from tests.cases.import_cases.case import GOOD, HEADER, Case, book, from_two


def _second_sheet(workbook: openpyxl.Workbook) -> None:
    workbook.create_sheet("Ghi chú").append(["không phải dữ liệu"])


def _first_sheet_is_a_cover(workbook: openpyxl.Workbook) -> None:
    workbook.create_sheet("Bìa", 0).append(["DANH SÁCH HỘ GIA ĐÌNH NĂM 2026"])


def _merged(workbook: openpyxl.Workbook) -> None:
    workbook.active.merge_cells("A2:A4")


def _hidden(workbook: openpyxl.Workbook) -> None:
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.column_dimensions["D"].hidden = True


def _filtered(workbook: openpyxl.Workbook) -> None:
    workbook.active.auto_filter.ref = "A1:E4"
    workbook.active.row_dimensions[2].hidden = True


def _formatted_far_down(workbook: openpyxl.Workbook) -> None:
    workbook.active.cell(5_000, 1).font = openpyxl.styles.Font(bold=True)
    workbook.active.cell(4_000, 5, "")


def _as_table(workbook: openpyxl.Workbook) -> None:
    workbook.active.add_table(Table(displayName="Ho", ref="A1:E4"))


MERGED = [
    ("Tổ 1", "G-1", "Bà Tư", "1 Lê Lợi", 1),
    (None, "G-2", "Bà Năm", "2 Lê Lợi", 2),
    (None, "G-3", "Bà Sáu", "3 Lê Lợi", 3),
]
DATED = [("Tổ 1", "D-1", "Bà Tư", datetime.date(2026, 3, 12), 2), ("Tổ 1", datetime.date(2026, 1, 3), "Bà Năm", "", 2),
         ("Tổ 1", "D-3", "Bà Sáu", "5 Lê Lợi", datetime.date(1900, 1, 4))]  # fmt: skip
NUMBERS = [("Tổ 1", 17, "Bà Tư", 12, 4.0), ("Tổ 1", 18.0, "Bà Năm", "", "3"), ("Tổ 1", "000019", "Bà Sáu", "", 5),
           ("Tổ 1", 12345678901, "Bà Bảy", "", 1), (3, "B-5", "Bà Tám", "", 2), ("Tổ 1", "B-6", "Bà Chín", "", 2.5),
           ("Tổ 1", "B-7", True, "", 2)]  # fmt: skip

SHEETS = [
    Case("a second sheet with notes", "hai-trang.xlsx", lambda: book(GOOD, change=_second_sheet), from_two(GOOD)),
    Case("the list on the second sheet", "bia.xlsx", lambda: book(GOOD, change=_first_sheet_is_a_cover), whole=None,
         free={row: ("row", household) for row, household in from_two(GOOD).items()}),
    Case("a group merged over its households", "gop-o.xlsx", lambda: book(MERGED, change=_merged),
         {2: ("Tổ 1", "G-1", "Bà Tư", "1 Lê Lợi", 1)},
         free={3: ("group", ("Tổ 1", "G-2", "Bà Năm", "2 Lê Lợi", 2)), 4: ("group", ("Tổ 1", "G-3", "Bà Sáu", "3 Lê Lợi", 3))}),
    Case("hidden rows and columns count", "an.xlsx", lambda: book(GOOD, change=_hidden), from_two(GOOD)),
    Case("filtered rows count", "loc.xlsx", lambda: book(GOOD, change=_filtered), from_two(GOOD)),
    Case("formatted but empty rows below", "trang.xlsx", lambda: book(GOOD, change=_formatted_far_down), from_two(GOOD)),
    Case("a table of Excel", "bang.xlsx", lambda: book(GOOD, change=_as_table), from_two(GOOD)),
    Case("blank rows between", "xen.xlsx", lambda: book([GOOD[0], (None,) * 5, ("", " ", "", "", ""), *GOOD[1:]]),
         {2: GOOD[0], 5: GOOD[1], 6: GOOD[2]}),
    Case("numbers where text belongs", "so.xlsx", lambda: book(NUMBERS),
         {2: ("Tổ 1", "17", "Bà Tư", "12", 4), 3: ("Tổ 1", "18", "Bà Năm", "", 3), 4: ("Tổ 1", "000019", "Bà Sáu", "", 5),
          5: ("Tổ 1", "12345678901", "Bà Bảy", "", 1)},
         {7: "members"},
         free={6: ("group", ("Tổ 3", "B-5", "Bà Tám", "", 2)), 8: ("head", ("Tổ 1", "B-7", "TRUE", "", 2))}),
    Case("house numbers that became dates", "ngay.xlsx", lambda: book(DATED), bad={3: "code", 4: "members"},
         free={2: ("address", ("Tổ 1", "D-1", "Bà Tư", "12/3", 2))}),
    Case("an error of Excel in a cell", "loi.xlsx", lambda: book([*GOOD, ("Tổ 1", "E-1", "#REF!", "", 1), ("Tổ 1", "#N/A", "Bà Tư", "", 1)]),
         from_two(GOOD), {5: "head", 6: "code"}),
    Case("a title above the header", "tieu-de-tren.xlsx",
         lambda: book([HEADER, *GOOD], header=("DANH SÁCH HỘ GIA ĐÌNH PHƯỜNG DIÊN HỒNG",)), whole=None,
         free={3 + place: ("row", household) for place, household in enumerate(GOOD)}),
]  # fmt: skip
