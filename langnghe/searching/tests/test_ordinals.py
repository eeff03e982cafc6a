"""The numbers by which rows of an index stand in order."""

from datetime import timedelta

import pytest

from langnghe.searching import ordinals
from langnghe.searching.tests.test_find import NEW_YEAR

pytestmark = pytest.mark.once


def test_a_thousand_things_released_in_one_moment_have_numbers_of_their_own() -> None:
    numbers = [ordinals.of_moment(NEW_YEAR) for _each in range(ordinals.TURNS)]
    assert len(set(numbers)) == ordinals.TURNS
    assert {ordinals.moment_of(number) for number in numbers} == {NEW_YEAR}


def test_what_came_later_has_a_greater_number() -> None:
    later = NEW_YEAR + timedelta(microseconds=1)
    assert max(ordinals.of_moment(NEW_YEAR) for _each in range(9)) < ordinals.of_moment(later)
