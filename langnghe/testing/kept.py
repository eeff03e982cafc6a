"""A cast built once through actions and put back row by row: the same people for every test, in a few milliseconds.

Its rows lie in shadow tables of the test database; whoever moved the clock gets people of that day, built anew.
"""

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from langnghe.kernel.clock import clock
from langnghe.kernel.durable import write_durably
from langnghe.ledger.models import Job
from langnghe.people import roll
from langnghe.testing import database
from langnghe.testing.cast import Cast

Build = Callable[[], Cast]
_real_time = clock.read


@dataclass(frozen=True)
class _Kept:
    """What one build left: the cast, and each table that got rows, with its columns."""

    cast: bytes
    tables: dict[str, list[str]]
    keys: dict[Path, bytes]


_kept: dict[str, _Kept] = {}


def keep(*builds: Build) -> None:
    """Build each cast in the empty database, keep its rows aside, and leave the database empty again."""
    for build in builds:
        with transaction.atomic(), connection.cursor() as cursor:
            tables = set(database.written_tables())
            assert not tables, f"not empty before {build.__name__}: {sorted(tables)}"
            cast = _built(build)
            written = {table: _columns(cursor, table) for table in database.written_tables()}
            for table in written:
                _lay_aside(cursor, _shadow(build, table), table)
        _kept[build.__name__] = _Kept(pickle.dumps(cast), written, _keys_of(cast))
        database.empty()


def put_back(build: Build) -> Cast:
    """The cast of `build` as it was kept; what other tests uploaded or locked for the same wards is gone."""
    for folder in (Path(settings.FILES_ROOT), Path(settings.KEYS) / "log", Path(settings.KEYS) / "signer"):
        shutil.rmtree(folder, ignore_errors=True)
    kept = _kept.get(build.__name__)
    if kept is None or clock.read is not _real_time:
        return _built(build)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in kept.tables.items():
            names = ", ".join(database.quoted(name) for name in columns)
            shadow = database.quoted(_shadow(build, table))
            cursor.execute(f"INSERT INTO {database.quoted(table)} ({names}) SELECT {names} FROM {shadow}")
    cast = pickle.loads(kept.cast)
    assert isinstance(cast, Cast)
    for path in _keys_of(cast).keys() - kept.keys.keys():
        path.unlink()
    for path, key in kept.keys.items():
        if not path.is_file() or path.read_bytes() != key:
            write_durably(path, key)
    roll.forget()
    return cast


def _built(build: Build) -> Cast:
    """Built through actions; what a worker would do about it is nobody's work in a test."""
    cast = build()
    Job.objects.filter(ward_id=cast.ward.id).delete()
    return cast


def _keys_of(cast: Cast) -> dict[Path, bytes]:
    folder = Path(settings.KEYS) / "wards" / str(cast.ward.id)
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _lay_aside(cursor: CursorWrapper, shadow: str, table: str) -> None:
    cursor.execute(f"DROP TABLE IF EXISTS {database.quoted(shadow)}")
    cursor.execute(f"CREATE TABLE {database.quoted(shadow)} AS SELECT * FROM {database.quoted(table)}")


def _columns(cursor: CursorWrapper, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _shadow(build: Build, table: str) -> str:
    return f"kept_{build.__name__}_{table}"
