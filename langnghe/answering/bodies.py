"""Bodies to whom a ward usually hands matters over; beside them any name an officer writes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Names as papers write them since the two tiers of 1 July 2025; a ward writes the exact name where its own differs.
USUAL: dict[str, "Promise | str"] = {
    "power": _("Điện lực khu vực"),
    "water": _("Công ty cấp nước"),
    "telecom": _("Doanh nghiệp viễn thông có đường dây"),
    "sanitation": _("Công ty môi trường đô thị"),
    "construction": _("Sở Xây dựng (quốc lộ, đường tỉnh, thoát nước)"),
    "environment": _("Sở Nông nghiệp và Môi trường"),
    "culture": _("Sở Văn hóa, Thể thao và Du lịch"),
    "home": _("Sở Nội vụ"),
    "health": _("Sở Y tế"),
    "education": _("Sở Giáo dục và Đào tạo"),
    "market": _("Chi cục Quản lý thị trường"),
    "insurance": _("Bảo hiểm xã hội"),
    "province_police": _("Công an tỉnh"),
    "province_committee": _("Ủy ban nhân dân tỉnh"),
}
