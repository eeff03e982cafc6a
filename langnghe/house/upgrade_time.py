"""How long the waiting migrations will take with the rows that are here, told before they begin.

Each step is told by what it does to the rows of its table: leaves them, reads them for an index, writes them anew, or
goes through them one by one. What one row costs is measured on this very machine, by copying some rows of that table.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.db import connection, transaction
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.models import GeneratedField

from langnghe.kernel.formats import decimal, number

SAMPLE = 20_000
# What a step costs a row, as so many plain copies of it; measured on SQLite with 100,000 matters: an index 1.1, a table
# with its indexes written anew 17, a row read and saved by code 136. PostgreSQL is told by the same figures.
COPIES = {"none": 0.0, "index": 1.5, "anew": 18.0, "each": 140.0}
LEAST_SECONDS = 0.2  # of any step, however few rows there are


@dataclass(frozen=True)
class Estimate:
    """So many steps, so many seconds; the largest table they touch, and its rows."""

    steps: int
    seconds: float
    table: str
    rows: int

    def __str__(self) -> str:
        if not self.steps:
            return "Không có bước chuyển đổi nào đang chờ."
        largest = f", nhiều nhất {number(self.rows)} dòng ({self.table})" if self.rows else ""
        return f"Sắp chuyển đổi {self.steps} bước{largest}: {about(self.seconds)}, đo trên máy này. Trang đóng lúc ấy."


def estimate() -> Estimate:
    """Of everything that waits."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return of([migration for migration, _backwards in plan])


def of(migrations: Sequence[Migration]) -> Estimate:
    """Of these steps."""
    parts = [part for migration in migrations for part in _parts(migration)]
    touched = {table: rows_of(table) for table, kind in parts if kind != "none"}
    seconds = sum(COPIES[kind] * touched[table] * seconds_a_row(table) for table, kind in parts if touched.get(table))
    largest = max(touched, key=lambda table: touched[table], default="")
    return Estimate(len(migrations), seconds + LEAST_SECONDS * len(migrations), largest, touched.get(largest, 0))


def about(seconds: float) -> str:
    """Roughly, as people say it."""
    if seconds < 60:
        return "chưa tới một phút"
    if seconds < 3600:
        return f"khoảng {math.ceil(seconds / 60)} phút"
    return f"khoảng {decimal(seconds / 3600)} giờ"


def kind_of(operation: Operation, vendor: str) -> str:
    """What a step does to the rows of its table: a key of `COPIES`."""
    if isinstance(operation, operations.RunPython):
        return "each"
    if isinstance(operation, operations.RunSQL):
        return "anew"
    if isinstance(operation, operations.AddIndex | operations.AlterUniqueTogether):
        return "index"
    if isinstance(operation, operations.AddField):
        return _of_new_field(operation, vendor)
    if isinstance(operation, operations.AlterField):
        return "anew"
    if isinstance(operation, operations.RemoveField):
        return "anew" if vendor == "sqlite" else "none"
    if isinstance(operation, operations.AddConstraint | operations.RemoveConstraint):
        return "anew" if vendor == "sqlite" else "index"
    return "none"


def _of_new_field(operation: operations.AddField, vendor: str) -> str:
    """SQLite writes a table anew for anything but an empty column; PostgreSQL only for one that is worked out."""
    if isinstance(operation.field, GeneratedField):
        return "anew"
    if vendor == "sqlite":
        return "none" if operation.field.null and not operation.field.has_default() else "anew"
    return "none"


def _parts(migration: Migration) -> Iterator[tuple[str, str]]:
    """Table and kind of each step. One that runs code or SQL may go through any table of its room."""
    for operation in _in_the_database(migration.operations):
        kind = kind_of(operation, connection.vendor)
        if isinstance(operation, operations.RunPython | operations.RunSQL):
            yield _largest_of(migration.app_label), kind
        elif model := getattr(operation, "model_name", ""):
            yield f"{migration.app_label}_{model.lower()}", kind


def _in_the_database(steps: Sequence[Operation]) -> Iterator[Operation]:
    for step in steps:
        if isinstance(step, operations.SeparateDatabaseAndState):
            yield from _in_the_database(step.database_operations)
        else:
            yield step


def _largest_of(room: str) -> str:
    tables = [table for table in _tables() if table.startswith(f"{room}_")]
    return max(tables, key=rows_of, default="")


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def rows_of(table: str) -> int:
    """How many it has now; none when it is not there yet."""
    if table not in _tables():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the database's own name
        return int(cursor.fetchone()[0])


@cache
def seconds_a_row(table: str) -> float:
    """A plain copy of one row of it, measured; nothing stays."""
    copied = min(SAMPLE, rows_of(table))
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(
            f"CREATE TEMPORARY TABLE upgrade_sample AS SELECT * FROM {connection.ops.quote_name(table)} LIMIT {SAMPLE}"  # noqa: S608
        )
        took = time.perf_counter() - began
        cursor.execute("DROP TABLE upgrade_sample")
    return took / max(copied, 1)
