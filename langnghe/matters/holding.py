"""A matter held for one step, so that two officers never overwrite each other."""

from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.matters.models import Matter


def hold(matter_id: UUID, *, seen: str = "") -> Matter:
    """The matter as it is now, held until the end of the transaction; no related row is locked with it.

    Refused when it changed since the officer opened the page (`seen`: `version_of` it then).
    """
    matters = Matter.objects.select_for_update(of=("self",)).select_related("ward", "source", "group", "post")
    held = matters.get(id=matter_id)
    check_seen(held, seen)
    return held


def keep(matter: Matter, *changed: str) -> Matter:
    """Save what changed of a held matter under its next version."""
    matter.version += 1
    matter.save(update_fields=[*changed, "version"])
    return matter


def version_of(matter: Matter) -> str:
    """What tells one state of a matter from the next; goes with every form about it."""
    return str(matter.version)


def check_seen(matter: Matter, seen: str) -> None:
    """Refused when somebody changed the matter since the officer opened the page."""
    if seen and seen != version_of(matter):
        raise Refused(_("Có người vừa sửa việc này. Xin mở lại trang để xem bản mới, rồi sửa tiếp."))
