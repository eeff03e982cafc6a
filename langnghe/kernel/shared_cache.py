"""What the web processes of one machine must know of each other for minutes: spent codes, counted wrong passwords.

Kept in files of the data folder; keys are hashed by Django, values are counters. Nothing here is ever needed again.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache


class SharedCache(FileBasedCache):
    """Django's file cache whose `add` is one step for all processes: of two who come at once, one is told no."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        with self._alone():
            return bool(super().add(*args, **kwargs))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        folder = Path(self._dir)  # type: ignore[attr-defined]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
