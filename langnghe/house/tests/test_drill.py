"""The whole round can be tried on the running machine, beside it, without touching it."""

import pytest

from langnghe.house.drilling import differences, drill
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_photos import with_photos
from langnghe.testing.cast import Cast


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_drill_saves_restores_and_compares_and_leaves_everything_as_it_was(dien_hong: Cast) -> None:
    with_photos(dien_hong, 1)
    said = list(drill(None))
    assert "không khác" in said[-1]
    assert Opinion.objects.count() == 1


@pytest.mark.once
def test_a_table_that_came_back_smaller_is_named_and_what_restoring_itself_adds_is_not() -> None:
    before = {"opinions_opinion": 5, "ledger_entry": 9, "places_ward": 2}
    assert differences(before, before | {"ledger_entry": 11}) == []
    assert differences(before, before | {"opinions_opinion": 4}) == ["opinions_opinion: 5 → 4"]
    assert differences(before, {"ledger_entry": 9, "opinions_opinion": 5}) == ["places_ward: 2 → 0"]
