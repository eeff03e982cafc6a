"""Telling a pattern once more: its values found anew, and its rows put together from them."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from random import Random
from typing import Any

from django.db.models import Model

from langnghe.demo.volume.dialects import Dialect
from langnghe.demo.volume.found import Indexing, marks, words
from langnghe.demo.volume.patterns import Pattern
from langnghe.kernel import entry as form
from langnghe.language.search import search_form
from langnghe.matters.models import Support
from langnghe.matters.rules import year_mark
from langnghe.searching.models import Published

HANOI = timedelta(hours=7)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - moments are UTC here, without their zone
MICROSECOND = timedelta(microseconds=1)
TAIL = 0b10 << 62
Tables = dict[type[Model], list[Any]]
Counters = defaultdict[tuple[str, int], int]


@dataclass
class Place:
    """A ward that stories are told about: who is who in it, its groups' names, its last numbers by table and year."""

    id: str
    slug: str
    province: int
    who: Mapping[Hashable, str]
    groups: Mapping[str, str]
    last: Counters = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True)
class Turn:
    """One telling: where, which pattern, how many weeks later than in the demo, and how much within the day."""

    place: Place
    pattern: Pattern
    weeks: int
    within: timedelta

    @property
    def by(self) -> timedelta:
        """How much later all of it is."""
        return timedelta(weeks=self.weeks) + self.within


class Teller:
    """Tells patterns about one place after the other, as rows for one database."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._bases: dict[tuple[str, int], list[Any]] = {}

    def told(self, turns: Iterable[Turn], chance: Random) -> Tables:
        """The rows of so many turns, each table in the order of its first column, as indexes like it best."""
        self.tables: Tables = defaultdict(list)
        self.chance = chance
        for turn in turns:
            self._tell(turn)
        for rows in self.tables.values():
            rows.sort()
        return self.tables

    def _tell(self, turn: Turn) -> None:
        self.place = turn.place
        pattern = turn.pattern
        values = self._base(pattern)[:]
        raw: dict[int, bytes] = {}
        varied = pattern.texts.vary(turn.weeks, self.chance)
        numbers = self._ids(pattern, turn, values)
        self._times(pattern, turn, values)
        self._written(pattern, varied, values, raw)
        self._sealed(pattern, varied, values, raw)
        self._facts(pattern, values, raw)
        row = self.dialect.row
        for model, _slots in pattern.tables:
            self.tables[model].append(row(_getter(_slots)(values)))
        for indexed in pattern.indexed:
            self._index(indexed, values, numbers[indexed.ordinal], varied)
        for slot, _at in pattern.boards:
            self._supports(pattern, values, numbers[slot])

    def _base(self, pattern: Pattern) -> list[Any]:
        """The fixed values, with who is who here."""
        own = (self.place.id, id(pattern))
        if own not in self._bases:
            base = pattern.base[:]
            for slot, key in pattern.who:
                base[slot] = self.place.who[key]
            self._bases[own] = base
        return self._bases[own]

    def _ids(self, pattern: Pattern, turn: Turn, values: list[Any]) -> dict[int, int]:
        """Fill in ids and numbers of the board; what rows of the indexes are numbered by, by slot."""
        later, numbers, random = turn.by // MICROSECOND, {}, self.chance.getrandbits
        for slot, ticks in pattern.ids:
            tick, tail = ticks + later * 4096 // 1000, TAIL | random(62)
            values[slot] = f"{tick >> 12 << 80 | 7 << 76 | (tick & 0xFFF) << 64 | tail:032x}"
            numbers[slot] = tick * 1000 >> 12 << 10 | tail >> 52 & 0x3FF
        for slot, at in pattern.boards:
            numbers[slot] = at + later << 10 | random(10)
            values[slot] = self.dialect.number(numbers[slot])
        return numbers

    def _times(self, pattern: Pattern, turn: Turn, values: list[Any]) -> None:
        later, days = turn.by, turn.weeks * 7
        for slot, at in pattern.moments:
            values[slot] = self.dialect.moment(at + later)
        for slot, day in pattern.days:
            values[slot] = date.fromordinal(day.toordinal() + days).isoformat()
        for year, number, table, at in pattern.numbers:
            counted = (table, (at + later + HANOI).year)
            self.place.last[counted] += 1
            values[year] = self.dialect.number(counted[1])
            values[number] = self.dialect.number(self.place.last[counted])

    def _written(self, pattern: Pattern, varied: list[str], values: list[Any], raw: dict[int, bytes]) -> None:
        for slot, text in pattern.written:
            values[slot] = self.dialect.text(text.said(varied))
        for slot, text in pattern.folded:
            values[slot] = search_form(text.said(varied))
        for slot, size in pattern.marks:
            raw[slot] = self.chance.randbytes(size)
            values[slot] = self.dialect.bytes(raw[slot])

    def _sealed(self, pattern: Pattern, varied: list[str], values: list[Any], raw: dict[int, bytes]) -> None:
        for one in pattern.sealed:
            said = form.words_bytes(one.text.said(varied))
            raw[one.slot] = form.commitment(one.domain, raw[one.salt], said)
            values[one.slot] = self.dialect.bytes(raw[one.slot])

    def _facts(self, pattern: Pattern, values: list[Any], raw: dict[int, bytes]) -> None:
        for facts in pattern.facts:
            told = "".join(
                [part if isinstance(part, str) else _fact(part[0], part[1], values, raw) for part in facts.parts]
            )
            values[facts.slot] = self.dialect.text(told)
            if facts.salt >= 0:
                digest = form.commitment(form.FACTS_V1, raw[facts.salt], told.encode())
                values[facts.commitment] = self.dialect.bytes(digest)

    def _index(self, indexed: Indexing, values: list[Any], ordinal: int, varied: list[str]) -> None:
        more = marks(indexed, self.place.id, self.place.province, ordinal)
        more += [year_mark(values[indexed.year])] if indexed.year >= 0 else []
        group = values[indexed.group] if indexed.group >= 0 else ""
        more += [f"_g{group}"] if group else []
        found = words(indexed, varied, more, self.place.groups.get(group, ""))
        row = (self.dialect.number(ordinal), self.place.id, indexed.kind, values[indexed.about],
               self.dialect.words(found))  # fmt: skip
        self.tables[indexed.index].append(self.dialect.row(row))

    def _supports(self, pattern: Pattern, values: list[Any], ordinal: int) -> None:
        """Now and then neighbours say that they meet it too, within two days."""
        matter = next(values[one.about] for one in pattern.indexed if one.index is Published)
        for _neighbour in range(max(0, self.chance.randrange(9) - 5)):
            at = (ordinal >> 10) + self.chance.randrange(172_800_000_000)
            key = f"{at // 1000 << 80 | 7 << 76 | TAIL | self.chance.getrandbits(62):032x}"
            mark = self.dialect.bytes(hashlib.sha256(key.encode()).digest())
            row = (key, self.place.id, matter, "browser", mark, self.dialect.moment(EPOCH + at * MICROSECOND))
            self.tables[Support].append(self.dialect.row(row))


def _fact(kind: str, slot: int, values: list[Any], raw: dict[int, bytes]) -> str:
    if kind == "hash":
        return raw[slot].hex()
    value: str = values[slot]
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}" if kind == "id" else value


_getters: dict[int, Any] = {}


def _getter(slots: tuple[int, ...]) -> Any:
    """Takes a row's values out of the slots; kept, since the tuples of patterns live as long as they."""
    if id(slots) not in _getters:
        _getters[id(slots)] = itemgetter(*slots)
    return _getters[id(slots)]
