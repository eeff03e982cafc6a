"""The empty list wards fill in, and its columns."""

import io

from django.utils.translation import gettext as _
from django.utils.translation import override

from langnghe.kernel.later import Later
from langnghe.places.columns import TITLES

xlsxwriter = Later("xlsxwriter")
_EXAMPLES = [
    ("Tổ 3", "DH-0001", "Nguyễn Thị Ví Dụ", "12 Lê Lợi", "4"),
    ("Tổ 3", "DH-0002", "Trần Văn Mẫu", "14/2 Hùng Vương", "3"),
]


def headers() -> list[str]:
    """The columns as the import knows them: Vietnamese, whatever language the reader chose."""
    with override("vi"):
        return [str(title) for title in TITLES.values()]


def template_file() -> bytes:
    """The list to fill in: headers, two example rows, columns as text so that Excel changes nothing."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("Danh sách hộ"))
    sheet.set_column(0, 4, 24, book.add_format({"num_format": "@"}))
    sheet.write_row(0, 0, headers(), book.add_format({"bold": True, "bg_color": "#e3ede4"}))
    for number, row in enumerate(_EXAMPLES, start=1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
