"""Numbers that grow with time, by which rows of an index are put in order: 53 bits of microseconds, ten at random."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEEK = 7 * 24 * 3600 * 1_000_000 << 10
SEASON = 16 * WEEK


def of_id(key: UUID) -> int:
    """The number of a row by its UUIDv7, always the same: its microsecond, then ten of its random bits."""
    tick = (key.int >> 80 << 12) | (key.int >> 64 & 0xFFF)
    return (tick * 1000 >> 12 << 10) | (key.int >> 52 & 0x3FF)


def of_moment(at: datetime) -> int:
    """A number for a moment, never the same twice but by a chance of one in a thousand within a microsecond."""
    return (at - _EPOCH) // timedelta(microseconds=1) << 10 | secrets.randbits(10)


def moment_of(ordinal: int) -> datetime:
    """The moment behind a number."""
    return _EPOCH + timedelta(microseconds=ordinal >> 10)


def week_mark(number: int) -> str:
    """The word of the index that all rows of a week share."""
    return f"_k{number}"


def season_mark(number: int) -> str:
    """The word that all rows of sixteen weeks share."""
    return f"_q{number}"


def marks(ordinal: int) -> list[str]:
    """When a row is of, as words of the index."""
    return [week_mark(ordinal // WEEK), season_mark(ordinal // SEASON)]
