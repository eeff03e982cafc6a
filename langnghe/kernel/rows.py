"""Writing new rows where every microsecond is somebody's wait: the statement is put together once per table."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Model

Convert = Callable[[Any], Any]


def insert(*rows: Model) -> None:
    """Insert new rows of one table in one statement, as `save(force_insert=True)` does, without signals."""
    fields, ready = _table(type(rows[0]), connection.vendor)
    values = [_value(field, field.pre_save(row, add=True), ready) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(rows[0]), connection.vendor, len(rows)), values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _value(field: "Field[Any, Any]", value: Any, ready: dict[type, Convert | None]) -> Any:
    """As the driver takes it: by its type where that is enough, else as the field says."""
    kind = type(value)
    if kind not in ready or isinstance(field, JSONField):
        return field.get_db_prep_save(value, connection)
    convert = ready[kind]
    return convert(value) if convert else value


@cache
def _table(model: type[Model], vendor: str) -> "tuple[list[Field[Any, Any]], dict[type, Convert | None]]":
    return list(model._meta.local_concrete_fields), READY[vendor]


@cache
def _statement(model: type[Model], vendor: str, count: int) -> str:
    fields, _ready = _table(model, vendor)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {marks}"  # noqa: S608 - names are ours


def _plain_utc(at: datetime) -> str:
    """As Django writes a moment into SQLite."""
    return str(at.astimezone(UTC).replace(tzinfo=None))


_ANYWHERE: dict[type, Convert | None] = {str: None, int: None, float: None, bool: None, type(None): None, bytes: None}
READY: dict[str, dict[type, Convert | None]] = {
    "sqlite": _ANYWHERE | {UUID: lambda value: value.hex, datetime: _plain_utc},
    "postgresql": _ANYWHERE | {UUID: None, datetime: None},
}
