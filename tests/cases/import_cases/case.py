"""What a case is, and the shortest ways to build its file."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl

COLUMNS = ("group", "code", "head", "address", "members")
HEADER = ("Tổ dân phố", "Mã hộ", "Chủ hộ", "Địa chỉ", "Số nhân khẩu")
Household = tuple[str, str, str, str, int | None]  # group, code, head, address, members
GOOD: list[Household] = [
    ("Tổ 1", "DH-0001", "Trần Thanh Bình", "12 Lê Lợi", 4),
    ("Tổ 2", "DH-0002", "Nguyễn Thị Ân", "15/3 Hoàng Văn Thụ", 3),
    ("Tổ 3", "DH-0003", "Đỗ Mỹ Hạnh", "7 Trần Phú", 5),
]


@dataclass(frozen=True)
class Case:
    """A file and what its report must say. Rows are counted as a spreadsheet shows them: the header is row 1.

    `good` households are taken as they stand; `bad` rows are refused about that column; a `free` row is either
    refused about that column or taken exactly as given (never as something else, never lost in silence);
    `whole`: True – the file is refused in one sentence, None – it may be, else it is taken.
    """

    name: str
    file_name: str
    build: Callable[[], bytes]
    good: Mapping[int, Household] = field(default_factory=dict)
    bad: Mapping[int, str] = field(default_factory=dict)
    free: Mapping[int, tuple[str, Household]] = field(default_factory=dict)
    whole: bool | None = False


def table(rows: Iterable[Sequence[object]], *, header: Sequence[str] = HEADER, mark: str = ",") -> str:
    """Rows as CSV text, quoted as spreadsheets do."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()


def csv_bytes(rows: Iterable[Sequence[object]], *, header: Sequence[str] = HEADER, mark: str = ",") -> bytes:
    """The same in UTF-8."""
    return table(rows, header=header, mark=mark).encode()


def book(
    rows: Iterable[Sequence[object]],
    *,
    header: Sequence[object] = HEADER,
    change: Callable[[openpyxl.Workbook], None] = lambda workbook: None,
) -> bytes:
    """Rows as an XLSX file; `change` spoils the workbook before it is saved."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def from_two(households: Iterable[Household]) -> dict[int, Household]:
    """Households by their row, the first under the header."""
    return dict(enumerate(households, start=2))
