"""Writing in bulk: COPY on PostgreSQL, many rows a statement on SQLite; one transaction a slice."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from langnghe.demo.volume.making import Tables
from langnghe.searching.models import Indexed

# Kilobytes of pages in memory (below 0: no pages), pages of the log before it goes home, and that a slice waits for no
# disk: after a power cut the database is as whole as ever, and the last slices are told again.
ROOM = {"cache_size": -600_000, "wal_autocheckpoint": 60_000, "synchronous": 1}


@contextmanager
def unchecked() -> Iterator[None]:
    """Without asking for every row whether what it points at is there; where the database lets us."""
    with connection.constraint_checks_disabled():
        yield


@contextmanager
def roomy() -> Iterator[None]:
    """SQLite keeps the pages of its indexes in memory meanwhile, and its log may grow: with its usual two megabytes
    every slice read and wrote the same pages many times over. Inside a transaction all stays as it is."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ROOM}
        for name, value in ROOM.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        yield
        for name, value in before.items():
            cursor.execute(f"PRAGMA {name} = {value}")


def write(tables: Tables) -> None:
    """Write rows as a dialect made them, inside the caller's transaction."""
    if connection.vendor == "postgresql":
        _ask_less()
        for model, rows in tables.items():
            with connection.cursor() as cursor, cursor.copy(f"COPY {_into(model)} FROM STDIN") as copy:
                copy.write("\n".join(rows) + "\n")
        return
    with _without_triggers(tables):
        for model, rows in tables.items():
            _insert(_into(model), rows)
            if issubclass(model, Indexed):
                _insert(f"{model._meta.db_table}_words (rowid, words)", [(row[0], row[-1]) for row in rows])


def _ask_less() -> None:
    """A role that may (PostgreSQL's own administrator, or who was granted it) lets this transaction go without the
    trigger of each key that points elsewhere: half of the server's work. Any other role has every row checked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            cursor.execute("SET LOCAL session_replication_role = replica")


def _insert(into: str, rows: Sequence[Any]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    connection.connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 - ours


@contextmanager
def _without_triggers(models: Collection[type[Model]]) -> Iterator[None]:
    """What SQLite does by itself before and after an insert is left to us: taken away and put back in one transaction,
    so that nobody else ever meets a table without it.

    A statement with triggers makes FTS5 write its pages after every row, four times the work of all rows at once.
    """
    marks = ", ".join(["%s"] * len(models))
    ask = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(ask, [model._meta.db_table for model in models])
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def _into(model: type[Model]) -> str:
    quote = connection.ops.quote_name
    columns = [str(field.column) for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    return f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
