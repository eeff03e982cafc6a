"""The officers' inbox at 300,000 matters of 300 wards: a hundred rows a page, tabs, filters, and asking what is new."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench import client, grounds, sizes
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.private_postgres import PrivatePostgres
from bench.report import Measure

MATTERS, QUICK = 300_000, 3_000
WARDS, QUICK_WARDS = 300, 10
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
    matters, wards = sizes.ground(quick, (MATTERS, WARDS), (QUICK, QUICK_WARDS))
    size = f"{matters:,} matters, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("inbox")
        asking = Asking("inbox", ground.product, size, QUICK_SECONDS if quick else SECONDS)
        yield from _measures(asking, grounds.session(ground.product, "duty_desk"))


def _measures(asking: Asking, cookie: str) -> Iterator[Measure]:
    pages = [get(f"{PATH}?{urlencode(asked | {'moi-trang': '100'})}", cookie) for asked in ASKED]
    yield from asking.pages(pages, {1: None, 2: 60})
    news = get(f"{PATH}co-gi-moi/?the=dang-lam", cookie)
    port = asking.product.port
    result = client.closed_loop(port, lambda _turn: news, lambda answer: answer.status == 200, 2, asking.seconds)
    n = f"{len(result.latencies):,}"
    yield Measure(
        "inbox", asking.product.database, "what is new, p95", result.percentile(95), "ms", None, n, asking.size
    )


def get(path: str, cookie: str) -> bytes:
    """The request of somebody signed in."""
    return client.get(path).replace(b"\r\n\r\n", f"\r\nCookie: phien={cookie}\r\n\r\n".encode())
