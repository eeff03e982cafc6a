"""The wards somebody looks over: the country's, a province's or their own; merged ones under their successors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from langnghe.kernel import sorting
from langnghe.kernel.clock import HANOI
from langnghe.people.models import Mandate
from langnghe.places.models import Commune, Ward


@dataclass(frozen=True)
class Merged:
    """A former ward whose past is counted at its successor."""

    name: str
    on: date


@dataclass(frozen=True)
class Place:
    """A ward that goes on with its own work and that of `merged`. `rows`: ids of the wards whose sums are its own."""

    id: UUID
    code: str
    slug: str
    name: str
    province_id: int
    province: str
    province_code: str
    rows: list[UUID] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)


@dataclass(frozen=True)
class Territory:
    """`level`: country, province or commune. `places` by their own id, in Vietnamese order of names."""

    level: str
    name: str
    places: Mapping[UUID, Place]

    @cached_property
    def heads(self) -> dict[UUID, UUID]:
        """Whose sums the rows of a ward are."""
        return {row: place.id for place in self.places.values() for row in place.rows}

    @property
    def row_ids(self) -> list[UUID]:
        """Ids of all wards whose sums are looked at."""
        return list(self.heads)

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Code and name of the provinces its wards lie in."""
        found = {place.province_code: place.province for place in self.places.values()}
        return dict(sorted(found.items(), key=lambda item: sorting.key(item[1])))

    def within(self, code: str) -> "Territory":
        """Only the wards of one province."""
        some = {key: place for key, place in self.places.items() if place.province_code == code}
        return Territory("province", self.provinces[code], some)

    def only(self, place: Place) -> "Territory":
        """Only one ward."""
        return Territory("commune", place.name, {place.id: place})

    def by_code(self, code: str) -> Place | None:
        """The ward of a code."""
        return next((place for place in self.places.values() if code == place.code), None)

    @property
    def communes(self) -> int:
        """How many communes there are today in these provinces, with this system or without; one statement."""
        provinces = {place.province_id for place in self.places.values()}
        found = Commune.objects.filter(in_force_to=None)
        return (found if self.level == "country" else found.filter(province__in=provinces)).count()


class _Row(NamedTuple):
    """A ward as it is kept, merged or not."""

    id: UUID
    code: str
    slug: str
    name: str
    province_id: int
    province: str
    province_code: str
    opened_at: datetime
    closed_at: datetime | None
    successor_id: UUID | None


_COLUMNS = (*_Row._fields[:5], "province__name", "province__code", *_Row._fields[7:])


def territory_of(mandate: Mandate) -> Territory:
    """The wards whose sums a mandate may see; one statement, and another for a ward's own office."""
    ward = mandate.ward
    kept = map(_Row._make, Ward.objects.filter(level="commune").values_list(*_COLUMNS))
    rows = {row.id: row for row in kept}
    if ward.level == "commune":
        own = _place(rows[ward.id])
        own.rows.extend(mandate.ward_ids())
        own.merged.extend(_merged(rows[row]) for row in own.rows if row != ward.id)
        return Territory("commune", own.name, {own.id: own})
    places = _with_their_past(rows)
    if ward.level == "province":
        places = {key: place for key, place in places.items() if place.province_id == ward.province_id}
    return Territory(ward.level, ward.name, places)


def _with_their_past(rows: Mapping[UUID, _Row]) -> dict[UUID, Place]:
    """Every ward that was not merged into another, with the wards that were merged into it, directly or not."""
    heirs = {row_id: _heir(row_id, rows) for row_id in rows}
    going_on = [rows[row_id] for row_id in rows if heirs[row_id] == row_id]
    places = {row.id: _place(row) for row in sorted(going_on, key=lambda row: sorting.key(row.name))}
    for row_id, heir in heirs.items():
        places[heir].rows.append(row_id)
        if row_id != heir:
            places[heir].merged.append(_merged(rows[row_id]))
    return places


def _heir(row_id: UUID, rows: Mapping[UUID, _Row]) -> UUID:
    while (successor := rows[row_id].successor_id) is not None:
        row_id = successor
    return row_id


def _place(row: _Row) -> Place:
    return Place(*row[:7])


def _merged(row: _Row) -> Merged:
    return Merged(row.name, (row.closed_at or row.opened_at).astimezone(HANOI).date())
