"""What the page counts and in which order, from what the process keeps (`kept.py`).

Who shows a promise reads it anew, so that nothing is shown a moment longer than it is public.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import overload
from uuid import UUID

from langnghe.places.models import Ward
from langnghe.promises import kept, reads
from langnghe.promises.asking import Sought
from langnghe.promises.counting import Tally
from langnghe.promises.reads import Hidden, Promise


@dataclass(frozen=True)
class Whole:
    """What all promises of a ward say: who answers for some, years in which some were made."""

    units: list[str]
    years: list[int]


@dataclass(frozen=True)
class Figures:
    """What is counted for some filters; `hidden`: those of the year that are not public."""

    tally: Tally
    refused: int
    hidden: Hidden


class Counted:
    """The promises of a ward as somebody wants to see them, as of the moment this was made."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.kept = kept.kept_of(ward)
        with self.kept.lock:
            self.kept.bring_up()
            self.whole = Whole(self.kept.units, self.kept.years)

    def figures(self, sought: Sought) -> Figures:
        """What is counted of those that are sought."""
        with self.kept.lock:
            seen = self.kept.seen(sought)
            return Figures(seen.running.tally(), seen.refused, self.kept.hidden(sought.year))

    def listed(self, sought: Sought) -> "Listed":
        """Those that are sought, late first."""
        return Listed(self, sought)

    def ordered(self, sought: Sought) -> list[Promise]:
        """All that are sought, late first, read now."""
        return reads.late_first(sought.found_in(reads.book(self.ward).promises))

    def ids(self, sought: Sought, start: int, stop: int) -> list[UUID]:
        """From where to where in the order of the page."""
        with self.kept.lock:
            if stop <= kept.MOST_IDS:
                return [order[-1] for order in self.kept.seen(sought).first[start:stop]]
            return self.kept.ids(sought)[start:stop]


class Listed(Sequence[Promise]):
    """Promises in pages, each page read anew."""

    def __init__(self, counted: Counted, sought: Sought) -> None:
        self.counted, self.sought = counted, sought
        self.made = counted.figures(sought).tally.made

    def __len__(self) -> int:
        return self.made

    @overload
    def __getitem__(self, index: int) -> Promise: ...
    @overload
    def __getitem__(self, index: slice) -> list[Promise]: ...
    def __getitem__(self, index: "int | slice") -> "Promise | list[Promise]":
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        return self._now(self.counted.ids(self.sought, start, stop))

    def _now(self, ids: Sequence[UUID]) -> list[Promise]:
        """As they stand now, in this order; who may not be read by everybody any more is missing."""
        ward = self.counted.ward
        pinned = set(reads.pins(ward).filter(commitment__in=ids).values_list("commitment_id", flat=True))
        found = {one.id: replace(one, pinned=one.id in pinned) for one in reads.these(ward, ids)}
        return [found[one] for one in ids if one in found]
