"""Ten minutes of everything at once: of twenty requests sixteen residents read, three send, one officer works."""

from collections.abc import Iterator
from itertools import count

from bench import client, grounds, sizes
from bench.asking import right
from bench.growth import BOARD, MATTERS, PUBLIC, QUICK, QUICK_WARDS, STAFF, WARDS
from bench.idle import megabytes
from bench.inbox import get
from bench.intake import Form, accepted, open_form
from bench.matter import LINK
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import Served
from bench.watching import watched
from bench.work import posts, saved

SECONDS, QUICK_SECONDS = 600.0, 5.0
CLIENTS = 12
ANSWERS, QUICK_ANSWERS = 3_000, 30
READING, SENDING = 16, 3
P99, MEMORY = 500, 400


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Errors, the slowest hundredth, requests a second, and the memory of web and worker meanwhile."""
    matters, wards = sizes.ground(quick, (MATTERS, WARDS), (QUICK, QUICK_WARDS))
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("mixed")
        yield from _measure(ground.product, f"{matters:,} matters, {wards} wards", quick)


def _measure(product: Served, size: str, quick: bool) -> Iterator[Measure]:
    load = _Load(product, QUICK_ANSWERS if quick else ANSWERS)
    with watched(lambda: _memory(product), every=1.0) as memory:
        result = client.closed_loop(
            product.port, load.request, _as_it_should, CLIENTS, sizes.seconds(quick, SECONDS, QUICK_SECONDS)
        )
    n = f"{len(result.latencies):,}"
    yield Measure("mixed", product.database, "requests that went wrong", len(result.wrong), "", at_most(0), n, size)
    yield Measure("mixed", product.database, "p99", result.percentile(99), "ms", at_most(P99), n, size)
    yield Measure("mixed", product.database, "requests", result.rate, "/s", None, n, size)
    yield Measure("mixed", product.database, "web and worker, PSS", max(memory), "MB", at_most(MEMORY), n, size)


class _Load:
    """The requests by turns, all made before or on the way."""

    def __init__(self, product: Served, answers: int) -> None:
        cookie = grounds.session(product, "police_chief")
        board = client.ask(product.port, client.get(BOARD)).body
        paths = [path for paths in PUBLIC.values() for path in paths]
        self.reading = [client.get(path) for path in [*paths, *(path.decode() for path in LINK.findall(board)[:20])]]
        self.working = [get(path, cookie) for path in (*STAFF["inbox"], *STAFF["inbox search"], *STAFF["morning"])]
        self.posts = iter(posts(product, answers))
        self.form: Form = open_form(product.port, drawn=True)
        self.sent = count()

    def request(self, turn: int) -> bytes:
        """The request of this turn; every second of an officer is an answer with a promise, if any is left."""
        kind = turn % 20
        if kind < READING:
            return self.reading[turn * 7 % len(self.reading)]
        if kind < READING + SENDING:
            return self.form.request(next(self.sent))
        page = self.working[turn // 20 % len(self.working)]
        return next(self.posts, page) if turn // 20 % 2 else page


def _as_it_should(answer: client.Answer) -> bool:
    return right(answer) or accepted(answer) or saved(answer)


def _memory(product: Served) -> float:
    pids = product.pids()
    return sum(megabytes(pid) for name in ("web", "worker") for pid in pids[name])
