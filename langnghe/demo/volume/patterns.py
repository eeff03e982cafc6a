"""A story of the demo as a pattern: what of its rows stays the same, and what is found anew each time it is told.

Every value of its rows has a slot. Fixed slots hold what the database takes; the others are named by what they hang
on: ids, moments, days, words, salts, hashes, facts, numbers, and who in the ward it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, TextField

from langnghe.answering.models import HandOver
from langnghe.answering.states import OPEN_DRAFTS, OPEN_HAND_OVERS
from langnghe.commitments.models import Commitment
from langnghe.demo.volume import harvest
from langnghe.demo.volume.dialects import Dialect
from langnghe.demo.volume.facts import Facts, facts_of
from langnghe.demo.volume.found import Indexing, indexings
from langnghe.demo.volume.hashes import Sealed, sealed
from langnghe.demo.volume.slots import NotToldError, Slots, Who
from langnghe.demo.volume.texts import Text, Texts
from langnghe.kernel.clock import HANOI
from langnghe.ledger.models import Entry, Job
from langnghe.matters.models import DONE, NOBODY_WAITS, Matter
from langnghe.opinions.models import Opinion

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NUMBERED = (Opinion, Matter, HandOver)
# Ticks (a 4,096th of a millisecond) between rows of one moment: more than a microsecond, by which texts are numbered.
APART = 5


@dataclass
class Pattern(Slots):
    """A story, ready to be told again."""

    tables: list[tuple[type[Model], tuple[int, ...]]] = field(default_factory=list)
    moments: list[tuple[int, datetime]] = field(default_factory=list)
    written: list[tuple[int, Text]] = field(default_factory=list)
    folded: list[tuple[int, Text]] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    numbers: list[tuple[int, int, str, datetime]] = field(default_factory=list)
    indexed: list[Indexing] = field(default_factory=list)
    matters: int = 0
    opened: datetime = EPOCH
    ended: datetime = EPOCH
    pending: bool = False
    room: tuple[timedelta, timedelta] = (timedelta(), timedelta())
    aged: "Pattern | None" = None

    @property
    def rows(self) -> int:
        """How many rows one telling writes."""
        return len(self.tables) + len(self.indexed)


def pattern_of(rows: list[Model], who: Who, dialect: Dialect) -> Pattern:
    """The pattern of a story, and how it is told when it is old. NotToldError when it holds what no other ward has."""
    if not harvest.may_be_told_again(rows):
        raise NotToldError("it holds what there is only once")
    made = _pattern(rows, who, dialect)
    made.aged = _pattern([row for row in rows if not isinstance(row, Job)], who, dialect)
    return made


def _pattern(rows: list[Model], who: Who, dialect: Dialect) -> Pattern:
    at = harvest.moments(rows)
    if len(at) < len(rows):
        raise NotToldError("no entry tells when it was")
    matters = sum(isinstance(row, Matter) for row in rows)
    made = Pattern(who, Texts(rows), matters=matters)
    _when(made, rows, at)
    _Filling(made, rows, at, dialect).fill()
    return made


def _when(made: Pattern, rows: list[Model], at: Mapping[UUID, datetime]) -> None:
    """When it began and ended, whether it still goes on, and how far it may be moved without leaving its days."""
    matters = [row for row in rows if isinstance(row, Matter)]
    moments = [value for row in rows for value in harvest.values(row).values() if isinstance(value, datetime)]
    moments += at.values()
    made.opened = min([row.opened_at for row in matters] or moments)
    made.ended, made.pending = max(moments), not matters or any(_goes_on(row) for row in rows)
    made.room = _room(moments)


def _goes_on(row: Model) -> bool:
    state = getattr(row, "state", "")
    if isinstance(row, Matter):
        return state not in (*DONE, *NOBODY_WAITS)
    if isinstance(row, Commitment):
        return state in ("open", "claimed")
    if isinstance(row, Opinion):
        return bool(row.call_back or (row.erasure_asked_at and not row.erased_at))
    return state in (*OPEN_DRAFTS, *OPEN_HAND_OVERS)


def _room(moments: Iterable[datetime]) -> tuple[timedelta, timedelta]:
    """How much earlier and later all of it may be on the same days of Hà Nội, two hours at most."""
    clocks = [at.astimezone(HANOI) for at in moments]
    since = min(at - at.replace(hour=0, minute=0, second=0, microsecond=0) for at in clocks)
    until = min(at.replace(hour=23, minute=59, second=59, microsecond=0) - at for at in clocks)
    return min(since, timedelta(hours=2)), min(until, timedelta(hours=2))


@dataclass
class _Filling:
    made: Pattern
    rows: list[Model]
    at: Mapping[UUID, datetime]
    dialect: Dialect

    def fill(self) -> None:
        for place, row in enumerate(self.rows):
            ticks = _microseconds(self.at[row.pk]) * 4096 // 1000 + place * APART
            self.made.ids.append((self.made.slot(("id", row.pk)), ticks))
        for row in self.rows:
            slots = [self._slot(row, column, value) for column, value in harvest.values(row).items()]
            self.made.tables.append((type(row), tuple(slots)))
        self.made.sealed = sealed(self.made, self.rows)
        self.made.facts = [facts_of(self.made, row) for row in self.rows if isinstance(row, Entry)]
        self._random()
        self.made.indexed = indexings(self.made, self.rows)

    def _slot(self, row: Model, column: str, value: Any) -> int:
        made = self.made
        if isinstance(row, NUMBERED) and column in ("year", "number"):
            return self._number(row, column)
        if column == "board_row" and value is not None:
            return made.new(made.boards, ("board", row.pk), value >> 10)
        if isinstance(value, UUID):
            return self._id(value)
        if isinstance(value, datetime):
            return made.new(made.moments, ("at", value), value.astimezone(UTC).replace(tzinfo=None))
        if isinstance(value, date):
            return made.day(value)
        if isinstance(value, bytes) and value:
            return made.slot(("bytes", value))
        if isinstance(value, dict):
            return made.slot(("facts", row.pk))
        return self._words(row, column, value) if isinstance(value, str) else self._fixed(value)

    def _fixed(self, value: Any) -> int:
        return self.made.slot(("fixed", type(value), value), self.dialect.fixed(value))

    def _words(self, row: Model, column: str, value: str) -> int:
        prose = column in ("title", "place") or isinstance(_field(row, column), TextField)
        told = self.made.texts.of(row.words if column == "folded" else value)  # type: ignore[attr-defined]
        if not value or not prose or not told.varies:
            return self._fixed(value)
        if column == "folded":
            return self.made.new(self.made.folded, ("folded", value), told)
        return self.made.new(self.made.written, ("text", value), told)

    def _id(self, value: UUID) -> int:
        known = self.made.known(value)
        if known is None:
            raise NotToldError(f"nobody knows {value}")
        return known

    def _number(self, row: Model, column: str) -> int:
        key = ("year", row.pk) not in self.made.slots
        year, number = self.made.slot(("year", row.pk)), self.made.slot(("number", row.pk))
        if key:
            self.made.numbers.append((year, number, type(row).__name__, self.at[row.pk]))
        return year if column == "year" else number

    def _random(self) -> None:
        """Bytes that follow from nothing: salts, and what a secret or a mark of somebody is kept as."""
        computed = {one.slot for one in self.made.sealed} | {one.commitment for one in self.made.facts}
        for row in self.rows:
            if any(self.made.slots["bytes", value] not in computed for value in _proofs(row)):
                raise NotToldError("nobody knows what its hash is over")
        for key, slot in self.made.slots.items():
            if isinstance(key, tuple) and key[0] == "bytes" and slot not in computed:
                self.made.marks.append((slot, len(key[1])))


def _proofs(row: Model) -> list[bytes]:
    """The hashes that somebody may want to prove; a secret's and a mark's are not among them."""
    names = {"commitment", "words_hash", "reason_hash"}
    return [value for column, value in harvest.values(row).items() if column in names and value]


def _field(row: Model, column: str) -> Any:
    return next(one for one in row._meta.concrete_fields if one.column == column)


def _microseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)
