"""The lock that tells whether a data folder is being served. Imports no Django: `serve` uses it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def serving_lock(data: Path) -> Iterator[bool]:
    """Hold the lock of a data folder, also as another program (exec); False when somebody else holds it."""
    with open(data / "serve.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        os.set_inheritable(lock.fileno(), True)
        yield True
