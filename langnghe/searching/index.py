"""Asking an index, newest or oldest first. Here alone SQLite and PostgreSQL differ; both are asked the same tree.

SQLite: FTS5 beside the table, kept in step by triggers; it walks its rows in order and stops. PostgreSQL: a GIN index
over a tsvector, which must fetch and sort all that fit; where many will, it looks through weeks and then seasons until
there are enough. How many it takes to be many, the planner's own estimate says: both ways find the same rows. How well
a row fits, is read from it where there are few; of many, the index is asked once more for those that fit better.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from langnghe.searching.expressions import All, Node, Phrase, Without, any_word, fts5, tsquery, word
from langnghe.searching.models import Indexed
from langnghe.searching.ordinals import SEASON, WEEK, season_mark, week_mark

# Rows that PostgreSQL fetches and sorts at once (1 to 3 µs each); looking through one time after the other costs 10 to
# 25 ms however few they are.
FEW = 8_000
# Rows of which it is read how well they fit: 7 µs each; a list that the index makes of many is soon full.
READ = 4_000


class Row(NamedTuple):
    """A row that was found. A thousand are found and some are shown: ids are made of those that somebody asks for.

    `kind`, `about`: None where the order alone was asked for. `better`: a bit for each of the question's `better`.
    """

    ordinal: int
    kind: str | None
    about: Any
    better: int

    @property
    def about_id(self) -> UUID:
        """What it stands on the page of."""
        return self.about if isinstance(self.about, UUID) else UUID(self.about)


@dataclass(frozen=True)
class Asked:
    """What must hold for `every` row, and what of that fits better; `has_first`: what fits the first of these comes
    before all others."""

    every: Node
    better: Sequence[Node] = ()
    has_first: bool = False


def rows(
    index: type[Indexed], asked: Node, limit: int, *, newest: bool = True, kinds: Sequence[str] = (), bare: bool = False
) -> list[Row]:
    """The first rows that fit, in order of time; up to three statements. `kinds`: of these alone, none: of any.

    `bare`: their order alone.
    """
    return lists(index, [Asked(asked)], limit, newest=newest, kinds=kinds, bare=bare)[0]


def lists(
    index: type[Indexed], asked: Sequence[Asked], limit: int, *, newest: bool = True, kinds: Sequence[str] = (),
    bare: bool = False,
) -> list[list[Row]]:  # fmt: skip
    """For each question what comes first and then the others, each in order of time and up to `limit`.

    A question finds something only where those before it find nothing. `bare`: nobody asks whose rows they are. Up to
    three statements.
    """
    table, order = index._meta.db_table, "DESC" if newest else "ASC"
    ways = _ways(table, [one.every for one in asked], newest)
    found = [_Merged() for _one in asked]
    # SQLite makes every list of a statement, wanted or not; to be asked once more costs it nothing.
    at_once = 1 if connection.vendor == "sqlite" else len(asked)
    for start in range(0, len(asked), at_once):
        together = _Together(table, order, limit, _of(kinds), bare and not kinds)
        for place in range(start, start + at_once):
            together.add(place, asked[place], ways[place])
        said = _ask(together.sql, together.values)
        for part, some in groupby(said, itemgetter(0)):
            place, is_listed = together.parts[part]
            found[place].add(some, is_listed)
        if said:
            break
    return [merged.rows() for merged in found]


class _Merged:
    """Rows of several lists, each once; of those that only say what fits better, no row."""

    def __init__(self) -> None:
        self._listed: dict[int, Any] = {}
        self._better: dict[int, int] = {}

    def add(self, rows: Iterable[Any], is_listed: bool) -> None:
        """One more list: rows of part, ordinal, kind, about, bits."""
        better = self._better
        for row in rows:
            ordinal = row[1]
            if is_listed:
                self._listed.setdefault(ordinal, row)
            if row[4]:
                better[ordinal] = better.get(ordinal, 0) | row[4]

    def rows(self) -> list[Row]:
        """In the order in which they came."""
        better = self._better
        return [Row(row[1], row[2], row[3], better.get(row[1], 0)) for row in self._listed.values()]


def part(
    index: type[Indexed], asked: Node, otherwise: Node | None, limit: int, *, kinds: Sequence[str] = ()
) -> tuple[str, list[Any]]:
    """(SQL, values) of a query over the newest rows that fit, to stand inside another statement: for one ward's lists.

    It gives kind and about_id; where nothing fits, of what fits `otherwise`.
    """
    one = _SQLITE if connection.vendor == "sqlite" else _AT_ONCE
    one = one.format(table=index._meta.db_table, order="DESC", kinds=_of(kinds)) + " LIMIT %s"
    written = fts5 if connection.vendor == "sqlite" else tsquery
    if otherwise is None:
        return _WHOLE.format(one=one), [written(asked), limit]
    return _PART.format(one=one), [written(asked), limit, written(otherwise), limit]


Way = Callable[[Node, bool], tuple[str, Any]]
"""How a question is asked, and whether for the order alone: SQL of its rows, and what stands in it for the question."""


def _ways(table: str, widest: Sequence[Node], newest: bool) -> list[Way]:
    """How each question is asked best."""
    if connection.vendor == "sqlite":
        return [_walking for _one in widest]
    expected = _expected(table, widest)
    if max(expected) <= FEW:
        return [_at_once for _one in widest]
    first, last = _ask(_ENDS.format(table=table), [])[0]
    spans = _spans(int(first or 0), int(last or 0))
    by_spans = _by_spans(spans if newest else spans[::-1])
    return [by_spans if many > FEW else _at_once for many in expected]


def _walking(asked: Node, bare: bool) -> tuple[str, Any]:
    return _SQLITE_BARE if bare else _SQLITE, fts5(asked)


def _at_once(asked: Node, _bare: bool) -> tuple[str, Any]:
    return _AT_ONCE, tsquery(asked)


def _by_spans(spans: Sequence[Node]) -> Way:
    return lambda asked, _bare: (_BY_SPANS, [tsquery(All((span, asked))) for span in spans])


class _Together:
    """One statement for some questions. Its rows begin with the number of their part: `parts` says of which question it
    is, and whether its rows are listed.
    """

    def __init__(self, table: str, order: str, limit: int, kinds: str, bare: bool) -> None:
        self._table, self._limit, self._bare = table, limit, bare
        self._names = {"table": table, "order": order, "kinds": kinds}
        self._lists: list[str] = []
        self._selects: list[str] = []
        self._before: list[str] = []
        self._list_values: list[Any] = []
        self._part_values: list[Any] = []
        self.parts: list[tuple[int, bool]] = []

    @property
    def sql(self) -> str:
        """The statement."""
        return f"WITH {', '.join(self._lists)} {' UNION ALL '.join(self._selects)}"

    @property
    def values(self) -> list[Any]:
        """What stands in it."""
        return [*self._list_values, *self._part_values]

    def add(self, place: int, asked: Asked, way: Way) -> None:
        """One more question, wanted where none before it found anything."""
        every = f"every{place}"
        self._list(every, way(asked.every, self._bare), str(self._limit))
        many = f"(SELECT count(*) FROM {every}) >= {min(READ, self._limit)}"  # noqa: S608 - numbers and names of ours
        if_many = f"(CASE WHEN {many} THEN {self._limit} ELSE 0 END)"
        bits, values = _bits(asked.better)
        read = _READ.format(bits=bits, table=self._table, name=every, many=many) if bits else "0"
        parts: list[tuple[str, bool, str, list[Any], str]] = [(every, True, read, values, "")]
        for bit, node in enumerate(asked.better):
            name, is_first = f"better{place}_{bit}", asked.has_first and not bit
            self._list(name, way(node, self._bare or not is_first), if_many)
            parts.insert(0 if is_first else len(parts), (name, is_first, str(1 << bit), [], ""))
            if is_first:
                parts[1] = (*parts[1][:4], f" AND (SELECT count(*) FROM {name}) < {self._limit}")  # noqa: S608
        for part in parts:
            self._part(place, *part)
        self._before.append(every)

    def _list(self, name: str, way: tuple[str, Any], limit: str) -> None:
        self._lists.append(f"{name} AS MATERIALIZED ({way[0].format(**self._names)} LIMIT {limit})")
        self._list_values.append(way[1])

    def _part(self, place: int, name: str, is_listed: bool, bits: str, values: Sequence[Any], unless: str) -> None:
        where = " AND ".join(["1 = 1", *(f"NOT EXISTS (SELECT 1 FROM {before})" for before in self._before)])  # noqa: S608
        self._selects.append(f"SELECT {len(self.parts)}, {name}.*, {bits} FROM {name} WHERE {where}{unless}")  # noqa: S608
        self._part_values += values
        self.parts.append((place, is_listed))


def _bits(better: Sequence[Node]) -> tuple[str, list[Any]]:
    """(SQL, values): a number with a bit for each of these that holds for the row `said`."""
    found = [_holds(node) for node in better]
    bits = " + ".join(f"CASE WHEN {sql} THEN {1 << place} ELSE 0 END" for place, (sql, _values) in enumerate(found))
    return bits, [value for _sql, values in found for value in values]


def _holds(node: Node) -> tuple[str, list[Any]]:
    """(SQL, values): whether a node holds for the row `said`. SQLite reads the words as they are kept, one after the
    other with a space between."""
    if connection.vendor == "postgresql":
        return "said.words @@ %s::tsquery", [tsquery(node)]
    if isinstance(node, Phrase):
        return "instr(' ' || said.words || ' ', %s)", [f" {' '.join(node.words)} "]
    if isinstance(node, Without):
        this, that = _holds(node.this), _holds(node.that)
        return f"({this[0]} AND NOT {that[0]})", [*this[1], *that[1]]
    parts = [_holds(one) for one in node.of]
    together = (" AND " if isinstance(node, All) else " OR ").join(sql for sql, _values in parts)
    return f"({together})", [value for _sql, values in parts for value in values]


def _expected(table: str, asked: Sequence[Node]) -> list[int]:
    """How many rows the planner expects for each; it need not be right."""
    every = " UNION ALL ".join([_ALL.format(table=table)] * len(asked))
    said = _ask(f"EXPLAIN (FORMAT JSON) {every}", [tsquery(one) for one in asked])[0][0]
    plans = [one["Plan"] for one in (json.loads(said) if isinstance(said, str) else said)]
    while len(plans) < len(asked):
        plans = plans[0]["Plans"]
    return [int(plan["Plan Rows"]) for plan in plans]


def _spans(first: int, last: int) -> list[Node]:
    """Weeks of the newest season one, then two, then four at a time, then season by season; all rows lie in one."""
    week, begins = last // WEEK, last // SEASON * (SEASON // WEEK)
    found: list[Node] = []
    step = 1
    while week >= begins:
        some = range(week, max(week - step, begins - 1), -1)
        found.append(any_word(*map(week_mark, some)))
        week, step = some[-1] - 1, step * 2
    return [*found, *(word(season_mark(number)) for number in range(last // SEASON - 1, first // SEASON - 1, -1))]


def _of(kinds: Sequence[str]) -> str:
    """Asked of the rows that were found, not of the index: a word that half of all texts have costs as much as all the
    others, and SQLite 3.40 passes over some rows when it walks so long a list from its end."""
    if not all(kind.isidentifier() for kind in kinds):
        raise ValueError(f"no kinds: {kinds}")
    return f" AND kind IN ({', '.join(repr(kind) for kind in kinds)})" if kinds else ""


def _ask(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


_SQLITE = """
SELECT found.ordinal, found.kind, found.about_id FROM {table}_words AS words
CROSS JOIN {table} AS found ON found.ordinal = words.rowid
WHERE {table}_words MATCH %s{kinds} ORDER BY words.rowid {order}
"""
# To look up whose rows ten thousand are takes longer than to find them.
_SQLITE_BARE = """
SELECT rowid AS ordinal, NULL AS kind, NULL AS about_id FROM {table}_words
WHERE {table}_words MATCH %s ORDER BY rowid {order}
"""
_READ = "CASE WHEN {many} THEN 0 ELSE (SELECT {bits} FROM {table} AS said WHERE said.ordinal = {name}.ordinal) END"
_WHOLE = "SELECT kind, about_id FROM ({one}) AS found"
_PART = """
WITH whole AS MATERIALIZED ({one}), begun AS ({one})
SELECT kind, about_id FROM whole UNION ALL
SELECT kind, about_id FROM begun WHERE NOT EXISTS (SELECT 1 FROM whole)
"""
_ENDS = "SELECT min(ordinal), max(ordinal) FROM {table}"
_ALL = "SELECT 1 FROM {table} WHERE words @@ %s::tsquery"
# MATERIALIZED: else the planner may walk the whole table in order, hoping to meet enough matches soon. In a SELECT of
# its own the query is unknown to the planner, who then trusts the index.
_AT_ONCE = """
WITH found AS MATERIALIZED (SELECT ordinal, kind, about_id FROM {table} WHERE words @@ (SELECT %s::tsquery){kinds})
SELECT * FROM found ORDER BY ordinal {order}
"""
_BY_SPANS = """
SELECT inside.ordinal, inside.kind, inside.about_id FROM unnest(%s::text[]) AS span, LATERAL (
    WITH found AS MATERIALIZED (SELECT ordinal, kind, about_id FROM {table} WHERE words @@ span::tsquery{kinds})
    SELECT * FROM found ORDER BY ordinal {order}
) AS inside
"""
