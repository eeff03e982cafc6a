"""Province and country at 10^6 matters of 300 wards: counting every sum anew, then the viewer's pages."""

import time
from collections.abc import Iterator

from bench import grounds, sizes
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.inbox import get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure

MATTERS, QUICK = 1_000_000, 3_000
WARDS, QUICK_WARDS = 300, 10
BAR, STATEMENTS = 200, 12
PATH = "/can-bo/cac-phuong/"
# What a viewer opens: the country, its largest province in several orders and periods, topics by month, one ward.
ASKED = [
    "", "tinh/52/", "tinh/52/?xep=dung-han&chieu=len", "tinh/52/?ky=nam-truoc", "tinh/52/?xep=ten&trang=3",
    "tinh/52/?ky=tu-chon&tu=2024-01&den=2026-12", "linh-vuc/?tinh=52", "linh-vuc/?ky=nam-truoc", "phuong/DH/",
    "phuong/DH/?ky=quy",
]  # fmt: skip


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """How long counting from the ground takes, statements a page, the slowest twentieth with one and two clients."""
    matters, wards = sizes.ground(quick, (MATTERS, WARDS), (QUICK, QUICK_WARDS))
    size = f"{matters:,} matters, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("province")
        began = time.perf_counter()
        ground.product.langnghe("figures", "rebuild")
        yield Measure("province", database, "rebuild", time.perf_counter() - began, "s", None, "1", size)
        asking = Asking("province", ground.product, size, QUICK_SECONDS if quick else SECONDS)
        cookie = grounds.viewer(ground.product)
        yield from asking.pages([get(PATH + asked, cookie) for asked in ASKED], {1: BAR, 2: BAR}, sql=STATEMENTS)
