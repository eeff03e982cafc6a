"""The public board at 300,000 matters of one ward: search, filters, pages, with one client and with two."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench import client, grounds, sizes
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import WARD

MATTERS, QUICK = 300_000, 3_000
BARS = {1: 40, 2: 60}
PATH = f"/{WARD}/viec/"
# What people look for: common words, rare ones, none, half a word, filters, later pages, the oldest first.
ASKED: list[dict[str, str]] = [
    {"tim": "đèn đường"}, {"tim": "nap cong hem 123"}, {"tim": "rac thai tran ra duong"}, {"tim": "khong co chu nay"},
    {"tim": "số 217 Tản Đà"}, {"tim": "nguyen thai ho"}, {"tim": "duong"}, {"tim": "phuong", "xep": "cu"},
    {"linh-vuc": "rac-o-nhiem"}, {"linh-vuc": "giao-thong", "tinh-trang": "da-tra-loi"}, {"to": "to-3", "tim": "den"},
    {"tinh-trang": "chua-lam-duoc", "tim": "loa on toi khuya"}, {}, {"trang": "2"}, {"tim": "duong", "trang": "40"},
    {"tim": "le loi", "linh-vuc": "karaoke-tieng-on"},
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page, the slowest twentieth, on both databases."""
    matters = sizes.matters(quick, MATTERS, QUICK)
    for database, postgres in databases.items():
        ground = grounds.board(database, postgres, matters)
        yield ground.filling("board")
        pages = [client.get(f"{PATH}?{urlencode(asked)}") for asked in ASKED]
        asking = Asking("board", ground.product, f"{matters:,} matters", QUICK_SECONDS if quick else SECONDS)
        yield from asking.pages(pages, BARS)
