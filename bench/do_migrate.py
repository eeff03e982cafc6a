"""Goes back to migrations and forward again, on copies of a filled database: `python -m bench.do_migrate COUNT SEED`.

`LANGNGHE_DATABASE` names the filled one, which is only read. Of every room and step (or COUNT of them by chance), one
copy goes back to that step, with all that depends on it, and forward to the newest; then the shape must be the same,
and so must every value whose column was there all the time. Prints one JSON object a line.
"""

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from psycopg import sql  # noqa: E402

Rows = dict[str, dict[str, dict[str, str]]]
"""By table, key and column."""
Shape = set[tuple[str, ...]]
OURS = "langnghe"
OF_DJANGO = ("django_migrations", "sqlite_sequence", "auth_permission", "django_content_type")
REST_SQLITE = (
    "SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('index', 'trigger') AND name NOT LIKE 'sqlite_%'"
)
REST_POSTGRESQL = (
    "SELECT 'index', indexname, tablename FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
    "SELECT 'trigger', tgname::text, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
    "SELECT 'rule', conname::text, conrelid::regclass::text FROM pg_constraint "
    "WHERE conrelid <> 0 AND connamespace = 'public'::regnamespace"
)
# A share for every day takes those that pull few others along.
LIGHT = 8
# What a step derives anew, and may word otherwise than it came.
DERIVED = {("opinions_namedofficer", "name_key")}


def steps() -> list[tuple[str, str | None]]:
    """Every room with every step it can go back to, all but the newest; None: to before its first."""
    graph = MigrationExecutor(connection).loader.graph
    found: list[tuple[str, str | None]] = []
    for room in sorted({label for label, _name in graph.nodes if _is_ours(label)}):
        names = sorted(name for label, name in graph.nodes if label == room)
        found += [(room, None), *((room, name) for name in names[:-1])]
    return found


def undone_by(room: str, step: str | None) -> int:
    """How many migrations go back with it."""
    return len(MigrationExecutor(connection).migration_plan([(room, step)]))


def _is_ours(label: str) -> bool:
    return f"{OURS}.{label}" in settings.INSTALLED_APPS


class Copies:
    """Copies of the filled database, one at a time, under another name."""

    def __init__(self) -> None:
        self.filled = str(connection.settings_dict["NAME"])
        self.copy = f"{self.filled}_migrated" if connection.vendor == "postgresql" else f"{self.filled}.migrated"
        # Whatever was in the log of the filled one is in its file before it is copied.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "SELECT 1")

    def fresh(self) -> None:
        """From now on the connection leads to a new copy."""
        connection.close()
        if connection.vendor == "postgresql":
            self._create()
        else:
            self.drop()
            shutil.copyfile(self.filled, self.copy)
        connection.settings_dict["NAME"] = self.copy

    def drop(self) -> None:
        """No copy is left."""
        connection.close()
        if connection.vendor == "postgresql":
            self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.copy)))
        else:
            for end in ("", "-wal", "-shm", ".gate"):
                Path(self.copy + end).unlink(missing_ok=True)

    def _create(self) -> None:
        self.drop()
        names = [sql.Identifier(name) for name in (self.copy, self.filled)]
        self._say(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))

    def _say(self, statement: sql.Composed) -> None:
        given = {**connection.get_connection_params(), "dbname": "postgres"}
        kept = {key: given[key] for key in ("dbname", "user", "password", "host", "port") if given.get(key)}
        with psycopg.connect(**kept, autocommit=True) as line:
            line.execute(statement)


def walk(copies: Copies, room: str, step: str | None, whole: Rows, shape: Shape) -> dict[str, Any]:
    """Back and forward once; what is otherwise afterwards."""
    copies.fresh()
    began = time.perf_counter()
    try:
        executor = MigrationExecutor(connection)
        executor.migrate([(room, step)])
        between = columns()
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        wrong = [*otherwise(whole, rows(), between), *(" ".join(one) for one in sorted(shape ^ shape_now()))]
    except Exception as error:
        wrong = [f"{type(error).__name__}: {str(error)[:300]}"]
    took = round(time.perf_counter() - began, 2)
    return {"room": room, "step": step or "zero", "seconds": took, "wrong": wrong[:20]}


def rows() -> Rows:
    """Every value of every table of ours, as text."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [one[0] for one in cursor.description]
            key = connection.introspection.get_primary_key_column(cursor, table) or names[0]
            found[table] = {}
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                named = {name: _text(value) for name, value in zip(names, row, strict=True)}
                found[table][named[key]] = named
    return found


def columns() -> dict[str, set[str]]:
    """The columns of every table as they stand now."""
    with connection.cursor() as cursor:
        return {table: {one.name for one in connection.introspection.get_table_description(cursor, table)}
                for table in _tables(cursor)}  # fmt: skip


def otherwise(before: Rows, after: Rows, between: dict[str, set[str]]) -> Iterator[str]:
    """Rows and values that were there all the time and are others now; a table that was gone is passed over."""
    for table in before:
        if table not in between or "_words" in table:
            continue
        if len(before[table]) != len(after.get(table, {})):
            yield f"{table}: {len(before[table])} rows, then {len(after.get(table, {}))}"
        for key, row in before[table].items():
            now = after.get(table, {}).get(key, {})
            for name in between[table] & set(row):
                if row[name] != now.get(name) and (table, name) not in DERIVED:
                    yield f"{table}.{name} of {key}: {row[name][:60]} → {now.get(name, 'gone')[:60]}"


def shape_now() -> Shape:
    """Tables with their columns, indexes, triggers and rules, each as one line."""
    with connection.cursor() as cursor:
        found = {(table, *column) for table in _tables(cursor) for column in _columns(cursor, table)}
        return found | {tuple(" ".join(map(str, row)).split()) for row in _rest(cursor)}


def _columns(cursor: Any, table: str) -> Iterator[tuple[str, ...]]:
    for one in connection.introspection.get_table_description(cursor, table):
        yield one.name, str(one.type_code), str(one.null_ok)


def _rest(cursor: Any) -> list[tuple[Any, ...]]:
    cursor.execute(REST_SQLITE if connection.vendor == "sqlite" else REST_POSTGRESQL)
    return list(cursor.fetchall())


def _tables(cursor: Any) -> list[str]:
    """All but Django's own and the shadows in which FTS5 keeps its pages."""
    names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if name not in OF_DJANGO and "_words" not in name)


def _text(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def main(count: int, seed: str) -> int:
    """0 when nothing was otherwise."""
    chosen, whole, shape = steps(), rows(), shape_now()
    if count:
        light = [one for one in chosen if undone_by(*one) <= LIGHT]
        chosen = random.Random(seed).sample(light, min(count, len(light)))
    held = {table: len(found) for table, found in whole.items()}
    print(
        json.dumps({"tables": len(held), "filled": sum(map(bool, held.values())), "rows": sum(held.values())}),
        flush=True,
    )
    copies, faults = Copies(), 0
    try:
        for room, step in chosen:
            told = walk(copies, room, step, whole, shape)
            faults += bool(told["wrong"])
            print(json.dumps(told, ensure_ascii=False), flush=True)
    finally:
        copies.drop()
    return 1 if faults else 0


if __name__ == "__main__":
    given = [*sys.argv[1:], "", ""]
    sys.exit(main(int(given[0] or 0), given[1] or "1"))
