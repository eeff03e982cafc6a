"""The installed product keeps no address either: not in its folder, its database, or anything it prints."""

import psycopg
import pytest
from psycopg import sql

from langnghe.testing.stage import set_stage
from tests.house.machines import agent, marks, source, visitor, walk_through
from tests.walks.product import Product

pytestmark = pytest.mark.slow
VISITORS = range(1, 51)


def test_the_installation_keeps_nothing_about_a_visitors_machine(product: Product, database: str) -> None:
    stage = set_stage(product.environment)
    for number in VISITORS:
        officer = stage.sessions["binh"] if number % 10 == 0 else {}
        starts = ["/", *stage.paths] if number < 4 or officer else ["/", "/dang-nhap/"]
        walk_through(product.local, starts, visitor(number, officer))
    kept = product.kept() + (_tables(database) if database else b"")
    found = [mark.decode() for mark in marks(VISITORS) if mark in kept]
    assert not found, f"The installation keeps {found}; see {product.folder} and what it said:\n{product.served.said}"


def test_the_search_would_find_an_address(product: Product) -> None:
    (product.folder / "data" / "thu.log").write_text(f"{source(1)} {agent(2)}")
    assert sum(mark in product.kept() for mark in marks(VISITORS)) == 2


def _tables(database: str) -> bytes:
    with psycopg.connect(database) as line:
        names = line.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        rows = [
            line.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(*name))).fetchall() for name in names
        ]
    return repr(rows).encode()
