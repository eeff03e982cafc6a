"""Ten main pages at 1,000,000 matters of 300 wards against 10,000, asked by turns: how much slower the pages become.

Beside the time on the wall stands that of the processors of web and database, which others on the machine change less.
"""

import re
import time
from collections.abc import Iterator, Mapping
from statistics import median

from bench import client, grounds, processor, sizes
from bench.asking import right, statements
from bench.inbox import PATH as INBOX
from bench.inbox import get
from bench.intake import accepted, open_form
from bench.matter import LINK
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import WARD, Served

MATTERS, FEW, WARDS = 1_000_000, 10_000, 300
QUICK, QUICK_FEW, QUICK_WARDS = 3_000, 300, 3
ROUNDS, SECONDS, QUICK_ROUNDS, QUICK_SECONDS = 5, 3.0, 1, 0.5
BAR = 1.5
STEPS, QUICK_STEPS = 60, 10
BOARD = f"/{WARD}/viec/"
SEARCHED = ("den+duong", "via+he+tran+phu", "khong+co+chu+nay")
PUBLIC = {
    "home": [f"/{WARD}/"],
    "board": [BOARD, f"{BOARD}?trang=2", f"{BOARD}?linh-vuc=giao-thong", f"{BOARD}?tinh-trang=da-tra-loi"],
    "board search": [f"{BOARD}?tim={words}" for words in SEARCHED],
    "promises": [f"/{WARD}/loi-hua/"],
    "open data": [f"/{WARD}/du-lieu-mo/"],
}
# The same, but nobody has just looked for it: more ways to type it than a process remembers lists.
ANEW = {"board search, anew": [f"{BOARD}?tim={words}{'.' * dots}" for dots in range(1, 41) for words in SEARCHED]}
STAFF = {
    "inbox": [f"{INBOX}?the=moi-den", f"{INBOX}?the=dang-lam", f"{INBOX}?the=tat-ca"],
    "inbox search": [f"{INBOX}?the=tat-ca&tim=den+duong", f"{INBOX}?the=tat-ca&tim=tran+phu"],
    "morning": ["/can-bo/"],
    "figures": ["/can-bo/so-lieu/?ky=thang"],
}
Pages = Mapping[str, list[bytes]]


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """p95 of each page at both sizes, the one in the other, and the most statements it needs."""
    many_wards = sizes.ground(quick, (MATTERS, WARDS), (QUICK, QUICK_WARDS))
    two = [(QUICK_FEW if quick else FEW, many_wards[1]), many_wards]
    for database, postgres in databases.items():
        with grounds.several(database, postgres, two) as (few, many):
            yield few.filling("growth")
            yield many.filling("growth")
            asked = [(ground.product, _pages(ground.product)) for ground in (few, many)]
            for name in asked[0][1]:
                size = f"{two[1][0]:,} against {two[0][0]:,} matters"
                yield from _page(name, asked, postgres, size, quick)
            yield from _after_a_step(few.product, many.product, size, QUICK_STEPS if quick else STEPS)


def _page(
    name: str, asked: list[tuple[Served, Pages]], postgres: PrivatePostgres | None, size: str, quick: bool
) -> Iterator[Measure]:
    """By turns, so that a slow minute of the machine meets both sizes; the medians of the rounds are compared."""
    found: list[list[float]] = [[], []]
    busy: list[list[float]] = [[], []]
    n = 0
    for product, pages in asked:
        for page in [*pages[name], *pages[name]]:
            client.ask(product.port, page)
    for _round in range(QUICK_ROUNDS if quick else ROUNDS):
        for place, (product, pages) in enumerate(asked):
            before = processor.used(product, postgres)
            result = _asked(product, pages[name], QUICK_SECONDS if quick else SECONDS)
            busy[place].append((processor.used(product, postgres) - before) / len(result.latencies) * 1000)
            found[place].append(result.percentile(95))
            n += len(result.latencies)
    few, many, few_busy, many_busy = map(median, [*found, *busy])
    product, pages = asked[1]
    most = max(statements(product.port, page) for page in pages[name])
    told = (
        ("few, p95", few, "ms"), ("many, p95", many, "ms"), ("statements (most)", most, "SQL"),
        ("few, processor", few_busy, "ms"), ("many, processor", many_busy, "ms"),
        ("growth of processor", many_busy / few_busy, "×"),
    )  # fmt: skip
    for what, value, unit in told:
        yield Measure("growth", product.database, f"{name}: {what}", value, unit, None, f"{n:,}", size)
    yield Measure("growth", product.database, f"{name}: growth", many / few, "×", at_most(BAR), f"{n:,}", size)


def _after_a_step(few: Served, many: Served, size: str, steps: int) -> Iterator[Measure]:
    """The ward's promises each time somebody has just sent an opinion there: what was counted before is out of date."""
    page = client.get(PUBLIC["promises"][0])
    found: list[list[float]] = []
    forms = [(product, open_form(product.port, drawn=True)) for product in (few, many)]
    for step in range(steps):
        took = []
        for product, form in forms:
            if not accepted(client.ask(product.port, form.request(step))):
                raise RuntimeError("an opinion was not accepted")
            began = time.perf_counter()
            answer = client.ask(product.port, page)
            took.append((time.perf_counter() - began) * 1000)
            if not right(answer):
                raise RuntimeError(f"no page: {answer.status}")
        found.append(took)
    small, large = (median(times) for times in zip(*found, strict=True))
    name = "promises after a step"
    yield Measure("growth", many.database, f"{name}: few, median", small, "ms", None, str(steps), size)
    yield Measure("growth", many.database, f"{name}: many, median", large, "ms", None, str(steps), size)
    yield Measure("growth", many.database, f"{name}: growth", large / small, "×", at_most(BAR), str(steps), size)


def _asked(product: Served, pages: list[bytes], seconds: float) -> client.Result:
    result = client.closed_loop(product.port, lambda turn: pages[turn % len(pages)], right, 1, seconds)
    if result.wrong:
        raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
    return result


def _pages(product: Served) -> Pages:
    """The requests of the ten pages: everybody's, a chief's, and those of some matters and of a province."""
    cookie = grounds.session(product, "police_chief")
    board = client.ask(product.port, client.get(BOARD)).body
    matters = [path.decode() for path in re.findall(LINK, board)][:20]
    public = {**PUBLIC, **ANEW, "matter": matters}
    return {name: [client.get(path) for path in paths] for name, paths in public.items()} | {
        name: [get(path, cookie) for path in paths] for name, paths in STAFF.items()
    }
