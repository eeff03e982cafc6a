"""The navigation of staff pages, in the order shown: label, url name, capability, group ("" = always in sight).

In sight stands what a role opens every day; the rest is folded, so that no role's row is longer than a small laptop.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPINIONS, ANSWERS, WARD, PEOPLE, MACHINE = _("Các ý kiến"), _("Trả lời"), _("Phường"), _("Người"), _("Máy")

ENTRIES: list[tuple[str | Promise, str, str, str | Promise]] = [
    (_("Việc hôm nay"), "desk:home", "account.own", ""),
    (_("Hộp việc"), "inbox:index", "matters.work", ""),
    (_("Chờ duyệt"), "answering:waiting", "answers.release", ""),
    (_("Mọi ý kiến"), "opinions:index", "opinions.list", OPINIONS),
    (_("Chờ lọc"), "sifting:index", "opinions.sift", OPINIONS),
    (_("Ghi hộ"), "intake:write", "opinions.take", ""),
    (_("Bảng công khai"), "matters:index", "matters.release", ""),
    (_("Hồ sơ vụ việc"), "casefiles:index", "casefiles.inspect", ""),
    (_("Số liệu"), "figures:index", "totals.read", ""),
    (_("Các phường, xã"), "provinces:index", "provinces.read", ""),
    (_("Đã chuyển nơi khác"), "answering:hand_overs", "matters.work", ANSWERS),
    (_("Nơi khác chuyển tới"), "answering:arrivals", "matters.work", ANSWERS),
    (_("Lời hứa chờ xác nhận"), "keeping:waiting", "commitments.confirm", ANSWERS),
    (_("Ảnh bằng chứng chờ che"), "keeping:uncovered", "commitments.release", ANSWERS),
    (_("Câu trả lời mẫu"), "answering:ready_answers", "deadlines.manage", ANSWERS),
    (_("Ai duyệt lời trả lời"), "answering:approvers", "deadlines.manage", ANSWERS),
    (_("Ghim lời hứa"), "promises:pins", "commitments.release", ANSWERS),
    (_("In giấy tờ"), "intake:papers", "papers.print", WARD),
    (_("Tổ và hộ"), "places:groups", "places.read", WARD),
    (_("Thời hạn"), "desk:deadlines", "deadlines.manage", WARD),
    (_("Lưu giữ"), "retention:index", "deadlines.manage", WARD),
    (_("Chữ viết tắt"), "searching:abbreviations", "words.manage", WARD),
    (_("Bản đồ"), "maps:index", "maps.manage", WARD),
    (_("Sổ ban đầu"), "workbook:imports", "workbook.import", WARD),
    (_("Sổ những năm trước"), "earlier:imports", "earlier.import", WARD),
    (_("Cán bộ và chức danh"), "people:index", "people.read", PEOPLE),
    (_("Ai được làm gì"), "people:access", "account.own", PEOPLE),
    (_("Mã phần mềm"), "people:tokens", "tokens.own", PEOPLE),
    (_("Tài khoản của tôi"), "mfa_index", "account.own", PEOPLE),
    (_("Máy học từ cán bộ"), "training:index", "machine.teach", MACHINE),
    (_("Sao lưu"), "backups:index", "jobs.read", MACHINE),
    (_("Việc nền"), "desk:jobs", "jobs.read", MACHINE),
    (_("Thư báo tin"), "notices:index", "jobs.read", MACHINE),
]
# Pages that lie elsewhere than below the address of their entry.
BELOW = {"desk:home": "/can-bo/hom-nay/", "inbox:index": "/can-bo/viec/"}
