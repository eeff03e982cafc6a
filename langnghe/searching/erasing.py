"""What was taken out of an index leaves the disk too.

A deleted row is found no more at once. Since SQLite 3.42 FTS5 takes its words out of the pages in the same moment
(`secure-delete`, set where the tables are made); an older one keeps them until its segments are merged, which is done
here, in small steps: nobody who writes waits longer than one. Of a million texts it takes a minute, so it is done once
for all that was erased meanwhile, beside the jobs (`backups.traces`). The pages that become free are emptied by
`PRAGMA secure_delete`. PostgreSQL gives the place of dead rows back by its own vacuum.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from langnghe.searching.merging import TABLES, merging


def merge_away() -> None:
    """Let no page of the index keep what was taken out of it before; outside a transaction. Safe to run twice."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in TABLES:
                if not _deletes_at_once(cursor, table):
                    for _step in merging(cursor, table, whole=True):
                        pass


def _deletes_at_once(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f"SELECT count(*) FROM {table}_config WHERE k = 'secure-delete' AND v = 1")  # noqa: S608
    return bool(cursor.fetchone()[0])
