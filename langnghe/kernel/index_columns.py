"""Columns of an index: what both databases must hold differently."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Field

GAP = "_"


@dataclass(frozen=True)
class Words:
    """Words of one row of an index: those with a place, `GAP` where one text ends, and those without."""

    placed: Sequence[str]
    loose: Sequence[str]

    def as_text(self) -> str:
        """For FTS5, which reads text."""
        return " ".join((*self.placed, GAP, *self.loose))

    def as_vector(self) -> str:
        """For PostgreSQL, as it writes a tsvector; places count from 1."""
        placed = [f"{word}:{place}" for place, word in enumerate(self.placed, 1) if word != GAP]
        return " ".join((*placed, *self.loose))


class WordsField(Field):  # type: ignore[type-arg]
    """Text on SQLite, a tsvector on PostgreSQL; written as `Words`, never read."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if not isinstance(value, Words):
            return value
        return value.as_vector() if connection.vendor == "postgresql" else value.as_text()


class OrdinalField(BigIntegerField):  # type: ignore[type-arg]
    """A number that grows with time; on SQLite the rowid itself, by which FTS5 knows its rows."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"
