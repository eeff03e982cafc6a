"""The navigation of staff pages, in the order shown: label, url name, capability, group ("" = always in sight)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WARD, PEOPLE, MACHINE = _("Phường"), _("Người"), _("Máy")

ENTRIES: list[tuple[str | Promise, str, str, str | Promise]] = [
    (_("Việc hôm nay"), "desk:home", "account.own", ""),
    (_("Hộp việc"), "inbox:index", "matters.work", ""),
    (_("Chờ lọc"), "sifting:index", "opinions.sift", ""),
    (_("Ghi hộ"), "intake:write", "opinions.take", ""),
    (_("Bảng công khai"), "matters:index", "matters.release", ""),
    (_("In giấy tờ"), "intake:papers", "papers.print", ""),
    (_("Tổ và hộ"), "places:groups", "places.read", WARD),
    (_("Bản đồ"), "maps:index", "maps.manage", WARD),
    (_("Sổ những năm trước"), "earlier:imports", "earlier.import", WARD),
    (_("Cán bộ và chức danh"), "people:index", "people.read", PEOPLE),
    (_("Ai được làm gì"), "people:access", "account.own", PEOPLE),
    (_("Tài khoản của tôi"), "mfa_index", "account.own", PEOPLE),
    (_("Việc nền"), "desk:jobs", "jobs.read", MACHINE),
    (_("Thư báo tin"), "notices:index", "jobs.read", MACHINE),
]
