"""How commands find a ward."""

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.places.models import Ward


def find_ward(code: str) -> Ward:
    """The ward of a code, in any case. Refused with the codes there are."""
    ward = Ward.objects.filter(code=code.upper()).first()
    if ward is None:
        known = ", ".join(Ward.objects.order_by("code").values_list("code", flat=True))
        raise Refused(_("Không có phường mã %(code)s. Các mã đang có: %(known)s") % {"code": code, "known": known})
    return ward
