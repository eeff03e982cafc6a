"""What is late, kept, moved: every figure of the page from the days of each promise. Pure; nothing is typed by anybody.

Moving a date changes neither which promises are due nor which were kept on the day first promised.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median_low
from typing import NamedTuple
from uuid import UUID

from langnghe.commitments.rules import OWED, Timing

# Every promise is counted in exactly one of these.
RESULTS = ("late", "doing", "waiting", "kept", "unconfirmed", "given_up")
# And a kept one in exactly one of each of these.
KEPT_WHEN = ("on_day", "on_moved_day", "late")
KEPT_BY = ("sender", "shown", "others")
# A share says little about fewer.
SMALL = 10


@dataclass(frozen=True)
class Standing:
    """How one promise stands on a day. `state`: of the commitments' table, with what time alone decided since."""

    state: str
    kept_by: str
    first_due_on: date
    due_on: date
    ended_on: date | None
    moves: int
    late_when_moved: int
    reopened: int
    today: date

    @property
    def timing(self) -> Timing:
        """Its days."""
        return Timing(self.first_due_on, self.due_on, self.ended_on, self.late_when_moved, self.moves)

    @property
    def late_days(self) -> int:
        """Days late against the date promised now."""
        return self.timing.late_days(self.today)

    @property
    def most_late(self) -> int:
        """The most days it ever was late: now, at its end, or when its date was moved."""
        return max(self.late_days, self.late_when_moved)

    @property
    def result(self) -> str:
        """One of `RESULTS`."""
        if self.state in OWED:
            return "late" if self.late_days else "doing"
        return {"claimed": "waiting", "confirmed": "waiting", "kept": "kept", "broken": "given_up"}.get(
            self.state, "unconfirmed"
        )

    @property
    def kept_when(self) -> str:
        """One of `KEPT_WHEN`; empty while it is not kept."""
        if self.result != "kept" or self.ended_on is None:
            return ""
        if self.most_late:
            return "late"
        return "on_day" if self.ended_on <= self.first_due_on else "on_moved_day"

    @property
    def is_due(self) -> bool:
        """Whether the day first promised has passed, or it came to an end before; moving the day takes nothing back."""
        return self.first_due_on < self.today or self.state not in OWED


@dataclass(frozen=True)
class Tally:
    """The figures of a page."""

    made: int
    results: dict[str, int]
    kept_when: dict[str, int]
    kept_by: dict[str, int]
    due: int
    moved: int
    moves: int
    contested: int
    ever_late: int
    median_late: int

    @property
    def kept(self) -> int:
        """How many were kept, whoever confirmed it and whenever."""
        return self.results["kept"]

    @property
    def has_share(self) -> bool:
        """Whether a percentage says anything."""
        return self.due >= SMALL


class Shape(NamedTuple):
    """All that filters and figures ask of a promise on a day; many promises have the same. `late`: the most days."""

    year: int
    topic: str
    group_id: UUID | None
    unit: str
    result: str
    kept_when: str
    kept_by: str
    is_due: bool
    moves: int
    is_contested: bool
    late: int


@dataclass
class Running:
    """The figures of a page while promises come and go: each counted in and out by its shape."""

    made: int = 0
    due: int = 0
    moved: int = 0
    moves: int = 0
    contested: int = 0
    results: Counter[str] = field(default_factory=Counter)
    kept_when: Counter[str] = field(default_factory=Counter)
    kept_by: Counter[str] = field(default_factory=Counter)
    late: Counter[int] = field(default_factory=Counter)

    def count(self, shape: Shape, by: int) -> None:
        """Count a promise in (1) or out (-1)."""
        self.made += by
        self.due += by * shape.is_due
        self.moved += by * (shape.moves > 0)
        self.moves += by * shape.moves
        self.contested += by * shape.is_contested
        self.results[shape.result] += by
        if shape.result == "kept":
            self.kept_when[shape.kept_when] += by
            self.kept_by[shape.kept_by] += by
        if shape.late:
            self.late[shape.late] += by

    def tally(self) -> Tally:
        """The figures now."""
        return Tally(
            self.made, _of(RESULTS, self.results), _of(KEPT_WHEN, self.kept_when), _of(KEPT_BY, self.kept_by),
            self.due, self.moved, self.moves, self.contested, self.late.total(), _median(self.late),
        )  # fmt: skip


def tally(standings: Iterable[Standing]) -> Tally:
    """Count these promises."""
    all_of_them = list(standings)
    late = [days for one in all_of_them if (days := one.most_late)]
    kept = [one for one in all_of_them if one.state == "kept"]
    return Tally(
        made=len(all_of_them),
        results=_by(RESULTS, (one.result for one in all_of_them)),
        kept_when=_by(KEPT_WHEN, (one.kept_when for one in kept)),
        kept_by=_by(KEPT_BY, (one.kept_by for one in kept)),
        due=sum(one.is_due for one in all_of_them),
        moved=sum(one.moves > 0 for one in all_of_them),
        moves=sum(one.moves for one in all_of_them),
        contested=sum(one.reopened > 0 for one in all_of_them),
        ever_late=len(late),
        median_late=median_low(late) if late else 0,
    )


def _by(codes: Sequence[str], found: Iterable[str]) -> dict[str, int]:
    return _of(codes, Counter(found))


def _of(codes: Sequence[str], counts: Counter[str]) -> dict[str, int]:
    return {code: counts[code] for code in codes}


def _median(days: Counter[int]) -> int:
    """The lower median of so many of each; 0 of none."""
    left = (days.total() + 1) // 2
    for day in sorted(days):
        left -= days[day]
        if left <= 0:
            return day if days.total() else 0
    return 0
