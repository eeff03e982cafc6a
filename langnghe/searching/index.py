"""Asking an index, newest or oldest first. Here alone SQLite and PostgreSQL differ; both are asked the same tree.

SQLite: FTS5 beside the table, kept in step by triggers; it walks its rows in order and stops. PostgreSQL: a GIN index
over a tsvector, which must fetch and sort all that fit; where many will, it looks through weeks and then seasons until
there are enough. How many it takes to be many, the planner's own estimate says: both ways find the same rows.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from langnghe.searching.expressions import All, Node, any_word, fts5, tsquery, word
from langnghe.searching.models import Indexed
from langnghe.searching.ordinals import SEASON, WEEK, season_mark, week_mark

# Rows that PostgreSQL fetches and sorts at once; beyond that it looks through one time after the other.
FEW = 3_000


@dataclass(frozen=True)
class Row:
    """A row that was found."""

    ordinal: int
    kind: str
    about_id: UUID


def rows(index: type[Indexed], asked: Node, limit: int, *, newest: bool = True) -> list[Row]:
    """The first rows that fit, in order of time; up to three statements."""
    if limit <= 0:
        return []
    ask = _sqlite if connection.vendor == "sqlite" else _postgresql
    found = ask(index._meta.db_table, asked, limit, "DESC" if newest else "ASC")
    return [Row(int(ordinal), kind, _uuid(about)) for ordinal, kind, about in found]


def part(index: type[Indexed], asked: Node, otherwise: Node | None, limit: int) -> tuple[str, list[Any]]:
    """(SQL, values) of a query over the newest rows that fit, to stand inside another statement: for one ward's lists.

    It gives kind and about_id; where nothing fits, of what fits `otherwise`.
    """
    one = (_SQLITE if connection.vendor == "sqlite" else _AT_ONCE).format(table=index._meta.db_table, order="DESC")
    written = fts5 if connection.vendor == "sqlite" else tsquery
    if otherwise is None:
        return _WHOLE.format(one=one), [written(asked), limit]
    return _PART.format(one=one), [written(asked), limit, written(otherwise), limit]


def _sqlite(table: str, asked: Node, limit: int, order: str) -> list[Any]:
    return _ask(_SQLITE.format(table=table, order=order), [fts5(asked), limit])


def _postgresql(table: str, asked: Node, limit: int, order: str) -> list[Any]:
    if _expected(table, asked) <= FEW:
        return _ask(_AT_ONCE.format(table=table, order=order), [tsquery(asked), limit])
    first, last = _ask(_ENDS.format(table=table), [])[0]
    spans = _spans(int(first or 0), int(last or 0))
    in_order = spans if order == "DESC" else spans[::-1]
    wanted = [tsquery(All((span, asked))) for span in in_order]
    return _ask(_BY_SPANS.format(table=table, order=order), [wanted, limit])


def _expected(table: str, asked: Node) -> int:
    """How many rows the planner expects; it need not be right."""
    plan = _ask(f"EXPLAIN (FORMAT JSON) {_ALL.format(table=table)}", [tsquery(asked)])[0][0]
    read = json.loads(plan) if isinstance(plan, str) else plan
    return int(read[0]["Plan"]["Plan Rows"])


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


def _ask(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


_SQLITE = """
SELECT found.ordinal, found.kind, found.about_id FROM {table}_words AS words
CROSS JOIN {table} AS found ON found.ordinal = words.rowid
WHERE {table}_words MATCH %s ORDER BY words.rowid {order} LIMIT %s
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
WITH found AS MATERIALIZED (SELECT ordinal, kind, about_id FROM {table} WHERE words @@ (SELECT %s::tsquery))
SELECT * FROM found ORDER BY ordinal {order} LIMIT %s
"""
_BY_SPANS = """
SELECT inside.ordinal, inside.kind, inside.about_id FROM unnest(%s::text[]) AS span, LATERAL (
    WITH found AS MATERIALIZED (SELECT ordinal, kind, about_id FROM {table} WHERE words @@ span::tsquery)
    SELECT * FROM found ORDER BY ordinal {order}
) AS inside
LIMIT %s
"""
