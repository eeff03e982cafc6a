"""The only source of time. Tests move it with `langnghe.testing.clock`."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class _Clock:
    """Holds the function that tells the time, so that tests can replace it."""

    @staticmethod
    def read() -> datetime:
        return datetime.now(UTC)


clock = _Clock()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return clock.read()


def local_now() -> datetime:
    """The present moment on a Vietnamese wall clock."""
    return now().astimezone(HANOI)


def local_today() -> date:
    """Today's date in Vietnam."""
    return local_now().date()
