"""What the pages of writing down share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.people.models import Mandate
from langnghe.shell.navigation import Link


def tabs_for(by: Mandate, here: str) -> list[Link]:
    """The ways in that officers serve, as tabs."""
    write = reverse("intake:write")
    views = [
        ("phone", _("Qua điện thoại"), write, "opinions.take"),
        ("desk", _("Tại bàn"), f"{write}?kenh=tai-ban", "opinions.take"),
        ("boxes", _("Hộp thư góp ý"), reverse("intake:boxes"), "boxes.open"),
        ("calls", _("Cần gọi lại"), reverse("intake:calls"), "opinions.take"),
        ("strip", _("Đổi cuống lấy phiếu kín"), reverse("intake:strip"), "opinions.take"),
    ]
    return [Link(label, url, name == here) for name, label, url, capability in views if by.may(capability)]
