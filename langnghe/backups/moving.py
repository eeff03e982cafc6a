"""Every row of a SQLite database into a PostgreSQL database of the same shape, in one transaction, counted and summed.

The same value is written differently by the two: ids, moments, yes and no. Each is read as what it means, so that the
sums of both sides can be compared.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

Line = psycopg.Connection[tuple[Any, ...]]
# Made anew from the rows they speak of: the two databases hold words for finding differently.
MADE_ANEW = frozenset({"searching_passage", "searching_published", "searching_making"})
SLICE = 2_000
SUM_BYTES = 16

COLUMNS = """
SELECT column_name, udt_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
COUNTED = """
SELECT pg_get_serial_sequence(quote_ident(table_name), column_name), table_name, column_name
FROM information_schema.columns WHERE table_schema = 'public'
AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""


class Different(Exception):
    """What arrived is not what was sent."""


@dataclass(frozen=True)
class Sum:
    """What a table holds: how many rows, and the sum of what each says, whatever their order."""

    rows: int = 0
    total: int = 0

    def with_row(self, values: Sequence[Any]) -> "Sum":
        """One row more."""
        said = "\x1f".join(_as_text(value) for value in values).encode("utf-8", "surrogatepass")
        own = int.from_bytes(hashlib.sha256(said).digest()[:SUM_BYTES], "big")
        return Sum(self.rows + 1, (self.total + own) % (1 << 8 * SUM_BYTES))


def move(source: sqlite3.Connection, line: Line) -> dict[str, Sum]:
    """Fill the target's tables with the source's rows; per table what arrived, equal on both sides.

    The caller's transaction: nothing of it stays unless that commits. Different when a table is missing on either
    side, or when a sum differs.
    """
    tables = sorted(_tables(line))
    if missing := sorted(set(_tables_of_sqlite(source)) ^ set(tables)):
        raise Different(f"chỉ một bên có bảng {', '.join(missing)}")
    _put_triggers(line, tables, "DISABLE")
    line.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
    sent = {table: _copy(source, line, table) for table in tables if table not in MADE_ANEW}
    _count_on(line)
    # Foreign keys are looked at now, not at the end: triggers cannot be put back while some still wait.
    line.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _put_triggers(line, tables, "ENABLE")
    for table, own in sent.items():
        if (arrived := _sum(line, table)) != own:
            raise Different(f"{table}: gửi {own.rows} dòng, nhận {arrived.rows} dòng, hoặc có dòng khác nội dung")
    return sent


def _copy(source: sqlite3.Connection, line: Line, table: str) -> Sum:
    columns = line.execute(COLUMNS, [table]).fetchall()
    names = [name for name, _kind in columns]
    readers = [READERS.get(kind, _as_it_is) for _name, kind in columns]
    writers = [WRITERS.get(kind, _as_it_is) for _name, kind in columns]
    found = Sum()
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with line.cursor() as cursor, cursor.copy(into) as copy:
        for row in source.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table)}"):  # noqa: S608
            values = [None if value is None else read(value) for read, value in zip(readers, row, strict=True)]
            copy.write_row([None if one is None else write(one) for write, one in zip(writers, values, strict=True)])
            found = found.with_row(values)
    return found


def _sum(line: Line, table: str) -> Sum:
    columns = line.execute(COLUMNS, [table]).fetchall()
    wanted = sql.SQL(", ").join(sql.Identifier(name) for name, _kind in columns)
    found = Sum()
    with line.cursor(name="sum") as cursor:
        cursor.itersize = SLICE
        cursor.execute(sql.SQL("SELECT {} FROM {}").format(wanted, sql.Identifier(table)))
        for row in cursor:
            found = found.with_row(row)
    return found


def _count_on(line: Line) -> None:
    """Columns that number their rows go on after the highest."""
    for sequence, table, column in line.execute(COUNTED).fetchall():
        line.execute(
            sql.SQL("SELECT setval(%s, coalesce(max({0}), 1), max({0}) IS NOT NULL) FROM {1}").format(
                sql.Identifier(column), sql.Identifier(table)
            ),
            [sequence],
        )


def _put_triggers(line: Line, tables: list[str], how: str) -> None:
    """Only ours: foreign keys stay as they are."""
    for table in tables:
        line.execute(sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(table), sql.SQL(how)))


def _tables(line: Line) -> list[str]:
    return [row[0] for row in line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()]


def _tables_of_sqlite(source: sqlite3.Connection) -> Iterator[str]:
    """Ordinary tables: not SQLite's own, nor an index for words with the tables it keeps itself."""
    rows = source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    virtual = [name for name, made in rows if (made or "").upper().startswith("CREATE VIRTUAL")]
    for name, _made in rows:
        if not name.startswith("sqlite_") and not any(name == one or name.startswith(f"{one}_") for one in virtual):
            yield name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _as_it_is(value: Any) -> Any:
    return value


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


# By PostgreSQL's name of the type: what a value of SQLite's means.
READERS: dict[str, Callable[[Any], Any]] = {
    "uuid": UUID, "bool": bool, "timestamptz": _moment, "bytea": bytes, "jsonb": json.loads, "numeric": Decimal,
    "date": date.fromisoformat, "time": time.fromisoformat, "float8": float,
    "interval": lambda micros: timedelta(microseconds=micros),
}  # fmt: skip
WRITERS: dict[str, Callable[[Any], Any]] = {"jsonb": lambda value: json.dumps(value, ensure_ascii=False)}


def _as_text(value: Any) -> str:
    """The same for the same meaning, whichever database it was read from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return repr(value)
