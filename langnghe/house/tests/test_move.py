"""From SQLite to PostgreSQL: every row arrives, and nothing is written over."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bench.private_postgres import PrivatePostgres
from langnghe.backups import moving
from langnghe.house.tests.processes import run, scratch_variables
from langnghe.testing import prepared
from langnghe.testing.stage import set_stage

pytestmark = [pytest.mark.slow, pytest.mark.once]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The suite's own PostgreSQL, or a private one."""
    own = os.environ.get("LANGNGHE_DATABASE", "")
    if own.startswith("postgresql:"):
        yield own
        return
    with PrivatePostgres() as postgres:
        yield postgres.create()


@pytest.fixture
def target(cluster: str) -> Iterator[str]:
    """A database of ours in which no ward was opened."""
    name = f"langnghe_moved_{os.getpid()}"
    making = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(cluster, autocommit=True) as line:
        line.execute(making.format(sql.Identifier(name), sql.Identifier(prepared.postgresql(cluster))))
        yield prepared.beside(cluster, name)
        line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation on SQLite with a row for every page; moving only reads it."""
    folder = tmp_path_factory.mktemp("move")
    prepared.into(folder / "data")
    set_stage(scratch_variables(folder))
    return folder


def _move(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "move", url)


def test_a_whole_installation_arrives_and_goes_on_there(folder: Path, target: str) -> None:
    done = _move(folder, target)
    assert done.returncode == 0, done.stderr
    assert "tổng kiểm của từng bảng khớp nhau" in done.stdout
    assert "private@" not in done.stdout, "no password is printed"
    checked = run(folder, "ledger", "check", LANGNGHE_DATABASE=target)
    assert checked.returncode == 0, checked.stdout
    with closing(sqlite3.connect(folder / "data" / "langnghe.sqlite3")) as source, psycopg.connect(target) as line:
        found = "SELECT count(*) FROM searching_passage"
        assert line.execute(found).fetchone() == source.execute(found).fetchone() != (0,)
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            line.execute("DELETE FROM ledger_entry")
        line.rollback()
        # A row that the database numbers itself gets a number that nobody has.
        made = "INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b') RETURNING id"
        highest = line.execute("SELECT max(id) FROM django_content_type").fetchone()
        fresh = line.execute(made.encode()).fetchone()
        assert highest
        assert fresh == (highest[0] + 1,)
    again = _move(folder, target)
    assert (again.returncode, "không trống" in again.stderr) == (1, True)


def test_a_row_that_arrives_otherwise_leaves_nothing_behind(
    folder: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(moving.WRITERS, "text", lambda words: words.replace("è", "e"))
    with closing(sqlite3.connect(folder / "data" / "langnghe.sqlite3")) as source, psycopg.connect(target) as line:
        with pytest.raises(moving.Different, match="khác nội dung"):
            moving.move(source, line)
        line.rollback()
        assert line.execute("SELECT count(*) FROM places_ward").fetchone() == (0,)


def test_where_nothing_may_be_written_nothing_is(folder: Path, target: str) -> None:
    with psycopg.connect(target) as line:
        line.execute("DROP TABLE django_migrations")
    done = _move(folder, target)
    assert (done.returncode, "không trống" in done.stderr) == (1, True)
    assert "dạng postgresql://" in _move(folder, "mysql://x").stderr
    assert "Không vào được" in _move(folder, "postgresql://nobody:x@127.0.0.1:1/none").stderr
