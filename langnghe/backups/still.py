"""SQLite's file kept as one moment left it, so that it can be read as fast as the disk gives it while people work on.

A reader that begins while the log is empty reads the file alone, and as long as it reads no checkpoint may write the
log home (sqlite.org/walformat.html, WAL_READ_LOCK(0)); what is committed meanwhile waits in the log.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

TRIES, PAUSE = 60, 0.1
# Seconds that writers may be kept waiting each time while somebody still reads from the log.
PATIENCE = 0.05


@contextlib.contextmanager
def kept_still(file: Path) -> Iterator[bool]:
    """Nobody writes to the database's file meanwhile; False: others read on and on, it could not be had.

    Only another process may open the file: closed in this one, it would take SQLite's locks with it (man 2 fcntl).
    """
    log = file.with_name(file.name + "-wal")
    with contextlib.closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as reader:
        for _each in range(TRIES):
            # Most of it goes home while others write; the second time, in which they wait, little is left.
            reader.execute("PRAGMA wal_checkpoint(PASSIVE)")
            reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            # Still empty, so it was when the reader began.
            if not log.exists() or log.stat().st_size == 0:
                yield True
                reader.execute("ROLLBACK")
                # What waited in the log meanwhile goes home now, not within somebody's opinion.
                reader.execute("PRAGMA wal_checkpoint(PASSIVE)")
                return
            reader.execute("ROLLBACK")
            time.sleep(PAUSE)
    yield False
