"""The navigation of staff pages, in the order it is shown: label, url name, capability."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRIES: list[tuple[str | Promise, str, str]] = [
    (_("Cán bộ"), "people:index", "people.read"),
    (_("Tài khoản của tôi"), "mfa_index", "account.own"),
]
