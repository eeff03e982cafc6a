"""A matter's public page at 300,000 matters of one ward, with one client and with two."""

import random
import re
from collections.abc import Iterator

from bench import client, grounds, sizes
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.board import BARS, MATTERS, PATH, QUICK
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import Served

PAGES = 200
LINK = re.compile(rb'href="(/[a-z-]+/viec/[A-Z]{2,4}\d\d-V\d+-[0-9A-Z]/)"')


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page, the slowest twentieth, on both databases; old and new matters in turn."""
    matters = sizes.matters(quick, MATTERS, QUICK)
    for database, postgres in databases.items():
        ground = grounds.board(database, postgres, matters)
        yield ground.filling("matter")
        pages = [client.get(path) for path in _paths(ground.product)]
        asking = Asking("matter", ground.product, f"{matters:,} matters", QUICK_SECONDS if quick else SECONDS)
        yield from asking.pages(pages, BARS)


def _paths(product: Served) -> list[str]:
    """Addresses as the board links them, from its pages, newest first and oldest first."""
    found: set[str] = set()
    for order in ("", "&xep=cu"):
        for page in range(1, 5):
            answer = client.ask(product.port, client.get(f"{PATH}?trang={page}{order}"))
            found |= {path.decode() for path in LINK.findall(answer.body)}
    paths = sorted(found)
    random.Random(PAGES).shuffle(paths)
    return paths[:PAGES]
