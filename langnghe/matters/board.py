"""The board: released matters by filter and words, in pages, without counting further than people read.

Every matter shown comes through `reads.on_board`: released, and its sender or guard does not say no since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import overload
from uuid import UUID

from django.db.models import QuerySet

from langnghe.kernel.clock import local_today
from langnghe.language.search import terms
from langnghe.matters import reads, rules, search
from langnghe.matters.models import OWES_ANSWER, Matter
from langnghe.places.models import Ward

# As far as a list is counted and turned over; who wants more narrows it down.
MOST = rules.COUNTED
# Months the index is looked through one by one, at most: twenty years.
MONTHS = 240


@dataclass(frozen=True)
class Sought:
    """What somebody looks for on the board. `overdue`: only what waits for an answer past its day, longest first."""

    words: str = ""
    topic: str = ""
    group_id: UUID | None = None
    state: str = ""
    year: int | None = None
    overdue: bool = False
    newest: bool = True

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for but the whole board."""
        return any((terms(self.words), self.topic, self.group_id, self.state, self.year, self.overdue))

    def marks(self, ward: Ward) -> list[str]:
        """The chosen filters as words of the index."""
        found = [rules.ward_mark(ward.id)]
        found += [rules.topic_mark(self.topic)] if self.topic else []
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
    def _is_plain(self) -> bool:
        """Whether the matters' own table answers faster than the index of words."""
        return self.sought.overdue or not (self.sought.is_narrow or self.with_point)

    @cached_property
    def _counted(self) -> int:
        return self._rows[: MOST + 1].count() if self._is_plain else self._search[1]

    def _page(self, start: int, stop: int) -> list[Matter]:
        """First which rows, by an index alone, then these rows: no plan ever sorts the whole board."""
        rows = self._page_rows(start, stop)
        matters = reads.complete(reads.on_board(self.ward).filter(board_row__in=rows))
        found = {matter.board_row: matter for matter in matters}
        return [found[row] for row in rows if row in found]

    def _page_rows(self, start: int, stop: int) -> search.Rows:
        if self._is_plain:
            return [row for row in self._rows.values_list("board_row", flat=True)[start:stop] if row is not None]
        wanted, newest = self._search[0], self.sought.newest
        return search.rows(wanted, newest=newest, start=start, size=stop - start, months=self._months)

    @cached_property
    def _rows(self) -> QuerySet[Matter]:
        """The whole board, or what is overdue, without the index of words."""
        order = "-board_row" if self.sought.newest else "board_row"
        if not self.sought.overdue:
            return reads.released(self.ward).order_by(order)
        late = overdue(self.ward, local_today())
        for word in (*self.sought.marks(self.ward), *self._syllables):
            late = late.filter(indexed__contains=f" {word} ")
        return late.order_by("due_on", "id")

    @property
    def _syllables(self) -> list[str]:
        return [word[: rules.LONGEST_WORD] for word in terms(self.sought.words)]

    @cached_property
    def _search(self) -> tuple[search.Wanted, int]:
        """What to ask the index and how much it holds; when nothing has all words, the last may be half typed."""
        marks = [*self.sought.marks(self.ward), *([rules.POINT_MARK] if self.with_point else [])]
        words = self._syllables
        whole = search.Wanted((*marks, *words))
        count = search.count(whole, MOST + 1)
        if count or not words or len(words[-1]) < 2:
            return whole, count
        begun = search.Wanted((*marks, *words[:-1]), begun=words[-1])
        return begun, search.count(begun, MOST + 1)

    @cached_property
    def _months(self) -> list[str]:
        return months(local_today(), newest=self.sought.newest) if self.more else []


def overdue(ward: Ward, today: date) -> QuerySet[Matter]:
    """Matters of the board that wait for an answer past their day; a clock that stands still is not late."""
    owed = reads.released(ward).filter(state__in=OWES_ANSWER, due_on__isnull=False, due_on__lt=today)
    return owed.filter(paused_on=None)


def months(today: date, *, newest: bool) -> list[str]:
    """The marks of the last twenty years' months, in the order of the board."""
    last = today.year * 12 + today.month - 1
    found = [rules.month_mark(date(number // 12, number % 12 + 1, 1)) for number in range(last, last - MONTHS, -1)]
    return found if newest else found[::-1]
