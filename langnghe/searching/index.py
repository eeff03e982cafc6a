"""Asking an index, newest or oldest first. Here alone SQLite and PostgreSQL differ; both are asked the same tree.

SQLite: FTS5 beside the table, kept in step by triggers; it walks its rows in order and stops. PostgreSQL: a GIN index
over a tsvector, which must fetch and sort all that fit; where many will, it looks through weeks and then seasons until
there are enough. How many it takes to be many, the planner's own estimate says: both ways find the same rows.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from langnghe.searching.expressions import All, Node, any_word, fts5, tsquery, word
from langnghe.searching.models import Indexed
from langnghe.searching.ordinals import SEASON, WEEK, season_mark, week_mark

# Rows that PostgreSQL fetches and sorts at once (1 to 3 µs each); looking through one time after the other costs 10 to
# 25 ms however few they are.
FEW = 8_000


class Row(NamedTuple):
    """A row that was found. A thousand are found and some are shown: ids are made of those that somebody asks for."""

    ordinal: int
    kind: str
    about: Any

    @property
    def about_id(self) -> UUID:
        """What it stands on the page of."""
        return self.about if isinstance(self.about, UUID) else UUID(self.about)


@dataclass(frozen=True)
class Asked:
    """Questions by name that are asked together; how, is decided by how many rows fit the `widest` of them."""

    widest: Node
    named: dict[str, Node]


def rows(index: type[Indexed], asked: Node, limit: int, *, newest: bool = True, kinds: Sequence[str] = ()) -> list[Row]:
    """The first rows that fit, in order of time; up to three statements. `kinds`: of these alone, none: of any."""
    return lists(index, [Asked(asked, {"": asked})], limit, newest=newest, kinds=kinds)[0][""]


def lists(
    index: type[Indexed], asked: Sequence[Asked], limit: int, *, whole: int = 0, newest: bool = True,
    kinds: Sequence[str] = (),
) -> list[dict[str, list[Row]]]:  # fmt: skip
    """For each group, by the name of each question, the first rows that fit, in order of time, up to `limit`.

    A group finds something only where those before it find nothing. `whole`: no more rows than that in all.
    Up to three statements, however many questions.
    """
    table, order = index._meta.db_table, "DESC" if newest else "ASC"
    ways = _ways(table, [some.widest for some in asked], newest)
    found: list[dict[str, list[Row]]] = [{name: [] for name in some.named} for some in asked]
    # SQLite makes every list of a statement, wanted or not; to be asked once more costs it nothing.
    at_once = 1 if connection.vendor == "sqlite" else len(asked)
    for start in range(0, len(asked), at_once):
        groups = slice(start, start + at_once)
        sql, values = _together(asked[groups], ways[groups], limit)
        sql = sql.format(table=table, order=order, kinds=_of(kinds))
        said = _ask(sql + " LIMIT %s", [*values, whole or limit * len(values)])
        in_a_row = [rows for group in found[groups] for rows in group.values()]
        for number, ordinal, kind, about in said:
            in_a_row[number].append(Row(ordinal, kind, about))
        if said:
            break
    return found


def part(
    index: type[Indexed], asked: Node, otherwise: Node | None, limit: int, *, kinds: Sequence[str] = ()
) -> tuple[str, list[Any]]:
    """(SQL, values) of a query over the newest rows that fit, to stand inside another statement: for one ward's lists.

    It gives kind and about_id; where nothing fits, of what fits `otherwise`.
    """
    one = _SQLITE if connection.vendor == "sqlite" else _AT_ONCE
    one = one.format(table=index._meta.db_table, order="DESC", kinds=_of(kinds))
    written = fts5 if connection.vendor == "sqlite" else tsquery
    if otherwise is None:
        return _WHOLE.format(one=one), [written(asked), limit]
    return _PART.format(one=one), [written(asked), limit, written(otherwise), limit]


Way = Callable[[Node], tuple[str, Any]]
"""How a question is asked: SQL of its rows in order, and what stands in it for the question."""


def _ways(table: str, widest: Sequence[Node], newest: bool) -> list[Way]:
    """How each group of questions is asked best."""
    if connection.vendor == "sqlite":
        return [_walking for _group in widest]
    expected = _expected(table, widest)
    if max(expected) <= FEW:
        return [_at_once for _group in widest]
    first, last = _ask(_ENDS.format(table=table), [])[0]
    spans = _spans(int(first or 0), int(last or 0))
    by_spans = _by_spans(spans if newest else spans[::-1])
    return [by_spans if many > FEW else _at_once for many in expected]


def _walking(asked: Node) -> tuple[str, Any]:
    return _SQLITE, fts5(asked)


def _at_once(asked: Node) -> tuple[str, Any]:
    return _AT_ONCE, tsquery(asked)


def _by_spans(spans: Sequence[Node]) -> Way:
    return lambda asked: (_BY_SPANS, [tsquery(All((span, asked))) for span in spans])


def _together(asked: Sequence[Asked], ways: Sequence[Way], limit: int) -> tuple[str, list[Any]]:
    """(SQL, values): a list for each question, its rows told apart by its number."""
    lists: list[str] = []
    values: list[Any] = []
    parts, before = [], ""
    for some, way in zip(asked, ways, strict=True):
        numbers = range(len(lists), len(lists) + len(some.named))
        for number, question in zip(numbers, some.named.values(), strict=True):
            sql, value = way(question)
            lists.append(f"list{number} AS MATERIALIZED ({sql})")
            parts.append(f"SELECT {number} AS number, list{number}.* FROM list{number}{before}")  # noqa: S608
            values += [value, limit]
        before = " WHERE " + " AND ".join(f"NOT EXISTS (SELECT 1 FROM list{number})" for number in numbers)  # noqa: S608
    return f"WITH {', '.join(lists)} {' UNION ALL '.join(parts)}", values


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
WHERE {table}_words MATCH %s{kinds} ORDER BY words.rowid {order} LIMIT %s
"""
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
SELECT * FROM found ORDER BY ordinal {order} LIMIT %s
"""
_BY_SPANS = """
SELECT inside.ordinal, inside.kind, inside.about_id FROM unnest(%s::text[]) AS span, LATERAL (
    WITH found AS MATERIALIZED (SELECT ordinal, kind, about_id FROM {table} WHERE words @@ span::tsquery{kinds})
    SELECT * FROM found ORDER BY ordinal {order}
) AS inside
LIMIT %s
"""
