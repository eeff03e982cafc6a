"""The roll: who is an officer of a ward, in which role; remembered for some seconds, so that asking costs nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from langnghe.kernel.clock import now
from langnghe.people.models import Mandate, Officer, PostGroup
from langnghe.people.reads import running
from langnghe.places.models import Ward

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
_known: dict[UUID, tuple[datetime, Roll]] = {}


def roll_of(ward: Ward) -> Roll:
    """Every officer of a ward; at most five seconds old."""
    known = _known.get(ward.id)
    moment = now()
    if known is None or not timedelta() <= moment - known[0] < FRESH:
        known = _known[ward.id] = (moment, _read(ward))
    return known[1]


def forget(ward_id: UUID) -> None:
    """Somebody came, left or changed post: the next question reads anew."""
    _known.pop(ward_id, None)


def _read(ward: Ward) -> Roll:
    groups: dict[UUID, set[UUID]] = {}
    for post_id, group_id in PostGroup.objects.filter(ward=ward).values_list("post_id", "group_id"):
        groups.setdefault(post_id, set()).add(group_id)
    seats: dict[UUID, list[Seat]] = {}
    held = Mandate.objects.filter(running(), ward=ward).values_list("officer_id", "post_id", "post__role")
    for officer_id, post_id, role in held:
        seats.setdefault(officer_id, []).append(Seat(role, frozenset(groups.get(post_id, ()))))
    officers = Officer.objects.filter(ward=ward).values_list("id", "name")
    return tuple(Person(officer_id, name, tuple(seats.get(officer_id, ()))) for officer_id, name in officers)
