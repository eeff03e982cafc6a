"""The navigation of staff pages, in the order it is shown: label, url name, capability."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRIES: list[tuple[str | Promise, str, str]] = [
    (_("Việc hôm nay"), "desk:home", "account.own"),
    (_("Chờ lọc"), "sifting:index", "opinions.sift"),
    (_("Ghi hộ"), "intake:write", "opinions.take"),
    (_("Bảng công khai"), "matters:index", "matters.release"),
    (_("Sổ những năm trước"), "earlier:imports", "earlier.import"),
    (_("Tổ và hộ"), "places:groups", "places.read"),
    (_("Bản đồ"), "maps:index", "maps.manage"),
    (_("Cán bộ và chức danh"), "people:index", "people.read"),
    (_("Ai được làm gì"), "people:access", "account.own"),
    (_("In giấy tờ"), "intake:papers", "papers.print"),
    (_("Việc nền"), "desk:jobs", "jobs.read"),
    (_("Thư báo tin"), "notices:index", "jobs.read"),
    (_("Tài khoản của tôi"), "mfa_index", "account.own"),
]
