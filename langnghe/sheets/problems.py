"""What can be wrong with a cell, whatever it should hold, each as a sentence that says what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.kernel.cells import looks_like_formula
from langnghe.sheets.reading import Row

CELLS: dict[str, Promise] = {
    "formula": gettext_lazy("Ô này là công thức. Xin chép rồi dán lại dạng giá trị (Paste Values)."),
    "date": gettext_lazy("Excel đã đổi ô này thành ngày tháng. Xin định dạng cột là Text rồi gõ lại."),
    "error": gettext_lazy("Ô này báo lỗi của Excel. Xin gõ lại giá trị đúng."),
    "old_font": gettext_lazy("Ô này gõ bằng phông cũ (TCVN3 hoặc VNI). Xin chuyển sang Unicode rồi gõ lại."),
    "unreadable": gettext_lazy("Ô này có chữ hỏng không đọc được. Xin gõ lại."),
}
EXCERPT = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell; `other` is the number of a row it goes back to, where the sentence names one."""

    number: int
    column: str
    code: str
    excerpt: str = ""
    other: int = 0


def bad_cells(
    row: Row, places: Mapping[str, int], texts: Mapping[str, str], allowed: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Formulas, errors, broken letters; `allowed`: a mark that a column may bear, as a date in a column of dates."""
    for column, text in texts.items():
        mark = row.marks.get(places[column])
        if mark and (allowed or {}).get(column) != mark:
            yield Problem(row.number, column, mark, text[:EXCERPT])
        elif looks_like_formula(text):
            yield Problem(row.number, column, "formula", text[:EXCERPT])
        elif "\ufffd" in text:
            yield Problem(row.number, column, "unreadable", text[:EXCERPT])


def sentence(code: str, own: Mapping[str, Promise]) -> str:
    """The sentence of a problem; a code of another version still gives something to do."""
    return str(own.get(code) or CELLS.get(code) or _("Xin xem lại ô này."))
