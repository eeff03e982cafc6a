# ruff: noqa: E501 (a sentence has no line length)
"""Sentences for steps that the table of `rules.py` does not have: why not, and what to do instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# For somebody whom no state lets do this.
WHO: dict[str, "Promise | str"] = {
    "move": gettext_lazy(
        "Chỉ trưởng đơn vị chịu trách nhiệm hoặc chủ tịch được dời ngày đã hẹn. Xin trình người duyệt."
    ),
    "claim": gettext_lazy("Chỉ cán bộ của đơn vị chịu trách nhiệm được báo xong."),
    "confirm": gettext_lazy(
        "Lời hứa do người gửi xác nhận, hoặc người ngoài đơn vị: tổ trưởng, Mặt trận, giám sát. Người làm không tự xác nhận."
    ),
    "contest": gettext_lazy("Cán bộ thấy chưa xong thì trao đổi với đơn vị làm; lời phản đối là của người dân."),
    "uphold": gettext_lazy("Lời phản đối do người ngoài đơn vị xem: tổ trưởng, Mặt trận, giám sát."),
    "set_aside": gettext_lazy("Chỉ Mặt trận được trả lời lời phản đối, khi Mặt trận không phải bên làm."),
    "give_up": gettext_lazy("Chỉ trưởng đơn vị chịu trách nhiệm hoặc chủ tịch được báo không thực hiện, kèm lý do."),
    "miss": gettext_lazy("Quá hạn do máy tính theo ngày, không ai ghi tay."),
    "settle": gettext_lazy("Lời hứa tự chốt khi hết hạn phản đối, không ai chốt tay."),
}
# For somebody who may, but not in this state; without a state: in any other.
WHEN: dict[tuple[str, str], "Promise | str"] = {
    ("move", ""): gettext_lazy("Việc đã báo xong hoặc đã khép lại, ngày hẹn không dời được nữa."),
    ("claim", ""): gettext_lazy("Việc này đã báo xong rồi. Xin chờ người dân trả lời."),
    ("claim", "broken"): gettext_lazy("Phường đã báo không thực hiện. Nếu nay làm được, xin hẹn một lời hứa mới."),
    ("confirm", "open"): gettext_lazy("Đơn vị chưa báo xong, nên chưa có gì để xác nhận."),
    ("confirm", "reopened"): gettext_lazy("Lời hứa đã được mở lại và đơn vị chưa báo xong lần nữa."),
    ("confirm", "broken"): gettext_lazy("Phường đã báo không thực hiện lời hứa này, nên không có gì để xác nhận."),
    ("contest", "open"): gettext_lazy("Phường chưa báo xong việc này. Nếu cần nói thêm, xin viết lời bổ sung."),
    ("contest", "reopened"): gettext_lazy("Lời hứa đã được mở lại rồi. Nếu cần nói thêm, xin viết lời bổ sung."),
    ("contest", "unconfirmed"): gettext_lazy(
        "Đã quá 30 ngày từ khi phường báo xong. Nếu chuyện vẫn còn, xin gửi ý kiến mới."
    ),
    ("contest", "kept"): gettext_lazy("Đã hết 30 ngày phản đối. Nếu chuyện lại xảy ra, xin gửi ý kiến mới."),
    ("contest", "broken"): gettext_lazy(
        "Phường đã nói không làm được và nêu lý do. Nếu không đồng ý, xin gửi ý kiến mới."
    ),
    ("uphold", ""): gettext_lazy("Không có lời phản đối nào đang chờ xem."),
    ("set_aside", ""): gettext_lazy("Không có lời phản đối nào đang chờ xem."),
    ("give_up", ""): gettext_lazy("Việc đã báo xong hoặc đã khép lại, không báo bỏ được nữa."),
    ("confirm", ""): gettext_lazy("Đã đủ người xác nhận. Cảm ơn đã kiểm tra."),
    ("contest", ""): gettext_lazy("Lời hứa này nay không phản đối được nữa. Nếu chuyện vẫn còn, xin gửi ý kiến mới."),
    ("miss", ""): gettext_lazy("Việc đã báo xong hoặc đã khép lại, không tính quá hạn nữa."),
    ("settle", ""): gettext_lazy("Lời hứa này chưa đến bước chốt."),
}
