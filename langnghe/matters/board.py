"""The board: released matters by filter and words, in pages, without counting further than people read.

Every matter shown comes through `reads.on_board`: released, and its sender or guard does not say no since.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import overload
from uuid import UUID

from django.db.models import QuerySet

from langnghe.kernel.clock import local_today
from langnghe.language.search import search_form
from langnghe.matters import reads, rules
from langnghe.matters.models import OWES_ANSWER, Matter
from langnghe.people.remembering import remembered_of
from langnghe.places.models import Ward
from langnghe.searching import reads as searching
from langnghe.searching.asking import Query
from langnghe.searching.expressions import word
from langnghe.searching.marks import in_wards
from langnghe.searching.models import Published

# As far as a list is counted and turned over; who wants more narrows it down.
MOST = rules.COUNTED
# Lists of words that a process remembers for a ward.
LISTS_KEPT = 10


@dataclass(frozen=True)
class Sought:
    """What somebody looks for on the board. `overdue`: only what waits for an answer past its day, longest first.

    `best_first`: by how well the words fit, among the newest.
    """

    words: str = ""
    topic: str = ""
    group_id: UUID | None = None
    state: str = ""
    year: int | None = None
    overdue: bool = False
    newest: bool = True
    best_first: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for but the whole board."""
        return self.is_worded or bool(self.marks) or self.overdue

    @property
    def is_worded(self) -> bool:
        """Whether words are looked for; signs alone are none."""
        return bool(search_form(self.words).strip())

    @property
    def is_only_overdue(self) -> bool:
        """Whether nothing is asked but to be late."""
        return self.overdue and not (self.is_worded or self.marks)

    @property
    def marks(self) -> list[str]:
        """The chosen filters as words of the index."""
        found = [rules.topic_mark(self.topic)] if self.topic else []
        found += [rules.group_mark(self.group_id)] if self.group_id else []
        found += [rules.state_mark(self.state)] if self.state else []
        found += [rules.year_mark(self.year)] if self.year else []
        return found


class Found(Sequence[Matter]):
    """What the board holds for somebody: counted once, up to `MOST`; each slice is one page of matters.

    `with_point`: only those that may be shown on a map.
    """

    def __init__(self, ward: Ward, sought: Sought, *, with_point: bool = False) -> None:
        self.ward, self.sought, self.with_point = ward, sought, with_point

    def __len__(self) -> int:
        return min(self._counted, MOST)

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self._counted > MOST

    @overload
    def __getitem__(self, index: int) -> Matter: ...
    @overload
    def __getitem__(self, index: slice) -> list[Matter]: ...
    def __getitem__(self, index: "int | slice") -> "Matter | list[Matter]":
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        return self._page(start, stop) if stop > start else []

    @property
    def is_searched(self) -> bool:
        """Whether the index of words is asked, and not the matters' own table, which answers faster without it."""
        return self.with_point or (self.sought.is_narrow and not self.sought.is_only_overdue)

    @property
    def query(self) -> Query:
        """What was looked for, as it was found."""
        return self._found.query if self.is_searched and self.sought.words else self._asked

    @cached_property
    def _counted(self) -> int:
        if self.sought.overdue or not self.is_searched:
            return self._rows[: MOST + 1].count()
        return len(self._found.ordinals) + self._found.more

    def _page(self, start: int, stop: int) -> list[Matter]:
        """First which rows, by an index alone, then these rows: no plan ever sorts the whole board."""
        rows = self._page_rows(start, stop)
        matters = reads.complete(reads.on_board(self.ward).filter(board_row__in=rows))
        found = {matter.board_row: matter for matter in matters}
        return [found[row] for row in rows if row in found]

    def _page_rows(self, start: int, stop: int) -> list[int]:
        if self.sought.overdue or not self.is_searched:
            return [row for row in self._rows.values_list("board_row", flat=True)[start:stop] if row is not None]
        return list(self._found.ordinals[start:stop])

    @cached_property
    def _rows(self) -> QuerySet[Matter]:
        """The whole board, or what is overdue of what is looked for, the longest first."""
        if not self.sought.overdue:
            return reads.released(self.ward).order_by("-board_row" if self.sought.newest else "board_row")
        late = overdue(self.ward, local_today())
        if self.is_searched:
            late = late.filter(board_row__in=list(self._found.ordinals))
        return late.order_by("due_on", "id")

    @cached_property
    def _asked(self) -> Query:
        return searching.asked(self.sought.words, self.ward)

    @cached_property
    def _found(self) -> "_Listed":
        """What the index holds for all that is asked, as far as anybody reads.

        Words that were looked for just now are not looked for again until something happens in the ward: who turns the
        page asks the same, and so do neighbours.
        """
        if not self.sought.is_worded or self.sought.overdue:
            return _Listed.of(self._find(), searching.NEWEST)
        known = remembered_of(self.ward, "board", LISTS_KEPT)
        found: _Listed = known.get(f"{self.sought} {self.with_point}", lambda: _Listed.of(self._find(), MOST))
        return found

    def _find(self) -> searching.Found:
        marks = [in_wards([self.ward.id]), *map(word, self.sought.marks)]
        marks += [word(rules.POINT_MARK)] if self.with_point else []
        if not self.sought.is_worded:
            return searching.marked(Published, *marks, limit=MOST, newest=self.sought.newest)
        if self.sought.best_first:
            return searching.best(Published, self._asked, *marks, bare=True)
        most = searching.NEWEST if self.sought.overdue else MOST
        return searching.find(Published, self._asked, *marks, limit=most, newest=self.sought.newest, bare=True)


@dataclass(frozen=True)
class _Listed:
    """What was found, as numbers alone: 8 kB of a list that is remembered."""

    query: Query
    ordinals: "array[int]"
    more: bool

    @classmethod
    def of(cls, found: searching.Found, most: int) -> "_Listed":
        ordinals = array("q", (row.ordinal for row in found.rows[:most]))
        return cls(found.query, ordinals, found.more or len(found.rows) > most)


def overdue(ward: Ward, today: date) -> QuerySet[Matter]:
    """Matters of the board that wait for an answer past their day; a clock that stands still is not late."""
    owed = reads.released(ward).filter(state__in=OWES_ANSWER, due_on__isnull=False, due_on__lt=today)
    return owed.filter(paused_on=None)
