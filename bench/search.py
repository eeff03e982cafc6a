"""Words looked for among 1,000,000 opinions of 300 wards: in one ward by officers and by everybody, and in a province."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench import client, grounds
from bench.board import right, statements
from bench.inbox import PATH as INBOX
from bench.inbox import get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import WARD

OPINIONS, QUICK = 1_000_000, 3_000
WARDS, QUICK_WARDS = 300, 10
SECONDS, QUICK_SECONDS = 20.0, 2.0
LIST, BOARD, EVERYWHERE = "/can-bo/y-kien/", f"/{WARD}/viec/", "/tim/"
# Common and rare words, with accents and without, phrases, what must not be there, abbreviations, nothing, half a word.
WORDS = [
    "đèn đường", "den duong", '"đèn đường hỏng lâu ngày"', "rác -chợ", "nap cong hem 12", "khong co chu nay",
    "CA phường", "mã cột 4711", "duong", "đường", "nguyen tat tha", "loa kẹo kéo ồn tới khuya",
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The slowest twentieth, newest first and by how well it fits; statements a page."""
    opinions, wards = (QUICK, QUICK_WARDS) if quick else (OPINIONS, WARDS)
    size = f"{opinions:,} opinions, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, opinions, wards)
        yield ground.filling("search")
        for name, pages, bar in _asked(ground.said):
            yield from _pages(ground, name, pages, bar, size, quick)


def _asked(cookie: str) -> Iterator[tuple[str, list[bytes], float]]:
    """What is measured together: name, requests, bar in milliseconds."""
    best = {"xep": "sat-nhat"}
    yield (
        "in one ward, inbox",
        [get(f"{INBOX}?{urlencode({'the': 'tat-ca', 'tim': words})}", cookie) for words in WORDS],
        60,
    )
    yield "in one ward, opinions", [get(f"{LIST}?{urlencode({'tim': words})}", cookie) for words in WORDS], 60
    yield "in one ward, board", [client.get(f"{BOARD}?{urlencode({'tim': words})}") for words in WORDS], 60
    yield (
        "in one ward, opinions, best first",
        [get(f"{LIST}?{urlencode({'tim': w, **best})}", cookie) for w in WORDS],
        150,
    )
    yield "in one ward, board, best first", [client.get(f"{BOARD}?{urlencode({'tim': w, **best})}") for w in WORDS], 150
    yield "in a province", [client.get(f"{EVERYWHERE}?{urlencode({'tim': words})}") for words in WORDS], 60
    yield "in a province, best first", [client.get(f"{EVERYWHERE}?{urlencode({'tim': w, **best})}") for w in WORDS], 150


def _pages(
    ground: grounds.Ground, name: str, pages: list[bytes], bar: float, size: str, quick: bool
) -> Iterator[Measure]:
    product = ground.product
    for page in pages * 2:
        client.ask(product.port, page)
    most = max(statements(product.port, page) for page in pages)
    yield Measure("search", product.database, f"{name}: statements a page (most)", most, "SQL", None, "", size)
    seconds = QUICK_SECONDS if quick else SECONDS
    result = client.closed_loop(product.port, lambda turn: pages[turn % len(pages)], right, 1, seconds)
    if result.wrong:
        raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
    n = f"{len(result.latencies):,}"
    yield Measure("search", product.database, f"{name}, p95", result.percentile(95), "ms", at_most(bar), n, size)
