"""Emptying the database after a transactional test, although triggers forbid to delete from the ledger.

Only here are triggers put aside. Rows that migrations loaded (provinces, communes …) stay: they are remembered once
per session, so that 3,321 communes are not written again after every test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

Rows = dict[str, tuple[str, frozenset[Any]]]
_loaded: Rows = {}


def remember_loaded_rows() -> None:
    """Note what the migrations left: table → its key column and keys. Called once after the database was made."""
    _loaded.clear()
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f"SELECT {quoted(key or '')} FROM {quoted(table)}")
            keys = frozenset(row[0] for row in cursor.fetchall())
            if keys:
                _loaded[table] = (key or "", keys)


def empty() -> None:
    """Remove every row the test wrote; leave the rows of the migrations."""
    if connection.vendor == "sqlite":
        _empty_sqlite()
    else:
        _empty_postgresql()


def written_tables() -> Iterator[str]:
    """Tables that hold rows which no migration loaded."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT count(*) FROM {quoted(table)}")
            if cursor.fetchone()[0] > len(_loaded.get(table, ("", ()))[1]):
                yield table


def _empty_sqlite() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys=ON")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {quoted(name)}")
        _delete_written_rows(cursor)
        for _name, sql in triggers:
            cursor.execute(sql)


def _empty_postgresql() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # Needs a superuser of the tests' own cluster; `replica` fires neither triggers nor foreign keys.
        cursor.execute("SET LOCAL session_replication_role = replica")
        _delete_written_rows(cursor)


def _delete_written_rows(cursor: CursorWrapper) -> None:
    for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
        if table in _loaded:
            _delete_others(cursor, table, *_loaded[table])
        else:
            cursor.execute(f"DELETE FROM {quoted(table)}")


def _delete_others(cursor: CursorWrapper, table: str, key: str, keep: frozenset[Any]) -> None:
    cursor.execute(f"SELECT {quoted(key)} FROM {quoted(table)}")
    for (written,) in cursor.fetchall():
        if written not in keep:
            cursor.execute(f"DELETE FROM {quoted(table)} WHERE {quoted(key)} = %s", [written])


def quoted(name: str) -> str:
    """A table or column as this database wants it named."""
    return connection.ops.quote_name(name)


@contextmanager
def behind_our_back() -> Iterator[None]:
    """Somebody with the database's own password: no trigger and no foreign key hinders them, inside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("PRAGMA defer_foreign_keys=ON")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {quoted(name)}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
