"""What can be wrong with a row of the book, each as a sentence that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from langnghe.earlier.columns import TITLES
from langnghe.sheets import problems as cells

SENTENCES: dict[str, Promise] = {
    "words_missing": gettext_lazy("Ô ý kiến trống. Xin ghi lời hoặc tóm tắt, ít nhất vài chữ."),
    "words_long": gettext_lazy("Ý kiến dài quá. Một ô tối đa 1.000 chữ cái; xin tóm tắt lại."),
    "personal": gettext_lazy(
        "Ô này có số điện thoại, số nhà hoặc số riêng khác của ai đó. Dòng sẽ lên bảng, xin che đi."
    ),
    "day_missing": gettext_lazy("Thiếu ngày và năm. Xin ghi ngày, hoặc ít nhất là năm."),
    "day_bad": gettext_lazy("Ngày chưa đúng. Xin ghi như 09/08/2024."),
    "day_range": gettext_lazy("Ngày phải từ năm 2020 đến hôm nay."),
    "year_bad": gettext_lazy("Năm phải là số từ 2020 đến năm nay."),
    "year_differs": gettext_lazy("Năm và ngày trên dòng này không khớp nhau. Xin sửa một trong hai."),
    "topic_unknown": gettext_lazy("Không có lĩnh vực này, hoặc chưa rõ là cái nào. Xin ghi rõ hơn, hoặc để trống."),
    "group_unknown": gettext_lazy("Phường không có tổ này, hoặc chưa rõ là tổ nào. Xin ghi rõ hơn, hoặc để trống."),
    "due_bad": gettext_lazy("Ngày hẹn chưa đúng, hoặc trước ngày nêu ý kiến. Xin ghi như 30/09/2024."),
    "due_missing": gettext_lazy("Có lời hứa mà không có ngày hẹn. Xin ghi ngày hẹn, hoặc bỏ lời hứa."),
    "promise_missing": gettext_lazy("Có ngày hẹn mà không có lời hứa. Xin ghi phường đã hứa gì."),
    "done_bad": gettext_lazy("Ngày xong chưa đúng, trước ngày nêu ý kiến, hoặc ở tương lai. Xin ghi như 30/09/2024."),
    "state_unknown": gettext_lazy("Xin ghi kết quả là «xong», «trễ», «chưa xong», hoặc để trống khi không rõ."),
    "too_long": gettext_lazy("Ô này dài quá 1.000 chữ cái. Xin tóm tắt lại."),
}


def sentence(code: str) -> str:
    """The sentence of a problem."""
    return cells.sentence(code, SENTENCES)


def column_title(column: str) -> str:
    """The column's name as the template file writes it."""
    return str(TITLES.get(column, column))
