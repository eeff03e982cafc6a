"""The product as it is installed: `langnghe serve` with a folder and a database of its own, for each walk."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from langnghe.testing.address import private_address
from tests.walks.product import Product, installed


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """An empty database of the kind this run is about; empty text means SQLite in the product's own folder."""
    cluster = os.environ.get("LANGNGHE_DATABASE", "")
    if not cluster.startswith("postgresql:"):
        yield ""
        return
    name = f"langnghe_walk_{os.getpid()}"
    with psycopg.connect(cluster, autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        head, _slash, tail = cluster.rpartition("/")
        yield f"{head}/{name}" + (f"?{tail.partition('?')[2]}" if "?" in tail else "")
        line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def product(tmp_path: Path, database: str) -> Iterator[Product]:
    """An empty installation that serves, at a private address and at localhost."""
    with installed(tmp_path, database, private_address()) as served:
        yield served
