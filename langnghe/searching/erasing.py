"""What was taken out of an index leaves the disk too.

A deleted row is found no more at once. Since SQLite 3.42 FTS5 takes its words out of the pages in the same moment
(`secure-delete`, set where the tables are made); an older one keeps them until its segments are merged, which is done
here, in small steps: a million texts take seconds, and nobody who writes waits longer than one step. The pages that
become free are emptied by `PRAGMA secure_delete`. PostgreSQL gives the place of dead rows back by its own vacuum.
"""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from langnghe.ledger.models import Entry
from langnghe.searching.models import Indexed, Passage, Published

# Pages merged in one step: some milliseconds.
STEP = 100


def purge(_entry: Entry) -> bool:
    """Follows an erasure. Safe to run twice."""
    merge_away()
    return False


def merge_away() -> None:
    """Let no page of the index keep what was taken out of it."""
    if connection.vendor == "sqlite":
        for index in (Passage, Published):
            _merge(index)


def _merge(index: type[Indexed]) -> None:
    table = f"{index._meta.db_table}_words"
    with connection.cursor() as cursor:
        if _deletes_at_once(cursor, table):
            return
        step = -STEP
        while _changes(cursor, table, step) > 1:
            step = STEP


def _deletes_at_once(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f"SELECT count(*) FROM {table}_config WHERE k = 'secure-delete' AND v = 1")  # noqa: S608
    return bool(cursor.fetchone()[0])


def _changes(cursor: CursorWrapper, table: str, step: int) -> int:
    """How many rows one step of merging wrote; one and none say that nothing was left. Negative: all segments."""
    with transaction.atomic():
        before = _total(cursor)
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [step])  # noqa: S608
        return _total(cursor) - before


def _total(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
