"""Lists as wards send them, for tests."""

import io
from collections.abc import Iterable, Iterator

import xlsxwriter

HEADER = ("Tổ dân phố", "Mã hộ", "Chủ hộ", "Địa chỉ", "Số nhân khẩu")
Table = Iterable[Iterable[object]]

THREE = (
    HEADER,
    ("Tổ 3", "DH-001", "Nguyễn Thị Tư", "12 Lê Lợi", 4),
    ("Tổ 3", "DH-002", "Trần Văn Phúc", "14/2 Hùng Vương", 3),
    ("Tổ 8", "DH-003", "Đặng Quang Mẫn", "9 Phan Đình Phùng", 5),
)


def csv_of(table: Table, encoding: str = "utf-8") -> bytes:
    """A CSV file; every cell quoted."""
    lines = [",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in table]
    return ("\n".join(lines) + "\n").encode(encoding)


def xlsx_of(table: Table, **sheets: Table) -> bytes:
    """An XLSX file; further sheets by name. Text that begins with = becomes a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in {"Danh sách": table, **sheets}.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, list(row))
    book.close()
    return out.getvalue()


def households(count: int, groups: int = 7) -> Iterator[tuple[object, ...]]:
    """A long list."""
    yield HEADER
    for number in range(1, count + 1):
        group = f"Tổ {number % groups + 1}"
        yield (group, f"DH-{number:05d}", f"Nguyễn Văn Hộ {number}", f"{number} Lê Lợi", number % 9 + 1)
