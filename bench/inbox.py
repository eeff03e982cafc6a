"""The officers' inbox at 300,000 matters of 300 wards: a hundred rows a page, tabs, filters, and asking what is new."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench import client, grounds
from bench.board import right, statements
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import Served

MATTERS, QUICK = 300_000, 3_000
WARDS, QUICK_WARDS = 300, 10
SECONDS, QUICK_SECONDS = 20.0, 2.0
PATH = "/can-bo/hop-thu/"
# What officers open: each tab, filters together, a later page, what is found by words and what is not.
ASKED: list[dict[str, str]] = [
    {"the": "moi-den"}, {"the": "cua-toi"}, {"the": "dang-lam"}, {"the": "tre-han"}, {"the": "cho-noi-khac"},
    {"the": "da-xong"}, {"the": "tat-ca"}, {"the": "moi-den", "tre": "1", "tim": "rac"},
    {"the": "dang-lam", "linh-vuc": "giao-thong", "kenh": "mang"}, {"the": "tat-ca", "tim": "den duong"},
    {"the": "tat-ca", "tim": "khong co chu nay"}, {"the": "tat-ca", "xep": "cu", "trang": "5"},
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page, and the slowest twentieth with two clients, on both databases."""
    matters, wards = (QUICK, QUICK_WARDS) if quick else (MATTERS, WARDS)
    size = f"{matters:,} matters, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("inbox")
        yield from _measures(ground.product, ground.said, size, quick)


def _measures(product: Served, cookie: str, size: str, quick: bool) -> Iterator[Measure]:
    pages = [get(f"{PATH}?{urlencode(asked | {'moi-trang': '100'})}", cookie) for asked in ASKED]
    for page in pages * 2:
        client.ask(product.port, page)
    most = max(statements(product.port, page) for page in pages)
    yield Measure(
        "inbox", product.database, "statements a page (most)", most, "SQL", at_most(10), str(len(pages)), size
    )
    seconds = QUICK_SECONDS if quick else SECONDS
    for clients, bar in ((1, None), (2, at_most(60))):
        result = client.closed_loop(product.port, lambda turn: pages[turn % len(pages)], right, clients, seconds)
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
        n = f"{len(result.latencies):,}"
        yield Measure("inbox", product.database, f"p95, clients: {clients}", result.percentile(95), "ms", bar, n, size)
    news = get(f"{PATH}co-gi-moi/?the=dang-lam", cookie)
    result = client.closed_loop(product.port, lambda _turn: news, lambda answer: answer.status == 200, 2, seconds)
    n = f"{len(result.latencies):,}"
    yield Measure("inbox", product.database, "what is new, p95", result.percentile(95), "ms", None, n, size)


def get(path: str, cookie: str) -> bytes:
    """The request of somebody signed in."""
    return client.get(path).replace(b"\r\n\r\n", f"\r\nCookie: phien={cookie}\r\n\r\n".encode())
