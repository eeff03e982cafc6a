"""Writing new rows where every microsecond is somebody's wait.

The statement is put together once per table, and values go to the driver as they are wherever it takes them so.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Model

Convert = Callable[[Any], Any]


def insert(*rows: Model) -> None:
    """Insert new rows of one table in one statement, as `save(force_insert=True)` does, without signals."""
    table = _table(type(rows[0]), connection.vendor)
    values = [value for row in rows for value in table.values(row)]
    with _cursor() as cursor:
        cursor.execute(_statement(type(rows[0]), connection.vendor, len(rows)), values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@contextmanager
def sent_ahead() -> Iterator[None]:
    """Inside a transaction: statements whose answer nobody reads are sent without waiting for it.

    On PostgreSQL, where each answer is a way there and back. What went wrong is raised at the latest in the end.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


@dataclass(frozen=True)
class _Table:
    """What is read from a row, in order, with the types of each value that the driver takes as they are."""

    fields: "Sequence[tuple[Field[Any, Any], frozenset[type]]]"
    read: Callable[[Model], tuple[Any, ...]]
    ready: dict[type, Convert]

    def values(self, row: Model) -> list[Any]:
        """As the driver takes them."""
        return [
            value if type(value) in plain else self._value(field, value)
            for (field, plain), value in zip(self.fields, self.read(row), strict=True)
        ]

    def _value(self, field: "Field[Any, Any]", value: Any) -> Any:
        """By its type where that is enough, else as the field says."""
        convert = self.ready.get(type(value))
        return convert(value) if convert else field.get_db_prep_save(value, connection)


@cache
def _table(model: type[Model], vendor: str) -> _Table:
    plain, ready = READY[vendor]
    fields = list(model._meta.local_concrete_fields)
    ways = [(field, NEVER if isinstance(field, JSONField) else plain) for field in fields]
    return _Table(ways, attrgetter(*map(_name, fields)), ready)


def _name(field: "Field[Any, Any]") -> str:
    """Where a row holds the value. A field that fills itself while being saved is none of ours."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        raise TypeError(f"{field} fills itself: save such rows with the mapper")
    return str(field.attname)


def _cursor() -> Any:
    """A cursor of Django's, which counts statements and translates errors.

    On PostgreSQL with the driver's own beneath: Django's writes each value into the text of the statement.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    return connection._prepare_cursor(connection.Database.RawCursor(connection.connection))


@cache
def _statement(model: type[Model], vendor: str, count: int) -> str:
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(_marks(vendor, len(fields), row) for row in range(count))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {marks}"  # noqa: S608 - names are ours


def _marks(vendor: str, width: int, row: int) -> str:
    """Places for the values of a row; rows count from 0."""
    if vendor == "sqlite":
        return f"({', '.join(['%s'] * width)})"
    return f"({', '.join(f'${row * width + place}' for place in range(1, width + 1))})"


def _plain_utc(at: datetime) -> str:
    """As Django writes a moment into SQLite."""
    return str(at.astimezone(UTC).replace(tzinfo=None))


NEVER: frozenset[type] = frozenset()
_ANYWHERE = frozenset({str, int, float, bool, type(None), bytes})
READY: dict[str, tuple[frozenset[type], dict[type, Convert]]] = {
    "sqlite": (_ANYWHERE, {UUID: attrgetter("hex"), datetime: _plain_utc}),
    "postgresql": (_ANYWHERE | {UUID, datetime}, {}),
}
