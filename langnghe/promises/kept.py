"""The figures of a ward's promises as a process keeps them: after a step only what it touched is counted anew.

Numbers, ids and days, never a row: who shows a promise reads it anew. Everything is counted from the ground when the
process has not counted yet, on another day, and after steps that may have changed everything.
"""

import threading
from bisect import bisect_left, insort
from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from uuid import UUID

from langnghe.kernel.clock import local_today
from langnghe.ledger.reads import Steps, steps, steps_since
from langnghe.places.models import Ward
from langnghe.promises import reads
from langnghe.promises.asking import Sought
from langnghe.promises.counting import Running, Shape
from langnghe.promises.reads import Hidden, Order
from langnghe.promises.touched import touched

# Wards and filters kept in a process; as far as somebody turns over the pages of one; steps counted in one by one.
MOST_WARDS, MOST_FILTERS, MOST_IDS, MOST_STEPS = 100, 20, 200, 400

Declined = tuple[int, str, UUID | None]
"""Of a declined matter: the year of the answer, topic and group."""


@dataclass
class Seen:
    """What is counted for some filters. `first`: the first of them in the order of the page, perhaps all."""

    sought: Sought
    running: Running = field(default_factory=Running)
    refused: int = 0
    first: list[Order] = field(default_factory=list)

    def put(self, order: Order, shape: Shape) -> None:
        """Another promise; one of another kind is passed over."""
        if self.sought.means(shape):
            is_whole = len(self.first) == self.running.made
            self.running.count(shape, 1)
            if is_whole or (self.first and order < self.first[-1]):
                insort(self.first, order)
                del self.first[2 * MOST_IDS :]

    def take(self, order: Order, shape: Shape) -> None:
        """A promise goes, or comes again as it stands now."""
        if self.sought.means(shape):
            self.running.count(shape, -1)
            at = bisect_left(self.first, order)
            del self.first[at : at + (self.first[at : at + 1] == [order])]

    @property
    def is_short(self) -> bool:
        """Whether so many left that the first ones have to be looked for again."""
        return len(self.first) < min(MOST_IDS, self.running.made)


class Kept:
    """What is known of one ward. Whoever holds the lock may ask; `bring_up` first."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.lock = threading.RLock()
        self._day: date | None = None
        self._steps = Steps()
        self._forget()

    def bring_up(self) -> None:
        """Know what stands now. Steps are read before rows: what comes between is counted again the next time."""
        now, today = steps(self.ward.id), local_today()
        changed = self._changed(now) if self._day == today else None
        if changed is None:
            self._forget()
            self._count(reads.book(self.ward), None)
        elif changed[0] or changed[1]:
            self._take(*changed)
            self._count(reads.book(self.ward, changed[1]), changed[0])
        self._day, self._steps = today, now

    def seen(self, sought: Sought) -> Seen:
        """What is counted for these filters."""
        if sought not in self._seen:
            found = self._seen[sought] = Seen(sought)
            for order, shape in self._promises.values():
                found.put(order, shape)
            found.refused = sum(sought.means_declined(*one) for one in self._declined.values())
            while len(self._seen) > MOST_FILTERS:
                self._seen.popitem(last=False)
        found = self._seen[sought]
        self._seen.move_to_end(sought)
        if found.is_short:
            found.first = nsmallest(2 * MOST_IDS, self._orders(sought))
        return found

    def ids(self, sought: Sought) -> list[UUID]:
        """All that are sought, in the order of the page."""
        return [order[-1] for order in sorted(self._orders(sought))]

    @property
    def units(self) -> list[str]:
        """Who answers for public promises."""
        return sorted(unit for unit, count in self._units.items() if unit and count)

    @property
    def years(self) -> list[int]:
        """Years in which something public was promised, newest first."""
        return sorted((year for year, count in self._years.items() if count), reverse=True)

    def hidden(self, year: int | None) -> Hidden:
        """Those of a year, or of all, that are about matters which are not on the board."""
        some = [late for made, late in self._others.values() if year in (None, made)]
        return Hidden(len(some), sum(some))

    def _forget(self) -> None:
        self._promises: dict[UUID, tuple[Order, Shape]] = {}
        self._others: dict[UUID, tuple[int, bool]] = {}
        self._declined: dict[UUID, Declined] = {}
        self._shapes: dict[Shape, Shape] = {}
        self._seen: OrderedDict[Sought, Seen] = OrderedDict()
        self._units: Counter[str] = Counter()
        self._years: Counter[int] = Counter()

    def _changed(self, now: Steps) -> tuple[set[UUID], set[UUID]] | None:
        """Matters and promises to be counted anew; None: all of them."""
        entries = steps_since(self.ward.id, self._steps, now, MOST_STEPS)
        found = None if entries is None else touched(self.ward, entries)
        return (found.matters, found.promises) if found else None

    def _take(self, matters: Iterable[UUID], promises: Iterable[UUID]) -> None:
        for id_ in promises:
            self._others.pop(id_, None)
            if known := self._promises.pop(id_, None):
                self._add_up(known, -1)
        for id_ in matters:
            if declined := self._declined.pop(id_, None):
                self._add_declined(declined, -1)

    def _count(self, book: reads.Book, matters: set[UUID] | None) -> None:
        for one in book.promises:
            shape = self._shapes.setdefault(one.shape, one.shape)
            self._promises[one.id] = known = (one.place, shape)
            self._add_up(known, 1)
        for other in book.others:
            self._others[other.id] = other.year, other.standing.result == "late"
        for id_, *declined in reads.declined_rows(self.ward, matters):
            year, topic, group = self._declined[id_] = tuple(declined)
            self._add_declined((year, topic, group), 1)

    def _add_up(self, known: tuple[Order, Shape], by: int) -> None:
        order, shape = known
        self._units[shape.unit] += by
        self._years[shape.year] += by
        for seen in self._seen.values():
            (seen.put if by > 0 else seen.take)(order, shape)

    def _add_declined(self, declined: Declined, by: int) -> None:
        for seen in self._seen.values():
            seen.refused += by * seen.sought.means_declined(*declined)

    def _orders(self, sought: Sought) -> Iterable[Order]:
        return (order for order, shape in self._promises.values() if sought.means(shape))


_wards: OrderedDict[UUID, Kept] = OrderedDict()
_door = threading.Lock()


def kept_of(ward: Ward) -> Kept:
    """What this process keeps of a ward; who was not asked about longest makes room."""
    with _door:
        found = _wards.setdefault(ward.id, Kept(ward))
        _wards.move_to_end(ward.id)
        while len(_wards) > MOST_WARDS:
            _wards.popitem(last=False)
        return found
