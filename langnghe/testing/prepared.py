"""A database as the migrations make it, made once for each version of them and then copied.

`langnghe prepare` itself makes it, as an installer would: ten seconds that every installation of a walk, and every run
of the tests, would spend again. What a migration may read is part of the version, so a changed one is always run.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".cache" / "prepared"
# Migrations, what they may import, what they load, the models whose names the permissions carry, and all packages.
READ = ("*/migrations/*.py", "*/models.py", "*/models/*.py", "kernel/**/*.py", "places/data/*")
STATIC = "*/static/**/*"
PACKAGES = ROOT / "requirements" / "dev.txt"


@cache
def version() -> str:
    """Changes with everything that shapes a fresh database, and whenever `prepare` would collect static files anew."""
    digest = hashlib.sha256()
    for path in [*_files(*READ), PACKAGES]:
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    for path in _files(STATIC):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def into(folder: Path) -> None:
    """Lay a fresh database and the static files into an installation's data folder; `prepare` finds its work done."""
    kept = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept / "langnghe.sqlite3", folder / "langnghe.sqlite3")
    shutil.copytree(kept / "static", folder / "static")


def sqlite(target: Path) -> None:
    """A fresh SQLite database in this file."""
    shutil.copyfile(_folder() / "langnghe.sqlite3", target)


def postgresql(url: str) -> str:
    """Name of a fresh database in the cluster of `url`, for `CREATE DATABASE … TEMPLATE`; nobody connects to it."""
    name = f"langnghe_prepared_{version()}"
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("SELECT pg_advisory_lock(20261122)")
        known = {row[0] for row in line.execute("SELECT datname FROM pg_database").fetchall()}
        if name not in known:
            for old in sorted(one for one in known if one.startswith("langnghe_prepared_")):
                line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"{name}_part")))
            with tempfile.TemporaryDirectory(prefix="langnghe-prepared-") as scratch:
                _prepare(Path(scratch), LANGNGHE_DATABASE=beside(url, f"{name}_part"))
            renaming = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            line.execute(renaming.format(sql.Identifier(f"{name}_part"), sql.Identifier(name)))
    return name


def beside(url: str, name: str) -> str:
    """The address of another database in the same cluster."""
    head, _slash, tail = url.rpartition("/")
    return f"{head}/{name}" + (f"?{tail.partition('?')[2]}" if "?" in tail else "")


def _files(*patterns: str) -> list[Path]:
    found = {path for pattern in patterns for path in (ROOT / "langnghe").glob(pattern)}
    return sorted(path for path in found if path.is_file())


def _folder() -> Path:
    """What was prepared for this version of everything, beside the other caches of this checkout."""
    kept = KEPT / version()
    with _alone():
        if not kept.exists():
            _make(kept)
    return kept


def _make(kept: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="langnghe-prepared-") as scratch:
        _prepare(Path(scratch))
        part = KEPT / f"part-{os.getpid()}"
        part.mkdir()
        # The log of the database is written home: one file is all of it.
        with sqlite3.connect(Path(scratch, "data", "langnghe.sqlite3")) as made:
            made.execute("VACUUM INTO ?", [str(part / "langnghe.sqlite3")])
        made.close()
        shutil.copytree(Path(scratch, "data", "static"), part / "static")
    for old in KEPT.iterdir():
        if old.is_dir() and old != part:
            shutil.rmtree(old)
    part.rename(kept)


def _prepare(folder: Path, **more: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "DJANGO_"))}
    named = {"LANGNGHE_DATA": str(folder / "data"), "LANGNGHE_KEYS": str(folder / "keys"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "langnghe", "prepare", "--migrate", "--quiet"]
    done = subprocess.run(command, env=own | named | more, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"langnghe prepare:\n{done.stderr}")


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
