"""What the page counts and in which order, remembered until the next step of the ward: numbers and ids, never a row.

Who shows a promise reads it anew, so that nothing is shown a moment longer than it is public.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload
from uuid import UUID

from langnghe.people.remembering import remembered_of
from langnghe.places.models import Ward
from langnghe.promises import reads
from langnghe.promises.asking import Sought
from langnghe.promises.counting import Tally, tally
from langnghe.promises.reads import Book, Hidden, Promise

# Different filters of a ward between two steps, and as far as somebody turns over the pages of one.
MOST_FILTERS, MOST_IDS = 20, 200


@dataclass(frozen=True)
class Whole:
    """What all promises of a ward say: who answers for some, years in which some were made, how many are not public."""

    units: list[str]
    years: list[int]
    hidden: dict[int | None, Hidden]


@dataclass(frozen=True)
class Figures:
    """What is counted for some filters. `first`: the ids of the first of them, late first, 16 bytes each."""

    tally: Tally
    refused: int
    first: bytes


class Counted:
    """The promises of a ward as somebody wants to see them; read as a whole only after a step of the ward."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self._known = remembered_of(ward, "promises", MOST_FILTERS)

    @property
    def whole(self) -> Whole:
        """What does not hang on filters."""
        found: Whole = self._known.get("whole", self._count_whole)
        return found

    def figures(self, sought: Sought) -> Figures:
        """What is counted of those that are sought."""
        found: Figures = self._known.get(repr(sought), lambda: self._count(sought))
        return found

    def listed(self, sought: Sought) -> "Listed":
        """Those that are sought, late first."""
        return Listed(self, sought)

    def ordered(self, sought: Sought) -> list[Promise]:
        """All that are sought, late first, read now."""
        return reads.late_first(sought.found_in(self._book.promises))

    @property
    def is_read(self) -> bool:
        """Whether all of them were read for this visitor."""
        return "_book" in vars(self)

    @cached_property
    def _book(self) -> Book:
        return reads.book(self.ward)

    def _count_whole(self) -> Whole:
        book = self._book
        years = {made for made, _standing in book.others}
        return Whole(book.units, book.years, {year: book.hidden(year) for year in (None, *years)})

    def _count(self, sought: Sought) -> Figures:
        found = self.ordered(sought)
        first = b"".join(one.id.bytes for one in found[:MOST_IDS])
        refused = sought.among(reads.declined(self.ward)).count()
        return Figures(tally(one.standing for one in found), refused, first)


class Listed(Sequence[Promise]):
    """Promises in pages: the first from what is remembered, read anew, those behind from all of them."""

    def __init__(self, counted: Counted, sought: Sought) -> None:
        self.counted, self.sought = counted, sought
        self.figures = counted.figures(sought)

    def __len__(self) -> int:
        return self.figures.tally.made

    @overload
    def __getitem__(self, index: int) -> Promise: ...
    @overload
    def __getitem__(self, index: slice) -> list[Promise]: ...
    def __getitem__(self, index: "int | slice") -> "Promise | list[Promise]":
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        if stop > MOST_IDS or self.counted.is_read:
            return self.counted.ordered(self.sought)[start:stop]
        first = self.figures.first
        return self._now([UUID(bytes=first[place * 16 : place * 16 + 16]) for place in range(start, stop)])

    def _now(self, ids: Sequence[UUID]) -> list[Promise]:
        """As they stand now, in this order; who may not be read by everybody any more is missing."""
        ward = self.counted.ward
        pinned = set(reads.pins(ward).filter(commitment__in=ids).values_list("commitment_id", flat=True))
        found = {one.id: replace(one, pinned=one.id in pinned) for one in reads.these(ward, ids)}
        return [found[one] for one in ids if one in found]
