"""The product as it is installed: `langnghe serve` with a folder and a database of its own, for each walk."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from langnghe.kernel.clock import clock
from langnghe.testing import prepared
from langnghe.testing.address import private_address
from tests.walks.days import Days
from tests.walks.product import Product, installed


@pytest.fixture
def database() -> Iterator[str]:
    """A fresh database of the kind this run is about; empty text means SQLite in the product's own folder."""
    with _database(prepared.postgresql) as url:
        yield url


@pytest.fixture
def product(tmp_path: Path, database: str) -> Iterator[Product]:
    """An empty installation that serves, at a private address and at localhost."""
    with installed(tmp_path, database, private_address()) as served:
        yield served


@pytest.fixture
def product_from_nothing(tmp_path: Path) -> Iterator[Product]:
    """The same, its database made here by every migration: ten seconds more."""
    with _database(lambda _url: "template1") as url, installed(tmp_path, url, private_address(), bare=True) as served:
        yield served


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """A clock that the walk moves."""
    found = Days()
    monkeypatch.setattr(clock, "read", lambda: found.now)
    return found


@contextmanager
def _database(template: Callable[[str], str]) -> Iterator[str]:
    cluster = os.environ.get("LANGNGHE_DATABASE", "")
    if not cluster.startswith("postgresql:"):
        yield ""
        return
    name = f"langnghe_walk_{os.getpid()}"
    making = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(cluster, autocommit=True) as line:
        line.execute(making.format(sql.Identifier(name), sql.Identifier(template(cluster))))
        yield prepared.beside(cluster, name)
        line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
