"""PostgreSQL: what VACUUM leaves, and how the log is overwritten.

Seen on PostgreSQL 15, byte by byte: VACUUM alone leaves the words in the hole that it makes in a page, in the keys of
a GIN index (which are never taken out) and in the samples of the planner (`pg_statistic`). So tables that hold what
people send are written anew. A file of the log that is no longer needed is renamed and used again without being
emptied: all are written over with empty ones.
"""

import contextlib
from collections.abc import Iterator

from django.apps import apps
from django.db import OperationalError, ProgrammingError, connection
from django.db.backends.utils import CursorWrapper
from psycopg.errors import InsufficientPrivilege, LockNotAvailable

from langnghe.backups.hindrance import Hindered

# Rooms whose tables hold, or were derived from, what a sender gave. Not: the ledger (codes and hashes), places.
ROOMS = frozenset({
    "opinions", "searching", "files", "people", "notices", "commitments", "matters", "answering", "intake", "sifting",
    "inbox", "teaching", "training", "channels", "workspace", "casefiles", "desk", "api", "sessions",
})  # fmt: skip
# Written anew within a second or so: nobody waits long. All larger ones together wait for the night.
LARGE_BYTES = 128_000_000
LOCK_SECONDS = 3
PROBE = "langnghe_probe"
FILES = "SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' ORDER BY substr(name, 9)"
CURRENT = "SELECT pg_walfile_name(pg_current_wal_insert_lsn())"
STEP = "SELECT pg_logical_emit_message(false, 'langnghe', 'empty'), pg_switch_wal()"


def sweep_tables(*, large_too: bool) -> None:
    """Let no file of a table, an index or the planner hold a dead version of a row that died before. Hindered, having
    done what could be done, while somebody reads as of an earlier moment, a table is not free, or a large one waits.
    """
    with _cursor() as cursor:
        _demand_no_old_snapshot(cursor)
        large = [table for table in tables() if _sweep_table(cursor, table, large_too)]
        _write_anew(cursor, "pg_catalog.pg_statistic")
    if large:
        raise Hindered("night")


def sweep_log() -> None:
    """Let no file of the log be one from before. Hindered without the rights, or while an old one is still needed."""
    with _cursor() as cursor:
        try:
            cursor.execute(STEP)
            cursor.execute("CHECKPOINT")
            _demand_free(cursor)
            _write_over(cursor)
            cursor.execute("CHECKPOINT")
        except ProgrammingError as error:
            if isinstance(error.__cause__, InsufficientPrivilege):
                raise Hindered("right") from error
            raise


def tables() -> list[str]:
    """The tables that are swept."""
    chosen = {model._meta.db_table for model in apps.get_models(include_auto_created=True)
              if model._meta.app_label in ROOMS and model._meta.managed}  # fmt: skip
    with connection.cursor() as cursor:
        return sorted(chosen & set(connection.introspection.table_names(cursor)))


@contextlib.contextmanager
def _cursor() -> Iterator[CursorWrapper]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        try:
            yield cursor
        finally:
            cursor.execute("RESET lock_timeout")


def _demand_no_old_snapshot(cursor: CursorWrapper) -> None:
    """A row that dies now is younger than all that was erased: when VACUUM can take it away, nobody sees those either.

    Asked of VACUUM itself, since an ordinary user does not see other users' snapshots, slots and prepared steps.
    """
    cursor.execute(f"DROP TABLE IF EXISTS {PROBE}")
    cursor.execute(f"CREATE TABLE {PROBE} (one int)")
    try:
        cursor.execute(f"INSERT INTO {PROBE} VALUES (1)")  # noqa: S608
        cursor.execute(f"DELETE FROM {PROBE}")  # noqa: S608
        cursor.execute(f"VACUUM {PROBE}")
        cursor.execute("SELECT pg_relation_size(%s)", [PROBE])
        if cursor.fetchone()[0]:
            raise Hindered("snapshot")
    finally:
        cursor.execute(f"DROP TABLE {PROBE}")


def _sweep_table(cursor: CursorWrapper, table: str, large_too: bool) -> bool:
    """Write it anew, or only vacuum it; whether it is too large to be written anew now."""
    cursor.execute("SELECT pg_total_relation_size(%s)", [table])
    is_large = int(cursor.fetchone()[0]) > LARGE_BYTES
    if is_large and not large_too:
        cursor.execute(f"VACUUM (INDEX_CLEANUP ON, ANALYZE) {connection.ops.quote_name(table)}")
        return True
    _write_anew(cursor, connection.ops.quote_name(table))
    return False


def _write_anew(cursor: CursorWrapper, table: str) -> None:
    try:
        cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Hindered("busy") from error
        raise


def _demand_free(cursor: CursorWrapper) -> None:
    """No file from before the checkpoint is left."""
    cursor.execute("SELECT substr(redo_wal_file, 9) FROM pg_control_checkpoint()")
    first = cursor.fetchone()[0]
    if any(name < first for name in _files(cursor)):
        raise Hindered("log kept")


def _write_over(cursor: CursorWrapper) -> None:
    """Go on to an empty file until each that was there has been written to its end."""
    last = _files(cursor)[-1]
    while _current(cursor) <= last:
        cursor.execute(STEP)


def _files(cursor: CursorWrapper) -> list[str]:
    """Names in the order of writing, without the timeline in front."""
    cursor.execute(FILES)
    return [row[0][8:] for row in cursor.fetchall()]


def _current(cursor: CursorWrapper) -> str:
    cursor.execute(CURRENT)
    return str(cursor.fetchone()[0])[8:]
