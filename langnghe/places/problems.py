"""What can be wrong with a row, each as a sentence that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from langnghe.places.columns import TITLES
from langnghe.sheets import problems as cells

SENTENCES: dict[str, Promise] = {
    "group_missing": gettext_lazy(
        "Ô tổ dân phố trống. Xin ghi tổ cho từng dòng; nếu ô được gộp, xin tách ô rồi điền đủ."
    ),
    "group_number": gettext_lazy("Các dòng khác ghi tên tổ đủ chữ, ô này chỉ có số. Xin ghi đủ, ví dụ «Tổ 3»."),
    "group_long": gettext_lazy("Tên tổ dài quá 80 chữ. Xin ghi ngắn hơn."),
    "group_closed": gettext_lazy("Tổ này đang đóng. Xin mở lại tổ trong danh sách tổ, hoặc ghi tổ khác."),
    "group_unclear": gettext_lazy("Phường có nhiều tổ cùng tên. Xin ghi rõ, ví dụ «Tổ 3 (phường Lam Sơn cũ)»."),
    "code_missing": gettext_lazy("Thiếu mã hộ. Xin ghi mã hộ để lần nhập sau nhận ra hộ này."),
    "code_long": gettext_lazy("Mã hộ dài quá 30 chữ. Xin ghi ngắn hơn."),
    "code_twice": gettext_lazy("Mã hộ này đã có ở dòng trên trong cùng tệp. Xin giữ một dòng, hoặc sửa mã."),
    "head_missing": gettext_lazy("Thiếu tên chủ hộ. Xin ghi họ và tên chủ hộ."),
    "head_long": gettext_lazy("Tên chủ hộ dài quá 120 chữ. Xin xem có phải hai ô dính vào nhau."),
    "head_no_letters": gettext_lazy("Tên chủ hộ không có chữ nào. Xin xem có phải nhầm cột."),
    "address_long": gettext_lazy("Địa chỉ dài quá 200 chữ. Xin ghi ngắn hơn."),
    "members_not_number": gettext_lazy("Số nhân khẩu phải là số từ 0 đến 99, ví dụ 4."),
}


def sentence(code: str) -> str:
    """The sentence of a problem; a code of another version still gives something to do."""
    return cells.sentence(code, SENTENCES)


def column_title(column: str) -> str:
    """The column's name as the template file writes it."""
    return str(TITLES.get(column, column))
