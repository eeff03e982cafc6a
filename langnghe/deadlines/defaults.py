"""The deadlines of the product, as data: step, days, working days or all days, the text they rest on, topic, from when.

Where no law or decision says anything, the value is a setting of ours and says so; a ward sets its own beside it. A law
that changes is a new line with its day, never an edit: what began before goes on under the old one.
"""

from django.utils.translation import gettext_lazy as _

from langnghe.deadlines.rules import Deadline

OURS = _("mức đặt sẵn của Lắng Nghe; phường chưa đặt mức khác")
DANGER = _("mức đặt sẵn của Lắng Nghe cho chuyện có thể nguy hiểm; phường chưa đặt mức khác")
SAME = _("mức chung của Lắng Nghe cho mọi phường")
DECREE = _("Nghị định 356/2025/NĐ-CP, Điều 5 (yêu cầu xóa dữ liệu cá nhân)")

DEFAULTS: tuple[Deadline, ...] = (
    Deadline("first_look", 5, True, OURS),
    Deadline("first_look", 1, True, DANGER, "fire_rescue"),
    Deadline("first_look", 1, True, DANGER, "crime"),
    Deadline("answer", 15, True, OURS),
    Deadline("release", 5, True, SAME),
    Deadline("ask_back", 5, True, OURS),
    Deadline("hand_over", 5, True, OURS),
    Deadline("erasure", 20, False, DECREE),
    Deadline("keep_contact", 180, False, OURS),
    Deadline("keep_words", 1_825, False, OURS),
    Deadline("keep_aside", 90, False, OURS),
)
