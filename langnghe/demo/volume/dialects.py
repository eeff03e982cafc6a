"""How each database takes a value in bulk: SQLite as parameters, PostgreSQL as the text of COPY."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import UUID

from langnghe.kernel.index_columns import Words

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Dialect(Protocol):
    """Values and rows as one database takes them."""

    def text(self, value: str) -> Any:
        """Words."""

    def bytes(self, value: bytes) -> Any:
        """Bytes."""

    def number(self, value: int) -> Any:
        """A whole number."""

    def moment(self, naive: datetime) -> Any:
        """A moment in UTC, without its zone."""

    def words(self, words: Words) -> Any:
        """Words of an index."""

    def fixed(self, value: Any) -> Any:
        """Anything a row holds."""

    def row(self, values: Sequence[Any]) -> Any:
        """A row of such values."""


class Sqlite:
    """Parameters, as Django gives them to the driver."""

    def text(self, value: str) -> str:
        """As it is."""
        return value

    def bytes(self, value: bytes) -> bytes:
        """As they are."""
        return value

    def number(self, value: int) -> int:
        """As it is."""
        return value

    def moment(self, naive: datetime) -> str:
        """As Django writes it."""
        return str(naive)

    def words(self, words: Words) -> str:
        """For FTS5."""
        return words.as_text()

    def fixed(self, value: Any) -> Any:
        """As Django prepares it."""
        if isinstance(value, UUID):
            return value.hex
        if isinstance(value, datetime):
            return self.moment(value.astimezone(UTC).replace(tzinfo=None))
        return value.isoformat() if isinstance(value, date) else value

    def row(self, values: Sequence[Any]) -> Any:
        """A tuple."""
        return tuple(values)


class Postgres:
    """Lines of COPY: values in text, parted by tabs."""

    def text(self, value: str) -> str:
        """Escaped."""
        return value.translate(_ESCAPED)

    def bytes(self, value: bytes) -> str:
        """In hexadecimal."""
        return f"\\\\x{value.hex()}"

    def number(self, value: int) -> str:
        """In digits."""
        return str(value)

    def moment(self, naive: datetime) -> str:
        """With its zone."""
        return f"{naive}+00"

    def words(self, words: Words) -> str:
        """A tsvector; its signs need no escape."""
        return words.as_vector()

    def fixed(self, value: Any) -> str:
        """Anything, by its type."""
        if value is None:
            return "\\N"
        if isinstance(value, bytes):
            return self.bytes(value)
        if isinstance(value, datetime):
            return self.moment(value.astimezone(UTC).replace(tzinfo=None))
        return self.text(value.hex if isinstance(value, UUID) else str(value))

    def row(self, values: Sequence[Any]) -> Any:
        """A line."""
        return "\t".join(values)


DIALECTS: dict[str, type[Dialect]] = {"sqlite": Sqlite, "postgresql": Postgres}
