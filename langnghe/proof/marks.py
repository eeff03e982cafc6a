"""The fixed moments at which heads appear, and by when an entry is surely under one."""

from datetime import UTC, datetime, timedelta

from django.conf import settings


def every() -> timedelta:
    """From one mark to the next: LANGNGHE_LOG_MINUTES."""
    return timedelta(minutes=max(1, settings.LOG_MINUTES))


def last(moment: datetime) -> datetime:
    """The mark at or before a moment; marks are counted from midnight UTC on the first day of 1970."""
    seconds = every().total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // seconds * seconds, tz=UTC)


def due(at: datetime) -> datetime:
    """By when a head covers what was recorded `at`, even where the machine is off at night.

    It is a mark, so that the promise tells no more than the log does of when something was sent.
    """
    return last(at) + every() + timedelta(hours=settings.LOG_PROMISE_HOURS)
