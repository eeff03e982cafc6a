"""The public board at 300,000 matters of one ward: search, filters, pages, with one client and with two."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from bench import client, grounds
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import WARD, Served

MATTERS, QUICK = 300_000, 3_000
SECONDS, QUICK_SECONDS = 20.0, 2.0
PATH = f"/{WARD}/viec/"
# What people look for: common words, rare ones, none, half a word, filters, later pages, the oldest first.
ASKED: list[dict[str, str]] = [
    {"tim": "đèn đường"}, {"tim": "nap cong hem 12"}, {"tim": "rac thai tran ra duong"}, {"tim": "khong co chu nay"},
    {"tim": "mã cột 4711"}, {"tim": "nguyen tat tha"}, {"tim": "duong"}, {"tim": "phuong", "xep": "cu"},
    {"linh-vuc": "rac-o-nhiem"}, {"linh-vuc": "giao-thong", "tinh-trang": "da-tra-loi"}, {"to": "to-3", "tim": "den"},
    {"tinh-trang": "chua-lam-duoc", "tim": "loa on toi khuya"}, {}, {"trang": "2"}, {"tim": "duong", "trang": "40"},
    {"tim": "le loi", "linh-vuc": "karaoke-tieng-on"},
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page, the slowest twentieth, on both databases."""
    matters = QUICK if quick else MATTERS
    for database, postgres in databases.items():
        ground = grounds.board(database, postgres, matters)
        yield ground.filling("board")
        pages = [client.get(f"{PATH}?{urlencode(asked)}") for asked in ASKED]
        yield from page_measures("board", ground.product, pages, f"{matters:,} matters", quick)


def page_measures(bench: str, product: Served, pages: list[bytes], size: str, quick: bool) -> Iterator[Measure]:
    """The most statements of any of the pages, and p95 with one client and with two, over all of them in turn."""
    seconds = QUICK_SECONDS if quick else SECONDS
    for page in pages * 2:
        client.ask(product.port, page)
    counts = [statements(product.port, page) for page in pages]
    yield Measure(
        bench, product.database, "statements a page (most)", max(counts), "SQL", at_most(10), str(len(pages)), size
    )
    for clients, bar in ((1, 40), (2, 60)):
        result = client.closed_loop(product.port, lambda turn: pages[turn % len(pages)], right, clients, seconds)
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
        n = f"{len(result.latencies):,}"
        yield Measure(
            bench, product.database, f"p95, clients: {clients}", result.percentile(95), "ms", at_most(bar), n, size
        )


def right(answer: client.Answer) -> bool:
    """Whether a page came."""
    return answer.status == 200 and b"</html>" in answer.body


def statements(port: int, page: bytes) -> int:
    """How many SQL statements a page needs."""
    answer = client.ask(port, page.replace(b"\r\n\r\n", b"\r\nX-Bench-Count: 1\r\n\r\n"))
    found = re.search(rb"x-bench-statements: *(\d+)", answer.head, re.IGNORECASE)
    if not right(answer) or found is None:
        raise RuntimeError(f"no page: {answer.status} {answer.body[:600]!r}")
    return int(found[1])
