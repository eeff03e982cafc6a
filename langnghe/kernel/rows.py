"""Writing new rows where every microsecond is somebody's wait.

The statement is put together once per table, and values go to the driver as they are wherever it takes them so.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)
Convert = Callable[[Any], Any]
MOST = 16


def new(model: type[Row], **values: Any) -> Row:
    """A new row from values by their columns (`ward_id`), as the class makes one but without signals, in a third of
    the time."""
    fixed, made = _defaults(model)
    if not values.keys() <= fixed.keys() | made.keys():
        raise TypeError(f"{model.__name__} has no {', '.join(values.keys() - fixed.keys() - made.keys())}")
    row = model.__new__(model)
    row._state = ModelState()
    row.__dict__.update(fixed | {name: make() for name, make in made.items() if name not in values} | values)
    return row


def insert(*rows: Model) -> None:
    """Insert new rows of one table, as `save(force_insert=True)` does, without signals.

    Up to `MOST` in one statement; more, or a number that is no power of two, in several, so that a connection keeps
    few of them prepared.
    """
    model, at = type(rows[0]), 0
    table = _table(model, connection.vendor)
    with _cursor() as cursor:
        while at < len(rows):
            some = rows[at : at + _most(len(rows) - at)]
            values = [value for row in some for value in table.values(row)]
            cursor.execute(_statement(model, connection.vendor, len(some)), values)
            at += len(some)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _most(count: int) -> int:
    """How many of so many rows one statement takes: on PostgreSQL a power of two."""
    return min(count, MOST) if connection.vendor == "sqlite" else min(1 << (count.bit_length() - 1), MOST)


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
def _defaults(model: type[Model]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What a row holds that is told nothing: values that are always the same, and those made for each row."""
    fields = {str(field.attname): field for field in model._meta.local_concrete_fields}
    made = {name: field.default for name, field in fields.items() if field.has_default() and callable(field.default)}
    return {name: field.get_default() for name, field in fields.items() if name not in made}, made


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


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor of Django's, which counts statements and translates errors.

    On PostgreSQL with the driver's own beneath, which prepares what comes again; Django's writes each value into the
    text of the statement, and so never prepares any.
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    connection.ensure_connection()
    wrapper: Any = connection
    driver = wrapper.connection
    # Prepared at once: one that is prepared later, in a pipeline that fails, psycopg believes to be prepared for ever.
    driver.prepare_threshold = 0
    try:
        with wrapper._prepare_cursor(wrapper.Database.RawCursor(driver)) as cursor:
            yield cursor
    finally:
        driver.prepare_threshold = None


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


def _bytea(value: bytes) -> str:
    return f"\\x{value.hex()}"


NEVER: frozenset[type] = frozenset()
# For PostgreSQL everything becomes text, whose type is that of its column: of types that differed with what is missing
# or how big a number is, every combination would be a prepared statement of its own.
READY: dict[str, tuple[frozenset[type], dict[type, Convert]]] = {
    "sqlite": (
        frozenset({str, int, float, bool, type(None), bytes}),
        {UUID: attrgetter("hex"), datetime: _plain_utc},
    ),
    "postgresql": (
        frozenset({str, type(None)}),
        {UUID: attrgetter("hex"), datetime: datetime.isoformat, bytes: _bytea, bool: str, int: str, float: repr},
    ),
}
