"""The board is read along its indexes: a page costs its own rows, however many matters stand there."""

import pytest
from django.db import connection

from langnghe.matters import actions
from langnghe.matters.board import Found, Sought
from langnghe.matters.reads import complete, on_board
from langnghe.matters.tests.saying import allowed, draft
from langnghe.testing.cast import Cast
from langnghe.testing.plans import plans_of

pytestmark = pytest.mark.django_db
READ_WHOLE = ("SCAN matters_", "Seq Scan on matters_", "Seq Scan on searching_")
PUT_IN_ORDER = ("TEMP B-TREE FOR ORDER BY", "Sort Key")


def stands(cast: Cast, count: int = 6) -> None:
    """Some matters on the board."""
    for number in range(count):
        opinion = allowed(cast, f"Đèn đường hẻm {number} hỏng.")
        actions.release_opinion(opinion, draft(text=f"Đèn đường hẻm {number} hỏng."), by=cast["dung"])


@pytest.mark.parametrize("sought", [Sought(), Sought(newest=False)])
def test_the_board_comes_in_the_order_of_its_index(sought: Sought, dien_hong: Cast) -> None:
    stands(dien_hong)
    plans = plans_of(lambda: Found(dien_hong.ward, sought)[:5])
    assert not any(way in plans for way in (*READ_WHOLE, *PUT_IN_ORDER)), plans


@pytest.mark.parametrize(
    "sought",
    [Sought(words="đèn đường"), Sought(topic="urban_env.waste_pollution"), Sought(words="den", best_first=True)],
)
def test_what_is_looked_for_comes_from_the_index_of_words_and_then_by_key(sought: Sought, dien_hong: Cast) -> None:
    stands(dien_hong)
    plans = plans_of(lambda: Found(dien_hong.ward, sought)[:5])
    along = "VIRTUAL TABLE INDEX" if connection.vendor == "sqlite" else "Index Scan on searching_published_words"
    assert along in plans, plans
    assert not any(way in plans for way in READ_WHOLE), plans


def test_a_matter_is_found_by_its_serial(dien_hong: Cast) -> None:
    stands(dien_hong)
    page = complete(on_board(dien_hong.ward)).filter(ward__code=dien_hong.ward.code, year=2026, number=3)
    plans = plans_of(lambda: list(page))
    assert not any(way in plans for way in READ_WHOLE), plans
