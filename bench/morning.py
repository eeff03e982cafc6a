"""The first page of the day at 300,000 matters of 300 wards, for the duty desk and for a head of the ward."""

from collections.abc import Iterator

from bench import grounds
from bench.asking import QUICK_SECONDS, SECONDS, Asking
from bench.inbox import MATTERS, QUICK, QUICK_WARDS, WARDS, get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure

PATHS = {"morning": "/can-bo/", "printed list": "/can-bo/hom-nay/in/", "same place again": "/can-bo/hom-nay/lap-lai/"}
FIGURES = {
    "figures of this year": "/can-bo/so-lieu/?ky=nam",
    "figures of last year": "/can-bo/so-lieu/?ky=nam-truoc",
    "rows behind a figure": "/can-bo/so-lieu/tung-viec/?ky=nam-truoc",
}
BARS, BAR_SQL = {1: 100, 2: 100}, 12


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page and the slowest twentieth, one client and two, on both databases."""
    matters, wards = (QUICK, QUICK_WARDS) if quick else (MATTERS, WARDS)
    size = f"{matters:,} matters, {wards} wards"
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("morning")
        asking = Asking("morning", ground.product, size, (QUICK_SECONDS if quick else SECONDS) / 2)
        chief = grounds.session(ground.product, "police_chief")
        for role, cookie in {"desk": grounds.session(ground.product, "duty_desk"), "chief": chief}.items():
            for name, path in PATHS.items():
                yield from asking.pages([get(path, cookie)], BARS, name=f"{name}, {role}", sql=BAR_SQL)
        for name, path in FIGURES.items():
            yield from asking.pages([get(path, chief)], BARS, name=name, sql=BAR_SQL)
