"""SQLite: pages are emptied as they become free (`secure_delete`, `searching.erasing`); its log keeps old ones until it
is cut."""

from django.db import connection

from langnghe.backups.hindrance import Hindered

PATIENCE_MS = 300


def sweep_log() -> None:
    """Write the log home and cut it to nothing. Hindered while somebody reads from it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        # Writers wait meanwhile.
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                raise Hindered("snapshot")
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
