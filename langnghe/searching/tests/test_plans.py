"""The index is asked as an index: nobody reads all texts to find some, and nobody puts in order what comes in order."""

from collections.abc import Callable

import pytest
from django.db import connection

from langnghe.searching import index
from langnghe.searching.abbreviations import known_everywhere
from langnghe.searching.asking import read
from langnghe.searching.marks import in_wards
from langnghe.searching.models import Passage
from langnghe.searching.reads import Found, best, find
from langnghe.searching.tests.test_find import OURS, stretch
from langnghe.testing.plans import plans_of

pytestmark = pytest.mark.django_db
# How each database finds the words, and how it then fetches the rows.
ALONG = {
    "sqlite": ("VIRTUAL TABLE INDEX", "USING INTEGER PRIMARY KEY"),
    "postgresql": ("Bitmap Index Scan on searching_passage_words", "Bitmap Heap Scan on searching_passage"),
}
NOT_SO = ("Seq Scan on searching_passage", "SCAN found", "TEMP B-TREE")


@pytest.mark.parametrize("few", [index.FEW, 0])
@pytest.mark.parametrize("look", [find, best])
@pytest.mark.parametrize("typed", ["đèn đường", "den", '"tổ dân phố" -rác', "công an", "khong co chu nay", "đườ"])
def test_words_are_found_along_the_index(
    look: Callable[..., Found], typed: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", few)
    stretch(150)
    query = read(typed, known_everywhere())
    plans = plans_of(lambda: look(Passage, query, in_wards([OURS]), limit=20, kinds=["opinion"]))
    assert all(way in plans for way in ALONG[connection.vendor]), plans
    assert not any(way in plans for way in NOT_SO), plans


def test_nothing_is_asked_more_than_three_times(django_assert_max_num_queries: Callable[..., object]) -> None:
    stretch(20)
    for typed in ("đèn đường", "CA phường", "khong co chu nay", "đườ"):
        for look in (find, best):
            with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
                look(Passage, read(typed, known_everywhere()), in_wards([OURS]))
