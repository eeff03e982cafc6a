"""The same place again: where several opinions within a month lie close together, or are about the same in one group.

Read from what the mandate may see, so that a guarded opinion adds to nobody else's count.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import NamedTuple
from uuid import UUID

from langnghe.kernel.clock import now
from langnghe.opinions import reads as opinions
from langnghe.people.models import Mandate

METRES, DAYS, FEWEST, LOOKED_AT = 50.0, 30, 3, 2_000
A_DEGREE = 111_320.0  # metres, of latitude


class Seen(NamedTuple):
    """What is needed of an opinion to tell whether others are like it."""

    id: UUID
    topic: str
    group_id: UUID | None
    latitude: float | None
    longitude: float | None
    received_at: datetime


@dataclass
class Again:
    """Opinions about one place: within 50 metres, or (`topic`) about the same in one group; newest first."""

    ids: list[UUID] = field(default_factory=list)
    topic: str = ""
    group_id: UUID | None = None
    last_at: datetime | None = None

    @property
    def count(self) -> int:
        """How many opinions."""
        return len(self.ids)


def places(mandate: Mandate) -> list[Again]:
    """The places, the one most spoken of first; from the newest 2,000 opinions of the last 30 days. One statement."""
    since = now() - timedelta(days=DAYS)
    recent = opinions.in_scope(mandate).filter(opinions.STANDS, received_at__gte=since).exclude(channel="earlier")
    fields = recent.order_by("-received_at").values_list(*Seen._fields)
    seen = [Seen(*row) for row in fields[:LOOKED_AT]]
    near = _near(seen)
    told = {one for place in near for one in place.ids}
    alike = [place for place in _alike(seen) if not told.issuperset(place.ids)]
    return sorted([*near, *alike], key=lambda place: (-place.count, -(place.last_at or since).timestamp()))


def _alike(seen: Iterable[Seen]) -> list[Again]:
    by_kind: dict[tuple[str, UUID], list[Seen]] = defaultdict(list)
    for one in seen:
        if one.topic and one.group_id:
            by_kind[one.topic, one.group_id].append(one)
    return [
        Again([one.id for one in some], topic, group_id, some[0].received_at)
        for (topic, group_id), some in by_kind.items()
        if len(some) >= FEWEST
    ]


def _near(seen: Iterable[Seen]) -> list[Again]:
    """Around each opinion, those within 50 metres; each opinion belongs to one place, the fullest first."""
    cells: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    for one in seen:
        if one.latitude is not None and one.longitude is not None:
            cells[_cell(one.latitude, one.longitude)].append(one)
    around = [_around(one, cells) for some in cells.values() for one in some]
    taken: set[UUID] = set()
    found = []
    for some in sorted((some for some in around if len(some) >= FEWEST), key=len, reverse=True):
        left = [one for one in some if one.id not in taken]
        if len(left) >= FEWEST:
            taken |= {one.id for one in left}
            newest = max(one.received_at for one in left)
            found.append(Again([one.id for one in left], group_id=left[0].group_id, last_at=newest))
    return found


def _around(one: Seen, cells: dict[tuple[int, int], list[Seen]]) -> list[Seen]:
    row, column = _cell(one.latitude or 0, one.longitude or 0)
    close = (other for near in (-1, 0, 1) for far in (-1, 0, 1) for other in cells.get((row + near, column + far), ()))
    return [other for other in close if _metres(one, other) <= METRES]


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    """A cell at least 50 metres wide everywhere in Vietnam (up to 24 degrees north)."""
    return int(latitude * A_DEGREE // METRES), int(longitude * A_DEGREE * cos(radians(24)) // METRES)


def _metres(one: Seen, other: Seen) -> float:
    latitude = one.latitude or 0.0
    north = ((other.latitude or 0.0) - latitude) * A_DEGREE
    east = ((other.longitude or 0.0) - (one.longitude or 0.0)) * A_DEGREE * cos(radians(latitude))
    return hypot(north, east)
