"""Each tab is read along an index that holds its order: a page costs its own rows, however much waits in the ward."""

import pytest
from django.db import connection

from langnghe.inbox.asking import Sought
from langnghe.inbox.lists import Scope
from langnghe.inbox.ordering import Found
from langnghe.inbox.rows import heads
from langnghe.inbox.tests.working import opened
from langnghe.testing.cast import Cast
from langnghe.testing.plans import plans_of

pytestmark = pytest.mark.django_db

ALONG = {
    "cua-toi": "matter_at_post_by_day",
    "dang-lam": "matter_of_stage_by_day",
    "tre-han": "matter_of_stage_by_day",
    "hoi-lai": "matter_of_state_by_day",
    "cho-noi-khac": "matter_of_state_by_day",
    "da-xong": "matter_of_stage",
    "tat-ca": "sqlite_autoindex_matters_matter_2",  # SQLite's name for the unique serial
}


def plan_of(cast: Cast, tab: str) -> str:
    """How the database would read the first page of a tab in a ward that is large."""
    sought = Sought(tab=tab)
    page = heads(Scope(cast["dung"]).rows(sought), sought)[:100]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort", "hashjoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return str(page.explain())


@pytest.mark.parametrize(("tab", "index"), ALONG.items())
def test_a_tab_is_read_in_order_along_its_index(tab: str, index: str, dien_hong: Cast) -> None:
    plan = plan_of(dien_hong, tab)
    # PostgreSQL chooses between indexes of the same order by what it knows of the rows: here there are hardly any.
    assert f"{index} " in plan or connection.vendor == "postgresql", plan
    assert not any(word in plan for word in ("FOR ORDER BY", "Sort Key", "Gather", "Seq Scan on matters_matter")), plan


@pytest.mark.parametrize("words", ["rac", "rác"])
def test_what_words_find_is_joined_row_by_row_and_no_table_is_read_for_it(words: str, dien_hong: Cast) -> None:
    for number in range(30):
        opened(dien_hong, f"Rác hẻm số {number} chưa lấy")
    plans = plans_of(lambda: Found(Scope(dien_hong["binh"]), Sought(tab="tat-ca", words=words))[:25])
    assert "joining_of_opinion" in plans or "matters_joining_opinion_id" in plans, plans
    # SQLite makes a filter of every joining there is when it may join them to what was found.
    read_whole = ("BLOOM", "SCAN joining", "SCAN matters_", "Seq Scan on matters_", "Seq Scan on opinions_opinion")
    assert not any(way in plans for way in read_whole), plans
