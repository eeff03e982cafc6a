"""The empty book to fill in."""

import io

from django.utils.translation import gettext as _
from django.utils.translation import override

from langnghe.earlier.columns import TITLES
from langnghe.kernel.later import Later

xlsxwriter = Later("xlsxwriter")
_EXAMPLES = [
    ("2024", "09/08/2024", "Đèn đường đầu hẻm 12 tắt lâu ngày.", "Đường hỏng, đèn đường, thoát nước", "Tổ 3",
     "Phường đã báo đơn vị chiếu sáng.", "Thay bóng đèn đầu hẻm 12.", "Cán bộ đô thị", "30/09/2024", "xong",
     "25/09/2024"),
    ("2024", "09/08/2024", "Quán karaoke mở quá khuya.", "Karaoke, tiếng ồn", "", "Công an phường đã nhắc nhở.", "",
     "", "", "", ""),
]  # fmt: skip


def template_file() -> bytes:
    """Headers in Vietnamese, whatever language the reader chose, two example rows, columns as text."""
    with override("vi"):
        headers = [str(title) for title in TITLES.values()]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("Sổ các năm"))
    sheet.set_column(0, len(headers) - 1, 22, book.add_format({"num_format": "@"}))
    sheet.write_row(0, 0, headers, book.add_format({"bold": True, "bg_color": "#e3ede4"}))
    for number, row in enumerate(_EXAMPLES, start=1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
