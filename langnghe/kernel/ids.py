"""Identifiers: UUIDv7 (RFC 9562, section 5.7), time-ordered so that rows lie together."""

import secrets
import threading
import time
from datetime import datetime
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """A new UUIDv7; strictly increasing within a process (RFC 9562, section 6.2, method 3)."""
    tick = _tick()
    return UUID(int=(tick >> 12 << 80) | (0x7 << 76) | ((tick & 0xFFF) << 64) | _random_tail())


def first_of(at: datetime) -> UUID:
    """The least id of a moment's millisecond: what was written before has a smaller one."""
    return UUID(int=(int(at.timestamp() * 1000) << 80) | (0x7 << 76) | (0b10 << 62))


def _tick() -> int:
    """Milliseconds since 1970 with 12 more bits of fraction, never the same twice."""
    global _last
    with _lock:
        _last = max(_last + 1, (time.time_ns() << 12) // 1_000_000)
        return _last


def _random_tail() -> int:
    return (0b10 << 62) | secrets.randbits(62)


def new_token() -> str:
    """256 random bits as 43 signs that fit an address: what nobody can guess."""
    return secrets.token_urlsafe(32)
