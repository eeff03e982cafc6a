"""Words looked for among 1,000,000 opinions of 300 wards, in one ward and in a province: a dozen hard ones again and
again, and what residents wrote, each asked once before all others were."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from bench import client, grounds
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.inbox import PATH as INBOX
from bench.inbox import get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import WARD

OPINIONS, QUICK = 1_000_000, 3_000
WARDS, QUICK_WARDS = 300, 10
# So many different searches one after the other: more than a process remembers.
ANEW = 100
LIST, BOARD, EVERYWHERE = "/can-bo/y-kien/", f"/{WARD}/viec/", "/tim/"
# Common and rare words, with accents and without, phrases, what must not be there, abbreviations, nothing, half a word.
WORDS = [
    "đèn đường", "den duong", '"đèn đường hỏng lâu ngày"', "rác -chợ", "nap cong hem 123", "khong co chu nay",
    "CA phường", "số 217 Tản Đà", "duong", "đường", "nguyen thai ho", "loa kẹo kéo ồn tới khuya",
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The slowest twentieth, newest first and by how well it fits; statements a page."""
    opinions, wards = (QUICK, QUICK_WARDS) if quick else (OPINIONS, WARDS)
    size = f"{opinions:,} opinions, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, opinions, wards)
        yield ground.filling("search")
        asking = Asking("search", ground.product, size, QUICK_SECONDS if quick else SECONDS)
        cookie = grounds.session(ground.product, "duty_desk")
        for told, words in {"": WORDS, ", each anew": grounds.words(ground.product, ANEW)}.items():
            for name, pages, bar in _asked(words, cookie):
                yield from asking.pages(pages, {1: bar}, name=f"{name}{told}")


def _asked(words: Sequence[str], cookie: str) -> Iterator[tuple[str, list[bytes], float]]:
    """What is measured together: name, requests, bar in milliseconds."""
    lists = {"inbox": (f"{INBOX}?the=tat-ca&", cookie), "opinions": (f"{LIST}?", cookie), "board": (f"{BOARD}?", "")}
    for name, (path, by) in lists.items():
        yield f"in one ward, {name}", _requests(words, path, by), 60
    for name in ("opinions", "board"):
        path, by = lists[name]
        yield f"in one ward, {name}, best first", _requests(words, f"{path}xep=sat-nhat&", by), 150
    yield "in a province", _requests(words, f"{EVERYWHERE}?", ""), 60
    yield "in a province, best first", _requests(words, f"{EVERYWHERE}?xep=sat-nhat&", ""), 150


def _requests(words: Sequence[str], path: str, cookie: str) -> list[bytes]:
    pages = [f"{path}{urlencode({'tim': some})}" for some in words]
    return [get(page, cookie) if cookie else client.get(page) for page in pages]
