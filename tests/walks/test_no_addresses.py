"""The installed product keeps no address either: not in its folder, its database, or anything it prints."""

import re
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg import sql

from langnghe.testing.crawling import ask
from langnghe.testing.stage import set_stage
from langnghe.testing.wire import Asked
from tests.house.machines import ENTRANCE, EVERYWHERE, agent, marks, source, visitor, walk_through
from tests.walks.product import Product

pytestmark = pytest.mark.slow
VISITORS = range(1, 51)


def test_the_installation_keeps_nothing_about_a_visitors_machine(product: Product, database: str) -> None:
    stage = set_stage(product.environment)
    for number in VISITORS:
        officer = stage.sessions["binh"] if number % 25 == 0 else {}
        whole = number < 4 or officer
        starts, most = (["/", *stage.paths], EVERYWHERE) if whole else (["/", "/dang-nhap/"], ENTRANCE)
        walk_through(product.local, starts, visitor(number, officer), most=most)
    kept = product.kept() + (_tables(database) if database else b"")
    found = [mark.decode() for mark in marks(VISITORS) if mark in kept]
    assert not found, f"The installation keeps {found}; see {product.folder} and what it said:\n{product.served.said}"
    # The search would have found an address.
    (product.folder / "data" / "thu.log").write_text(f"{source(1)} {agent(2)}")
    assert sum(mark in product.kept() for mark in marks(VISITORS)) == 2


def test_a_thousand_opinions_from_fifty_machines_leave_nothing_about_them(product: Product, database: str) -> None:
    set_stage(product.environment, rows=False)
    serials = {serial for number in VISITORS for serial in twenty_opinions(product.local, number)}
    assert len(serials) == 1000
    kept = product.kept() + (_tables(database) if database else b"")
    found = [mark.decode() for mark in marks(VISITORS) if mark in kept]
    assert not found, f"The installation keeps {found}; see {product.folder} and what it said:\n{product.served.said}"


def twenty_opinions(address: str, number: int) -> list[str]:
    """One machine sends twenty, each from a form of its own as browsers do; the serials of the receipts it got."""
    seen, path = visitor(number, {}), b"/dien-hong/gui-y-kien/"
    serials = []
    for turn in range(20):
        drawn = ask(address, seen, Asked(path=path)).body.decode()
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|token)" value="([^"]+)"', drawn))
        body = urlencode(hidden | {"words": f"Đèn hẻm tắt, nhà {number}, lần {turn}."}).encode()
        kind = (b"Content-Type", b"application/x-www-form-urlencoded")
        receipt = ask(address, seen, Asked(b"POST", path, [kind], body)).body.decode()
        serials += re.findall(r"\bDH\d\d-\d+-[0-9A-Z]\b", receipt)[:1]
    return serials


def _tables(database: str) -> bytes:
    with psycopg.connect(database) as line:
        names = line.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        rows = [
            line.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(*name))).fetchall() for name in names
        ]
    return repr(rows).encode()
