"""The wizard's one step: a ward with its key and its first officer, all or nothing."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel import setup_code
from langnghe.kernel.actors import Actor, system
from langnghe.people import keys
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.models import Mandate
from langnghe.places.actions import open_ward
from langnghe.places.models import Commune


@dataclass(frozen=True)
class FirstRun:
    """What the wizard asked."""

    commune: Commune
    code: str
    slug: str
    log_origin: str
    name: str
    username: str
    password: str


@transaction.atomic
def set_up(asked: FirstRun, *, by: Actor) -> Mandate:
    """Open the ward, make its key, appoint the administrator. Refused with a sentence when a name is taken."""
    ward = open_ward(
        code=asked.code, slug=asked.slug, name=_ward_name(asked.commune), province=asked.commune.province,
        commune=asked.commune, log_origin=asked.log_origin, by=by,
    )  # fmt: skip
    keys.make(ward.id, by=by)
    bearer = system(ward.id)
    officer = add_officer(ward, username=asked.username, name=asked.name, by=bearer)
    officer.set_password(asked.password)
    officer.save(update_fields=["password"])
    post = add_post(
        ward, unit_kind="committee", unit_name=_("Ủy ban nhân dân"), role="administrator", name=_("Quản trị"), by=bearer
    )
    mandate = give_mandate(post, officer, by=bearer)
    transaction.on_commit(setup_code.spend)
    return mandate


def _ward_name(commune: Commune) -> str:
    """`Phường Diên Hồng`."""
    return f"{commune.kind[:1].upper()}{commune.kind[1:]} {commune.name}"
