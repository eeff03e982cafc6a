"""The index of the board: which released matters hold these words. Here alone SQLite and PostgreSQL differ.

Each row of the index is a matter's `board_row` with its `indexed` words, written in the transaction of the change
itself. SQLite: FTS5 without a copy of the text; PostgreSQL: a tsvector under GIN. Words are [a-z0-9_]+ only, so no
text of anybody reaches a query language. A filter is a word too (`rules.marks`), so any choice costs one look-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

Rows = list[int]


@dataclass(frozen=True)
class Wanted:
    """Words that must all be there, and one that may be half typed."""

    words: tuple[str, ...]
    begun: str = ""


def put(row: int, words: str) -> None:
    """Let the words be found under this row."""
    _run(_PUT[connection.vendor], [row, words])


def remove(row: int, words: str) -> None:
    """Take a row out; `words` are exactly those it was put with (FTS5 keeps no copy to look them up in)."""
    _run(_REMOVE[connection.vendor], [row, words] if connection.vendor == "sqlite" else [row])


def count(wanted: Wanted, limit: int) -> int:
    """How many rows there are, counted no further than `limit`."""
    return _ask(_COUNT[connection.vendor], [_query(wanted), limit])[0]


def rows(wanted: Wanted, *, newest: bool, start: int, size: int, months: Sequence[str]) -> Rows:
    """A page of rows in the order of the board. `months`: when there are too many to sort, their words in that order.

    FTS5 walks its rows in order and stops; PostgreSQL must fetch and sort all that fit, so where many fit it looks
    month by month until the page is full.
    """
    order = "DESC" if newest else "ASC"
    if connection.vendor == "sqlite":
        return _ask(_SQLITE_PAGE.format(order=order), [_query(wanted), size, start])
    if months:
        return _ask(_MONTHLY_PAGE.format(order=order), [list(months), _query(wanted), size, start])
    return _ask(_PAGE.format(order=order), [_query(wanted), size, start])


def _query(wanted: Wanted) -> str:
    if connection.vendor == "sqlite":
        all_of, beginning = '"{}"', '"{}"*'
    else:
        all_of, beginning = "'{}'", "'{}':*"
    terms = [all_of.format(word) for word in wanted.words]
    terms += [beginning.format(wanted.begun)] if wanted.begun else []
    return (" AND " if connection.vendor == "sqlite" else " & ").join(terms)


def _run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _ask(sql: str, values: list[Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [int(row[0]) for row in cursor.fetchall()]


_PUT = {
    "sqlite": "INSERT INTO matters_search (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO matters_search (board_row, words) "
    "VALUES (%s, array_to_tsvector(string_to_array(btrim(%s), ' ')))",
}
_REMOVE = {
    "sqlite": "INSERT INTO matters_search (matters_search, rowid, words) VALUES ('delete', %s, %s)",
    "postgresql": "DELETE FROM matters_search WHERE board_row = %s",
}
_COUNT = {
    "sqlite": "SELECT count(*) FROM (SELECT 1 FROM matters_search WHERE matters_search MATCH %s LIMIT %s)",
    # In a SELECT of its own the query is unknown to the planner, who then trusts the index; knowing it, and taking two
    # common words for as common together, it would read the whole table to find that they never meet.
    "postgresql": "SELECT count(*) FROM (SELECT 1 FROM matters_search WHERE words @@ (SELECT %s::tsquery) LIMIT %s) f",
}
_SQLITE_PAGE = (
    "SELECT rowid FROM matters_search WHERE matters_search MATCH %s ORDER BY rowid {order} LIMIT %s OFFSET %s"
)
# MATERIALIZED: else the planner may walk the whole table in order, hoping to meet a page of matches soon.
_PAGE = """
WITH found AS MATERIALIZED (SELECT board_row FROM matters_search WHERE words @@ (SELECT %s::tsquery))
SELECT board_row FROM found ORDER BY board_row {order} LIMIT %s OFFSET %s
"""
_MONTHLY_PAGE = """
SELECT inside.board_row FROM unnest(%s::text[]) AS month, LATERAL (
    WITH found AS MATERIALIZED (
        SELECT board_row FROM matters_search WHERE words @@ (quote_literal(month) || ' & ' || %s)::tsquery
    )
    SELECT board_row FROM found ORDER BY board_row {order}
) AS inside
LIMIT %s OFFSET %s
"""
