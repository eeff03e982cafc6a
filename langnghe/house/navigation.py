"""The navigation of staff pages, in the order shown: label, url name, capability, group ("" = always in sight)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ANSWERS, WARD, PEOPLE, MACHINE = _("Trả lời"), _("Phường"), _("Người"), _("Máy")

ENTRIES: list[tuple[str | Promise, str, str, str | Promise]] = [
    (_("Việc hôm nay"), "desk:home", "account.own", ""),
    (_("Hộp việc"), "inbox:index", "matters.work", ""),
    (_("Mọi ý kiến"), "opinions:index", "opinions.list", ""),
    (_("Chờ lọc"), "sifting:index", "opinions.sift", ""),
    (_("Chờ duyệt"), "answering:waiting", "answers.release", ""),
    (_("Ghi hộ"), "intake:write", "opinions.take", ""),
    (_("Bảng công khai"), "matters:index", "matters.release", ""),
    (_("Số liệu"), "figures:index", "totals.read", ""),
    (_("In giấy tờ"), "intake:papers", "papers.print", ""),
    (_("Đã chuyển nơi khác"), "answering:hand_overs", "matters.work", ANSWERS),
    (_("Nơi khác chuyển tới"), "answering:arrivals", "matters.work", ANSWERS),
    (_("Câu trả lời mẫu"), "answering:ready_answers", "deadlines.manage", ANSWERS),
    (_("Ai duyệt lời trả lời"), "answering:approvers", "deadlines.manage", ANSWERS),
    (_("Ghim lời hứa"), "promises:pins", "commitments.release", ANSWERS),
    (_("Tổ và hộ"), "places:groups", "places.read", WARD),
    (_("Thời hạn"), "desk:deadlines", "deadlines.manage", WARD),
    (_("Bản đồ"), "maps:index", "maps.manage", WARD),
    (_("Sổ những năm trước"), "earlier:imports", "earlier.import", WARD),
    (_("Cán bộ và chức danh"), "people:index", "people.read", PEOPLE),
    (_("Ai được làm gì"), "people:access", "account.own", PEOPLE),
    (_("Tài khoản của tôi"), "mfa_index", "account.own", PEOPLE),
    (_("Việc nền"), "desk:jobs", "jobs.read", MACHINE),
    (_("Thư báo tin"), "notices:index", "jobs.read", MACHINE),
]
