"""Two wards with 50,000 matters each become one: how long, what readers feel, what officers' pages cost afterwards."""

import time
from collections.abc import Iterator

from bench import client, grounds, sizes
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.export import reading
from bench.inbox import PATH as INBOX
from bench.inbox import get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most

# A tenth goes to the first ward, the rest to these two.
USUAL, SHORT = (111_112, 3), (3_000, 3)
OLD, NEW = "SAAB", "SAAA"
TABS = ("moi-den", "dang-lam", "tat-ca")


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The command and what follows from it, the board read meanwhile, the inbox of the new ward before and after."""
    matters, wards = sizes.ground(quick, USUAL, SHORT)
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("merger")
        product = ground.product
        theirs = int(product.ask(_COUNT.format(code=OLD)))
        asking = Asking(
            "merger", product, f"{theirs:,} matters each", sizes.seconds(quick, SECONDS, QUICK_SECONDS)
        )  # fmt: skip
        try:
            yield from _measure(asking, theirs)
        finally:
            grounds.leave()


def _measure(asking: Asking, theirs: int) -> Iterator[Measure]:
    product, size = asking.product, asking.size
    slug = product.ask(f"SELECT slug FROM places_ward WHERE code = '{NEW}'")
    cookie = grounds.session(product, "police_chief", slug)
    board, inbox = [client.get(f"/{slug}/viec/")], [get(f"{INBOX}?the={tab}", cookie) for tab in TABS]
    yield from asking.pages(inbox, {1: None}, name="inbox before")
    yield asking.p95(board, 1, None, "board before: p95, clients: 1")
    began = time.perf_counter()
    with reading(product.port, board) as beside:
        product.langnghe("places", "merge", OLD, "--into", NEW)
        took = time.perf_counter() - began
        product.wait_for_worker()
    followed = time.perf_counter() - began
    yield Measure("merger", product.database, "the command", took, "s", None, "1", size)
    yield Measure("merger", product.database, "until all that follows was done", followed, "s", None, "1", size)
    slowest = max(beside, default=0.0) * 1000
    yield Measure("merger", product.database, "slowest board meanwhile", slowest, "ms", None, f"{len(beside)}", size)
    left = theirs - int(product.ask(_COUNT.format(code=OLD)))
    yield Measure("merger", product.database, "matters lost", left, "", at_most(0), f"{theirs:,}", size)
    yield from asking.pages(inbox, {1: None}, name="inbox after")


_COUNT = "SELECT count(*) FROM matters_matter WHERE ward_id = (SELECT id FROM places_ward WHERE code = '{code}')"
