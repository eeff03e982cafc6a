"""A whole copy of the database as a file or a stream, and putting one back: how each database does it."""

import contextlib
import os
import select
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from langnghe.backups import whole
from langnghe.backups.still import kept_still
from langnghe.kernel import children
from langnghe.kernel.clock import local_now
from langnghe.kernel.refused import Refused

ANEW = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC"


def folder() -> Path:
    """Where backups lie: on the machine itself; the guide says to copy them away."""
    path = Path(settings.DATA) / "backups"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def save(why: str) -> Path:
    """Write a copy safely to the disk and return its path. Works while the product is served."""
    is_sqlite = connection.vendor == "sqlite"
    path = folder() / f"{why}-{local_now():%Y%m%d-%H%M%S-%f}.{'sqlite3' if is_sqlite else 'dump'}"
    part = _private_file(path.with_suffix(".part"))
    try:
        _save_sqlite(part) if is_sqlite else _save_postgresql(part)
        to_disk(part)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    to_disk(path.parent)
    return path


@contextlib.contextmanager
def stream() -> Iterator[int]:
    """A handle on the database of one moment, to be read to its end while everybody works on.

    Refused when it cannot be had whole.

    The moment is chosen before this gives the handle. SQLite's file is read as it lies: no page of it holds what was
    erased (`secure_delete`); when it is due, it is checked meanwhile. When others keep reading, of a copy, which is
    gone afterwards.
    """
    with _stream_sqlite() if connection.vendor == "sqlite" else _stream_postgresql() as source:
        yield source


def vendor() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def migrations() -> list[str]:
    """Every step of its shape, by room and name."""
    return sorted(".".join(step) for step in MigrationRecorder(connection).applied_migrations())


def unknown(steps: list[str]) -> list[str]:
    """Those that this version of the program does not have."""
    known = MigrationLoader(None).disk_migrations
    return [step for step in steps if tuple(step.split(".", 1)) not in known]


def size() -> int:
    """Bytes of the database as it lies on its disk."""
    if connection.vendor == "sqlite":
        return _sqlite_file().stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def restore(saved: Path) -> None:
    """Put a copy in place of the database: all of it or, when that fails, nothing."""
    connection.close()
    if connection.vendor == "sqlite":
        _restore_sqlite(saved)
    else:
        _restore_postgresql(saved)


def wipe() -> None:
    """Throw the database away; it stands there empty, without a table. Only for data that can be made again."""
    if connection.vendor == "sqlite":
        name = _sqlite_file()
        connection.close()
        for end in ("", "-wal", "-shm"):
            name.with_name(name.name + end).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute(ANEW)


def to_disk(path: Path) -> None:
    """Wait until a file (or a folder's list of files) lies on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _save_sqlite(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(_sqlite_file())) as live, contextlib.closing(sqlite3.connect(path)) as copy:
        live.backup(copy)
    whole.demand(path)


@contextlib.contextmanager
def _stream_sqlite() -> Iterator[int]:
    name, copy = _sqlite_file(), folder() / "copy.part"
    try:
        with kept_still(name) as still, ThreadPoolExecutor(1) as other:
            if not still:
                _save_sqlite(_private_file(copy))
            check = other.submit(whole.demand_if_due, name) if still else None
            with _given(["cat", str(name if still else copy)], {}) as source:
                yield source
            if check:
                check.result()
    finally:
        copy.unlink(missing_ok=True)


@contextlib.contextmanager
def _stream_postgresql() -> Iterator[int]:
    with _given(*_dump("--compress=1")) as source:
        # By its first byte pg_dump has chosen its moment.
        select.select([source], [], [])
        yield source


@contextlib.contextmanager
def _given(command: list[str], variables: dict[str, str]) -> Iterator[int]:
    """What a program gives out, to be read to its end. Refused, in its own words, when it fails."""
    with tempfile.TemporaryFile() as said, subprocess.Popen(
        command, env=children.variables(variables), stdout=subprocess.PIPE, stderr=said
    ) as program:  # fmt: skip
        assert program.stdout is not None
        yield program.stdout.fileno()
        if program.wait():
            said.seek(0)
            raise _failed(command, said.read().decode(errors="replace"))


def _restore_sqlite(saved: Path) -> None:
    name = _sqlite_file()
    part = _private_file(name.with_suffix(".restored"))
    shutil.copyfile(saved, part)
    whole.demand(part)
    to_disk(part)
    for rest in ("-wal", "-shm"):
        name.with_name(name.name + rest).unlink(missing_ok=True)
    part.replace(name)
    to_disk(name.parent)


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _save_postgresql(path: Path) -> None:
    _run(*_dump(f"--file={path}"))


def _restore_postgresql(saved: Path) -> None:
    script = _private_file(saved.with_suffix(".sql"))
    try:
        _run([_program("pg_restore"), "--no-owner", f"--file={script}", str(saved)], {})
        command, variables = _postgresql(
            "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            f"--command={ANEW}", f"--file={script}",
        )  # fmt: skip
        _run(command, variables)
    finally:
        script.unlink(missing_ok=True)


def _dump(*options: str) -> tuple[list[str], dict[str, str]]:
    return _postgresql("pg_dump", "--format=custom", "--no-owner", *options)


def _postgresql(name: str, *options: str) -> tuple[list[str], dict[str, str]]:
    """A command, and the variables through which the password goes: other users of the machine cannot read them."""
    given = connection.settings_dict
    variables = {f"PG{key}": str(given[key]) for key in ("HOST", "PORT", "USER", "PASSWORD") if given[key]}
    return [_program(name), f"--dbname={given['NAME']}", *options], variables


def _run(command: list[str], variables: dict[str, str]) -> None:
    done = subprocess.run(command, env=children.variables(variables), capture_output=True, text=True, check=False)
    if done.returncode:
        raise _failed(command, done.stderr)


def _failed(command: list[str], said: str) -> Refused:
    return Refused(f"{Path(command[0]).name} không chạy được: {said.strip()[-500:]}")


def _program(name: str) -> str:
    """The newest of Debian's versions: an older pg_dump refuses a newer server."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which(name)
    if not path:
        raise Refused(f"Máy này thiếu {name} để sao lưu. Cài: apt-get install postgresql-client")
    return path


def _private_file(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path
