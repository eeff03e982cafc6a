"""Moving the clock in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from langnghe.kernel.clock import HANOI, clock


@contextmanager
def frozen(moment: datetime | str) -> Iterator[None]:
    """Let it be `moment` (aware, or ISO text on the Vietnamese wall clock) inside the block."""
    at = datetime.fromisoformat(moment).replace(tzinfo=HANOI) if isinstance(moment, str) else moment
    real = clock.read
    clock.read = lambda: at  # type: ignore[method-assign]
    try:
        yield
    finally:
        clock.read = real  # type: ignore[method-assign]
