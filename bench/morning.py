"""The first page of the day at 300,000 matters of 300 wards, for the duty desk and for a head of the ward."""

from collections.abc import Iterator

from bench import client, grounds
from bench.board import right, statements
from bench.inbox import MATTERS, QUICK, QUICK_SECONDS, QUICK_WARDS, SECONDS, WARDS, get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import Served

PATHS = {"morning": "/can-bo/", "printed list": "/can-bo/hom-nay/in/", "same place again": "/can-bo/hom-nay/lap-lai/"}
FIGURES = {
    "figures of this year": "/can-bo/so-lieu/?ky=nam",
    "figures of last year": "/can-bo/so-lieu/?ky=nam-truoc",
    "rows behind a figure": "/can-bo/so-lieu/tung-viec/?ky=nam-truoc",
}
BAR_MS, BAR_SQL = 100, 12


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page and the slowest twentieth, one client and two, on both databases."""
    matters, wards = (QUICK, QUICK_WARDS) if quick else (MATTERS, WARDS)
    size = f"{matters:,} matters, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("morning")
        product, chief = ground.product, str(grounds.given(ground.product, "police_chief", 1)["session"])
        for role, cookie in {"desk": ground.said, "chief": chief}.items():
            for name, path in PATHS.items():
                yield from _measures(product, f"{name}, {role}", get(path, cookie), size, quick)
        for name, path in FIGURES.items():
            yield from _measures(product, name, get(path, chief), size, quick)


def _measures(product: Served, name: str, page: bytes, size: str, quick: bool) -> Iterator[Measure]:
    for _turn in range(3):
        client.ask(product.port, page)
    asked = statements(product.port, page)
    yield Measure("morning", product.database, f"{name}: statements", asked, "SQL", at_most(BAR_SQL), "1", size)
    seconds = (QUICK_SECONDS if quick else SECONDS) / 2
    for clients in (1, 2):
        result = client.closed_loop(product.port, lambda _turn: page, right, clients, seconds)
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
        told, n = f"{name}: p95, clients: {clients}", f"{len(result.latencies):,}"
        yield Measure("morning", product.database, told, result.percentile(95), "ms", at_most(BAR_MS), n, size)
