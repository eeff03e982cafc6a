"""Generating volume: slice after slice, each one transaction; stopped and started again it goes on where it was."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice

from django.db import connection, transaction
from django.db.models import Max

from langnghe.demo.volume import harvest, plan, wards
from langnghe.demo.volume.beside import Made, beside
from langnghe.demo.volume.dialects import DIALECTS
from langnghe.demo.volume.making import Place
from langnghe.demo.volume.patterns import Pattern, pattern_of
from langnghe.demo.volume.slices import Slice, made
from langnghe.demo.volume.slots import NotToldError, Who
from langnghe.demo.volume.writing import roomy, unchecked, write
from langnghe.demo.wards import WARDS
from langnghe.figures import summing
from langnghe.figures.models import MonthSums, PartSums
from langnghe.kernel.actors import Actor
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry, Job
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.places.models import Ward
from langnghe.proof.working import Sealer

FIRST_SHARE = 10
MOST_WARDS = 3_000
# Slices of one transaction: each writes anew where 300 wards' parts of a hundred indexes end.
TOGETHER = 4
Tell = Callable[[int], None]


def generate(
    *, count: int, matters: int, by: Actor, work: Callable[[], object], tell: Tell = lambda there: None,
    apart: Callable[[Made], Iterable[Slice]] = beside,
) -> int:  # fmt: skip
    """Tell the demo's stories until `count` wards have so many matters in all; how many were written now.

    `tell` learns how many are there, slice by slice; `apart` makes slices ahead in another process. Refused without
    the demo, or when other numbers were generated here before.
    """
    demo = list(Ward.objects.filter(slug__in=WARDS).order_by("id"))
    if len(demo) < len(WARDS):
        raise Refused("Chưa có dữ liệu mẫu để sinh theo. Nạp trước: langnghe demo load, rồi chạy lại lệnh này.")
    if not 1 <= count <= MOST_WARDS or matters < count:
        raise Refused(f"Số phường từ 1 đến {MOST_WARDS}, số việc ít nhất bằng số phường. Xin nhập lại.")
    known = [demo[0], *_others(count - 1, by, work)]
    # What is told is older than all the logs have looked at: they come to it with their daily look, not meanwhile.
    Sealer().turn()
    shares = _shares(known, matters)
    stock, dialect = _stock(demo), DIALECTS[connection.vendor]()
    # Theirs are the ids older than the demo itself: they carry the time of which they tell.
    there = before = Matter.objects.filter(id__lt=demo[0].id).count()
    coming = apart(lambda: made(stock, shares, before, dialect))
    with roomy():
        for first in coming:
            with unchecked(), transaction.atomic():
                for one in chain([first], islice(coming, TOGETHER - 1)):
                    write(one.rows)
                    wards.count_on(one.last)
                    there += one.matters
            tell(there)
    _analyse()
    summing.ask(*[ward.id for ward in known])
    summing.work_off()
    _analyse(*[model._meta.db_table for model in (MonthSums, PartSums)])
    return there - before


def _analyse(*tables: str) -> None:
    """Let the database look at what is there now, before anything is asked of it: PostgreSQL counted the sums of 20,000
    matters for ten minutes by a plan made for empty tables."""
    with connection.cursor() as cursor:
        for table in tables or ("",):
            cursor.execute(f"ANALYZE {table}")


def _others(count: int, by: Actor, work: Callable[[], object]) -> list[Ward]:
    """The other wards, opened by actions; what follows from that is worked off before the first matter comes."""
    opened = [wards.opened(commune, number, by=by) for number, commune in enumerate(wards.communes(count))]
    while Job.objects.filter(done_at=None, dead_at=None).exists() and work():
        pass
    return opened


def _shares(known: list[Ward], matters: int) -> list[tuple[Place, int]]:
    """A tenth for the first ward, what is left for the others evenly."""
    others = len(known) - 1
    left = matters - matters // FIRST_SHARE if others else 0
    rest = [left // others + (place < left % others) for place in range(others)]
    return [(wards.place_of(ward), share) for ward, share in zip(known, [matters - left, *rest], strict=True)]


def _stock(demo: list[Ward]) -> plan.Stock:
    """The demo's stories as patterns, and its last moment."""
    people = {key: who for ward in demo for key, who in wards.people(ward).items()}
    latest = Entry.objects.filter(ward_id__in=[ward.id for ward in demo], id__gte=demo[0].id).aggregate(at=Max("at"))
    stories = harvest.stories(demo, demo[0].id)
    return plan.stock_of(list(_patterns(stories, people)), latest["at"])


def _patterns(stories: Iterable[harvest.Rows], people: Who) -> Iterator[Pattern]:
    dialect = DIALECTS[connection.vendor]()
    for rows in stories:
        if any(isinstance(row, Opinion) for row in rows):
            with suppress(NotToldError):
                yield pattern_of(rows, people, dialect)
