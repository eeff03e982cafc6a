"""A million matters of one ward's board as CSV and JSON, over HTTP: how long, how much memory, what others feel."""

import contextlib
import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench import client, grounds, sizes
from bench.asking import right
from bench.idle import megabytes
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import WARD, Served
from bench.watching import LOOK_SECONDS, beside, watched

MATTERS, QUICK = 1_000_000, 3_000
FILES = f"/{WARD}/du-lieu-mo/v1/"
PAGE = f"/{WARD}/viec/"
PIECE = 1 << 16
ALONE_SECONDS, QUICK_SECONDS = 10.0, 1.0
CUT_OFF = 4


@dataclass(frozen=True)
class Fetched:
    """Seconds until the first byte and the last, lines and bytes of a file, whether it ended as it should."""

    first: float
    last: float
    lines: int
    size: int
    end: bytes


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The whole file of matters, its first byte, memory of the web processes meanwhile, the board read beside it."""
    matters = sizes.matters(quick, MATTERS, QUICK)
    for database, postgres in databases.items():
        ground = grounds.board(database, postgres, matters)
        yield ground.filling("export")
        yield from _measure(ground.product, matters, QUICK_SECONDS if quick else ALONE_SECONDS)


def _measure(product: Served, matters: int, seconds: float) -> Iterator[Measure]:
    size, name = f"{matters:,} matters", product.database
    pages = [client.get(PAGE), client.get(f"{PAGE}?trang=2")]
    alone = client.closed_loop(product.port, lambda turn: pages[turn % 2], right, 1, seconds)
    figures = _fetch(product.port, "so-lieu.csv")
    before = _memory(product)
    with watched(lambda: _memory(product)) as most, reading(product.port, pages) as beside:
        table = _fetch(product.port, "viec.csv")
    # Rows of text may hold line breaks, never fewer lines than rows.
    missing = max(0, matters + 1 - table.lines)
    yield Measure("export", name, "rows missing in CSV", missing, "", at_most(0), "1", size)
    yield Measure("export", name, "matters as CSV", table.last, "s", at_most(120), "1", f"{size}, {_mega(table)}")
    yield Measure("export", name, "first byte of it", table.first * 1000, "ms", at_most(1_000), "1", size)
    yield Measure("export", name, "more memory meanwhile, PSS", max(most) - before, "MB", at_most(200), "1", size)
    yield Measure(
        "export", name, "board p95, alone", alone.percentile(95), "ms", None, f"{len(alone.latencies):,}", size
    )
    yield Measure("export", name, "board p95, beside it", _p95(beside), "ms", None, f"{len(beside):,}", size)
    told = _fetch(product.port, "viec.json")
    if b'],"count":' not in told.end:
        raise RuntimeError(f"the JSON file was cut off: {told.end!r}")
    yield Measure("export", name, "matters as JSON", told.last, "s", None, "1", f"{size}, {_mega(told)}")
    yield Measure("export", name, "figures, counted anew", figures.last, "s", None, "1", size)
    yield Measure("export", name, "places lost by readers who left", _left(product.port), "", at_most(0), str(CUT_OFF))


def _fetch(port: int, file: str) -> Fetched:
    """Read a whole file, piece by piece, and keep none of it. RuntimeError for anything but a file."""
    began, first, lines, size, end = time.perf_counter(), 0.0, 0, 0, b""
    with contextlib.closing(http.client.HTTPConnection(client.HOST, port, timeout=600)) as connection:
        connection.request("GET", FILES + file, headers={"Host": "localhost"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{file}: {answer.status}")
        while piece := answer.read1(PIECE):
            first = first or time.perf_counter() - began
            lines, size, end = lines + piece.count(b"\n"), size + len(piece), (end + piece)[-60:]
    return Fetched(first, time.perf_counter() - began, lines, size, end)


def _left(port: int) -> int:
    """Readers leave in the middle, one after the other; 1 when nobody is served after that."""
    for _reader in range(CUT_OFF):
        with contextlib.closing(http.client.HTTPConnection(client.HOST, port, timeout=60)) as connection:
            connection.request("GET", f"{FILES}viec.csv", headers={"Host": "localhost"})
            answer = connection.getresponse()
            if answer.status != 200:
                return 1
            answer.read1(PIECE)
    time.sleep(2)
    return int(_status(port) != 200)


def _status(port: int) -> int:
    with contextlib.closing(http.client.HTTPConnection(client.HOST, port, timeout=60)) as connection:
        connection.request("GET", f"{FILES}loi-hua.csv", headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        return answer.status


@contextlib.contextmanager
def reading(port: int, pages: list[bytes]) -> Iterator[list[float]]:
    """Somebody reads the board meanwhile, a page after the other: seconds of each."""
    found: list[float] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            began = time.perf_counter()
            client.ask(port, pages[len(found) % len(pages)])
            found.append(time.perf_counter() - began)
            over.wait(LOOK_SECONDS)

    with beside(read, over):
        yield found


def _memory(product: Served) -> float:
    return sum(megabytes(pid) for pid in product.pids()["web"])


def _p95(found: list[float]) -> float:
    return sorted(found)[int(len(found) * 0.95)] * 1000 if found else 0.0


def _mega(file: Fetched) -> str:
    return f"{file.size / 1e6:,.0f} MB"
