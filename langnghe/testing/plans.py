"""How the database answers what is asked of it: the plan of each question, as on tables much larger than a test's.

SQLite takes tables that were never analyzed for large ones; PostgreSQL is told what its little tables hold, and that
ways which suit only little tables are dear.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

FOR_LITTLE = ("seqscan", "hashjoin", "mergejoin", "sort")
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


def plans_of(ask: Callable[[], object]) -> str:
    """The plans of all questions that `ask` asks, one below the other. Within the transaction of a test."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, values: Any, *rest: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, *rest)

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _prepare(cursor)
        with connection.execute_wrapper(note):
            ask()
        return "\n".join(line for sql, values in asked if _is_question(sql) for line in _plan(cursor, sql, values))


def _prepare(cursor: Any) -> None:
    cursor.execute("ANALYZE")
    for way in FOR_LITTLE:
        cursor.execute(f"SET LOCAL enable_{way} = off")


def _is_question(sql: str) -> bool:
    return sql.lstrip(" (\n").startswith(("SELECT", "WITH"))


def _plan(cursor: Any, sql: str, values: Any) -> list[str]:
    cursor.execute(EXPLAIN[connection.vendor] + sql, values)
    return [str(row[-1]) for row in cursor.fetchall()]
