"""What is said of a row of the workbook, each as a sentence that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from langnghe.earlier import problems as earlier
from langnghe.kernel.formats import number
from langnghe.places import problems as places
from langnghe.roster import problems as roster
from langnghe.workbook.content import OWN_TITLES, SHEETS, titles_of

OWN: dict[str, Promise] = {
    "example_changed": gettext_lazy(
        "Dòng này còn chữ «VÍ DỤ» ở cột đầu nên không nhập. Nếu là dòng thật, xin xóa chữ ấy; nếu không, xin bỏ dòng."
    ),
    "group_nowhere": gettext_lazy(
        "Tổ này không có ở tờ «Tổ» và phường cũng chưa có. Xin thêm vào tờ «Tổ», hoặc sửa cho đúng tên."
    ),
    "group_twice": gettext_lazy("Tổ này đã có ở dòng %(row)s; máy chỉ ghi một lần."),
    "key_twice": gettext_lazy("Mã ý kiến này đã có ở dòng %(row)s. Xin đặt mã khác."),
    "opinion_twice": gettext_lazy(
        "Ý kiến này giống hệt dòng %(row)s (cùng ngày, cùng lời, cùng tổ). Xin bỏ một dòng, hoặc ghi rõ chỗ khác nhau."
    ),
    "promise_wrong": gettext_lazy("Lời hứa của ý kiến này (tờ «Lời hứa», dòng %(row)s) cần sửa trước."),
    "opinion_wrong": gettext_lazy("Ý kiến của lời hứa này (tờ «Ý kiến các năm», dòng %(row)s) cần sửa trước."),
    "key_missing": gettext_lazy("Thiếu mã ý kiến. Xin ghi mã của ý kiến mà lời hứa này trả lời."),
    "key_unknown": gettext_lazy("Tờ «Ý kiến các năm» không có mã này. Xin ghi mã ấy ở đó, hoặc sửa cho khớp."),
    "promise_twice": gettext_lazy("Ý kiến này đã có lời hứa ở dòng %(row)s. Xin gộp làm một, hoặc thêm một ý kiến."),
    "promise_missing": gettext_lazy("Thiếu lời hứa. Xin ghi phường đã hứa gì, hoặc bỏ dòng này."),
}  # fmt: skip
_ROOMS = {
    "groups": places.sentence, "households": places.sentence, "officers": roster.sentence,
    "opinions": earlier.sentence, "promises": earlier.sentence,
}  # fmt: skip


def sentence(sheet: str, code: str, other: int = 0) -> str:
    """The sentence of a remark."""
    if code in OWN:
        text = str(OWN[code])
        return text % {"row": number(other)} if "%(row)s" in text else text
    return _ROOMS[sheet](code)


def column_title(sheet: str, column: str) -> str:
    """The column's name as the template writes it."""
    return titles_of(sheet).get(column) or OWN_TITLES.get(column, column)


def sheet_name(sheet: str) -> str:
    """The name of a sheet as the template writes it."""
    return SHEETS[sheet]
