"""Numbers that grow with time, by which rows of an index are put in order: 53 bits of microseconds, ten that tell those
of one microsecond apart."""

import secrets
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEEK = 7 * 24 * 3600 * 1_000_000 << 10
SEASON = 16 * WEEK
TURNS = 1 << 10
_turns = count(secrets.randbelow(TURNS))


def of_id(key: UUID) -> int:
    """The number of a row by its UUIDv7, always the same: its microsecond, then ten of its random bits."""
    tick = (key.int >> 80 << 12) | (key.int >> 64 & 0xFFF)
    return (tick * 1000 >> 12 << 10) | (key.int >> 52 & 0x3FF)


def of_moment(at: datetime) -> int:
    """A number for a moment: 1,024 of one microsecond are told apart; those of two processes but for one in a thousand.

    Drawn at random, a demo whose clock stands still while a chief releases what waits met itself in some of its loads.
    """
    return (at - _EPOCH) // timedelta(microseconds=1) << 10 | next(_turns) % TURNS


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
