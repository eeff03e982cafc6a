"""Opening an office that looks over wards: of a province, or of the whole country."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.folding import fold
from langnghe.kernel.refused import Refused
from langnghe.people import keys
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.models import Mandate
from langnghe.places.actions import open_ward
from langnghe.places.models import Province

COUNTRY = "Hà Nội"


@dataclass(frozen=True)
class Office:
    """What an office is opened with. `province`: its name in force; empty: the office of the whole country.

    `host`: where this installation answers; it names the office's log.
    """

    province: str
    code: str
    username: str
    name: str
    host: str


@transaction.atomic
def open_office(asked: Office, *, by: Actor) -> Mandate:
    """Open the office with its key and its first viewer. Refused when a name is taken or no province is called so."""
    province = _province(asked.province)
    name = f"{province.kind[:1].upper()}{province.kind[1:]} {province.name}" if asked.province else str(_("Cả nước"))
    slug = "-".join(fold(name).split())
    office = open_ward(
        code=asked.code, slug=slug, name=name, province=province, commune=None, log_origin=f"{asked.host}/{slug}",
        level="province" if asked.province else "country", by=by,
    )  # fmt: skip
    keys.make(office.id, by=by)
    bearer = system(office.id)
    officer = add_officer(office, username=asked.username, name=asked.name, by=bearer)
    post = add_post(
        office, unit_kind="province", unit_name=_("Văn phòng"), role="province_viewer", name=_("Theo dõi"), by=bearer
    )
    return give_mandate(post, officer, by=bearer)


def _province(name: str) -> Province:
    """The country's office sits in the capital. Refused with the names there are."""
    known = Province.objects.filter(in_force_to=None)
    found = next((one for one in known if fold(one.name) == fold(name or COUNTRY)), None)
    if found is None:
        names = ", ".join(sorted(one.name for one in known))
        raise Refused(_("Không có tỉnh, thành phố nào tên «%(name)s». Các tên đang dùng: %(names)s")
                      % {"name": name, "names": names})  # fmt: skip
    return found
