"""The worker puts the indexes in order: who sends an opinion adds to them and waits for nothing else."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from langnghe.searching import merging
from langnghe.searching.abbreviations import known_everywhere
from langnghe.searching.asking import read
from langnghe.searching.marks import in_wards
from langnghe.searching.merging import FEWEST_PAGES, MOST_PAGES, STEP_SECONDS, Merger
from langnghe.searching.models import Passage
from langnghe.searching.reads import find
from langnghe.searching.tests.test_find import NEW_YEAR, OURS, SAID, said

pytestmark = pytest.mark.django_db(transaction=True)
# FTS5 merges by itself from 64 pages of the index on, four segments of a size; sixteen of a size are its last resort.
WRITTEN = 70


def written(count: int, first: int = 0) -> None:
    """Texts that came one after the other, each in a transaction of its own."""
    for number in range(first, first + count):
        with transaction.atomic():
            said(f"{SAID[number % len(SAID)]} Hẻm {number}.", at=NEW_YEAR + timedelta(minutes=number))


def found() -> list[UUID]:
    return find(Passage, read("đèn đường", known_everywhere()), in_wards([OURS]), limit=100).about_ids()


def segments() -> int:
    """How many segments FTS5 keeps: their number stands in the upper bits of the id of each of their pages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT id >> 37) FROM searching_passage_words_data WHERE id > 10")
        return int(cursor.fetchone()[0])


def test_who_writes_merges_nothing_the_worker_does_and_the_same_is_found() -> None:
    written(WRITTEN)
    before, on_sqlite = found(), connection.vendor == "sqlite"
    left = segments() if on_sqlite else 0
    merger = Merger()
    assert merger.turn() > 0
    while merger.turn():
        pass
    if on_sqlite:
        assert left >= 4 + 6
        assert segments() < left / 2
    assert len(before) > WRITTEN / 4
    assert found() == before


def test_an_index_that_nobody_wrote_to_is_left_alone() -> None:
    written(WRITTEN)
    merger = Merger()
    while merger.turn():
        pass
    assert merger.turn() == 0
    written(5, first=WRITTEN)
    assert merger.turn() > 0


@pytest.mark.once
def test_a_step_grows_where_it_is_quick_and_shrinks_where_others_wait_too_long() -> None:
    assert merging._fitting(FEWEST_PAGES, STEP_SECONDS / 10) == 2 * FEWEST_PAGES
    assert merging._fitting(64, STEP_SECONDS * 3) == 32
    assert merging._fitting(64, STEP_SECONDS * 0.8) == 64
    assert merging._fitting(MOST_PAGES, 0.0) == MOST_PAGES
    assert merging._fitting(FEWEST_PAGES, 1.0) == FEWEST_PAGES
