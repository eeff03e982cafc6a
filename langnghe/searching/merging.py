"""The indexes are put in order beside the work, never within it.

Every text written adds a small piece to the index: a segment of FTS5, an entry in the pending list of GIN. Left alone,
both databases put many pieces together in the transaction of whoever happens to write the one too many, who then keeps
everybody waiting for 100 ms and more (docs/decisions/searching.md). The tables of FTS5 are told not to (`automerge` 0;
its `crisismerge` of sixteen stays, for a machine whose worker stands still), and the worker does it in small steps.
"""

import time
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from langnghe.searching.models import Passage, Published

TABLES = [f"{index._meta.db_table}_words" for index in (Passage, Published)]
# How long a step may keep others from writing, in seconds; as long as it took is rested after it.
STEP_SECONDS = 0.008
FEWEST_PAGES, MOST_PAGES = 4, 256
# Jobs wait for a turn to end.
TURN_SECONDS = 0.2
# Where FTS5 keeps which segments it has (the file format in SQLite's fts5_index.c).
STRUCTURE_ROW = 10


class Merger:
    """Merges what came since the last turn; an index that nobody wrote to is only looked at."""

    def __init__(self) -> None:
        self._merged: dict[str, bytes] = {}

    def turn(self, seconds: float = TURN_SECONDS) -> int:
        """Work on both indexes, no longer than about `seconds`: what is left waits for the next turn.

        How many steps of FTS5 it took, or pages of GIN's pending lists.
        """
        until = time.monotonic() + seconds
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                return sum(_clean_pending(cursor, table) for table in TABLES)
            return sum(self._merge(cursor, table, until) for table in TABLES)

    def _merge(self, cursor: CursorWrapper, table: str, until: float) -> int:
        structure, steps = _structure(cursor, table), 0
        if structure == self._merged.get(table):
            return 0
        for _took in merging(cursor, table):
            steps += 1
            if time.monotonic() > until:
                return steps
        # After steps of ours it reads otherwise, and the next turn looks once more.
        self._merged[table] = structure
        return steps


def merging(cursor: CursorWrapper, table: str, *, whole: bool = False) -> Iterator[float]:
    """Merge segments of an FTS5 table in steps, each of its own transaction, until none is left; yields their seconds.

    `whole`: all segments into one, instead of where four of a size have come together.
    """
    pages = FEWEST_PAGES
    while (took := _step(cursor, table, -pages if whole else pages)) is not None:
        yield took
        time.sleep(took)
        pages = _fitting(pages, took)
        whole = False


def _step(cursor: CursorWrapper, table: str, pages: int) -> float | None:
    """Seconds that a step of so many pages kept others from writing; None when nothing was left to merge."""
    with transaction.atomic():
        began, before = time.perf_counter(), _rows_written(cursor)
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages])  # noqa: S608
        # So SQLite's documentation of `merge` tells that there was nothing: the command itself counts as one.
        done = _rows_written(cursor) - before < 2
    return None if done else time.perf_counter() - began


def _fitting(pages: int, took: float) -> int:
    if took > STEP_SECONDS:
        return max(pages // 2, FEWEST_PAGES)
    return min(pages * 2, MOST_PAGES) if took < STEP_SECONDS / 2 else pages


def _structure(cursor: CursorWrapper, table: str) -> bytes:
    cursor.execute(f"SELECT block FROM {table}_data WHERE id = %s", [STRUCTURE_ROW])  # noqa: S608
    return bytes(cursor.fetchone()[0])


def _rows_written(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def _clean_pending(cursor: CursorWrapper, index: str) -> int:
    cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
    return int(cursor.fetchone()[0])
