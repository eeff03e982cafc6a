"""The roll: who is an officer of a ward, in which role; remembered for some seconds, so that asking costs nothing.

Merged wards have one roll: whoever serves in the successor reads what was sent to the ward before it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from langnghe.kernel.clock import now
from langnghe.people.models import Mandate, Officer, PostGroup
from langnghe.people.reads import running
from langnghe.places.models import Ward
from langnghe.places.reads import heir, reach

FRESH = timedelta(seconds=5)


@dataclass(frozen=True)
class Seat:
    """A role held now, and the residential groups it looks after (none: the whole ward)."""

    role: str
    groups: frozenset[UUID]


@dataclass(frozen=True)
class Person:
    """An officer by name, with the roles held now; one without any is still known by name."""

    officer_id: UUID
    name: str
    seats: tuple[Seat, ...]


Roll = tuple[Person, ...]
# By ward and the ward it went into: a merger is known at once.
_known: dict[tuple[UUID, UUID | None], tuple[datetime, Roll]] = {}


def roll_of(ward: Ward) -> Roll:
    """Every officer of a ward and of all that were merged with it; at most five seconds old."""
    name = ward.id, ward.successor_id
    known = _known.get(name)
    moment = now()
    if known is None or not timedelta() <= moment - known[0] < FRESH:
        known = _known[name] = (moment, read(ward))
    return known[1]


def forget() -> None:
    """Somebody came, left or changed post: the next question reads anew, in every ward of the family."""
    _known.clear()


def read(ward: Ward) -> Roll:
    """The same as it stands at this very moment, for who must not miss anybody."""
    wards = reach(heir(ward))
    groups: dict[UUID, set[UUID]] = {}
    looked_after = PostGroup.objects.filter(ward__in=wards).values_list("post_id", "group_id", "group__former_id")
    for post_id, *ids in looked_after:
        # A group of a merged ward goes on as another row: what was written about the one is about the other.
        groups.setdefault(post_id, set()).update(one for one in ids if one)
    seats: dict[UUID, list[Seat]] = {}
    held = Mandate.objects.filter(running(), ward__in=wards).values_list("officer_id", "post_id", "post__role")
    for officer_id, post_id, role in held:
        seats.setdefault(officer_id, []).append(Seat(role, frozenset(groups.get(post_id, ()))))
    officers = Officer.objects.filter(ward__in=wards).values_list("id", "name")
    return tuple(Person(officer_id, name, tuple(seats.get(officer_id, ()))) for officer_id, name in officers)
