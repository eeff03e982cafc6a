"""Going back to a migration and forward again loses nothing: a seeded share; all of them is a drill."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from bench.drills.migrations import lines
from bench.served import ROOT, _variables
from langnghe.testing import prepared

SEED, COUNT = "3", 1


@pytest.mark.django_db
def test_back_to_a_migration_and_forward_again_loses_nothing(tmp_path: Path) -> None:
    variables = _variables(tmp_path, _database(tmp_path))
    (tmp_path / "data").mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "bench.give_cast", SEED], cwd=ROOT, env=variables, check=True)
    told = list(lines(variables, COUNT, SEED))
    assert told[0]["filled"] > 15
    assert len(told) == COUNT + 1
    assert not [one for one in told[1:] if one["wrong"]], told


def _database(folder: Path) -> str:
    """A fresh one of this kind, beside that of the tests."""
    if connection.vendor == "sqlite":
        prepared.sqlite(folder / "langnghe.sqlite3")
        return f"sqlite://{folder}/langnghe.sqlite3"
    url, name = os.environ["LANGNGHE_DATABASE"], f"langnghe_migrations_{os.getpid()}"
    template = prepared.postgresql(url)
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        line.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
    return prepared.beside(url, name)
