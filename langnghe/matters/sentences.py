"""Sentences for steps that the table of `states.py` does not have: why not, and what to do instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_OUTSIDE = gettext_lazy("Việc này không thuộc phần việc của nhiệm vụ hiện tại. Xin nhờ người được giao việc này.")
_NOT_RELEASER = gettext_lazy("Lời trả lời do người duyệt gửi đi. Xin soạn rồi trình người duyệt.")
_MACHINE_ONLY = gettext_lazy("Bước này máy tự làm theo lời hứa, không ai ghi tay.")

_BY_SENDERS = gettext_lazy("Bước này máy tự làm theo người gửi, không ai ghi tay.")

_WAITS = gettext_lazy("Việc này đang chờ nơi khác nhận. Xin ghi họ nhận hay trả lại trước.")

# For somebody whom no state lets do this.
WHO: dict[str, "Promise | str"] = {
    "join": _OUTSIDE,
    "part": _OUTSIDE,
    "take_in": _OUTSIDE,
    "merge": _OUTSIDE,
    "take_apart": _OUTSIDE,
    "retopic": _OUTSIDE,
    "assign": _OUTSIDE,
    "note": _OUTSIDE,
    "ask": _OUTSIDE,
    "hear_back": _OUTSIDE,
    "answer": _NOT_RELEASER,
    "promise": _NOT_RELEASER,
    "decline": _NOT_RELEASER,
    "hand_over": _NOT_RELEASER,
    "accept": _OUTSIDE,
    "send_back": _OUTSIDE,
    "follow": _MACHINE_ONLY,
    "leave": _BY_SENDERS,
    "come_back": _BY_SENDERS,
}
# For somebody who may, but not in this state; without a state: in any other; without a verb: whatever the step.
WHEN: dict[tuple[str, str], "Promise | str"] = {
    ("", "joined"): gettext_lazy("Việc này đã nhập vào việc khác. Xin làm tiếp ở việc đó, hoặc tách lại trước."),
    ("", "left"): gettext_lazy(
        "Người gửi đã rút hoặc xóa ý kiến nên việc này khép lại, phường không còn nợ trả lời. "
        "Có người khác nói cùng chuyện thì xin nhập ý kiến của họ vào, việc mở lại."
    ),
    ("", "empty"): gettext_lazy("Việc này không còn ý kiến nào. Xin nhập một ý kiến vào, hoặc mở việc khác."),
    ("join", ""): gettext_lazy("Việc này không nhận thêm ý kiến. Xin mở việc mới."),
    ("part", ""): gettext_lazy("Việc này không có ý kiến nào để tách."),
    ("take_in", ""): gettext_lazy("Việc này không nhận việc khác nhập vào."),
    ("merge", ""): gettext_lazy(
        "Việc này đã có lời trả lời hoặc lời hứa nên không nhập vào việc khác được. Xin nhập việc kia vào việc này."
    ),
    ("take_apart", ""): gettext_lazy("Việc này chưa nhập vào việc nào nên không có gì để tách lại."),
    ("retopic", ""): gettext_lazy("Việc này không sửa lĩnh vực được nữa."),
    ("assign", ""): gettext_lazy("Việc này không giao được nữa."),
    ("note", ""): gettext_lazy("Việc này không ghi chú được."),
    ("ask", ""): gettext_lazy("Việc này không hỏi lại người gửi được nữa."),
    ("hear_back", ""): gettext_lazy("Việc này không đang chờ người gửi trả lời."),
    ("answer", ""): gettext_lazy("Việc này không trả lời được nữa."),
    ("promise", ""): gettext_lazy("Việc này không hẹn ngày được nữa."),
    ("decline", ""): gettext_lazy(
        "Phường đã hứa việc này. Nếu không làm được nữa, xin bấm «Không thực hiện» ở lời hứa và nêu lý do."
    ),
    ("decline", "handed_over"): _WAITS,
    ("hand_over", "handed_over"): _WAITS,
    ("hand_over", ""): gettext_lazy(
        "Phường đã hứa việc này nên không chuyển đi được. Nếu không làm được nữa, xin báo ở lời hứa trước."
    ),
    ("accept", ""): gettext_lazy("Việc này không đang chờ nơi nào nhận."),
    ("send_back", ""): gettext_lazy("Việc này không đang chờ nơi nào nhận."),
    ("leave", ""): gettext_lazy("Việc này không còn nợ trả lời nên không cần khép lại."),
    ("come_back", ""): gettext_lazy("Việc này chưa khép lại nên không cần mở lại."),
    ("follow", ""): gettext_lazy("Việc này không có lời hứa nào để theo."),
}
