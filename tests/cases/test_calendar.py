"""The hand-reasoned days of 2023–2027, against the calendar a ward really has."""

from datetime import date

import pytest

from langnghe.places.reads import calendar_of
from langnghe.places.rules import Calendar, add_working_days, is_working_day, working_days_between
from langnghe.testing.cast import Cast
from tests.cases.calendar_cases import DAYS, SPANS, SUMS


@pytest.fixture
def calendar(dien_hong: Cast) -> Calendar:
    return calendar_of(dien_hong.ward, date(2022, 1, 1), date(2028, 12, 31))


def test_every_day_is_worked_or_free_as_announced(calendar: Calendar) -> None:
    assert [(day, note) for day, works, note in DAYS if is_working_day(calendar, day) != works] == []


def test_working_days_are_added_as_the_civil_code_counts(calendar: Calendar) -> None:
    wrong = [(start, count, end, add_working_days(calendar, start, count)) for start, count, end in SUMS]
    assert [case for case in wrong if case[2] != case[3]] == []


def test_working_days_are_counted_between(calendar: Calendar) -> None:
    wrong = [(start, end, count, working_days_between(calendar, start, end)) for start, end, count in SPANS]
    assert [case for case in wrong if case[2] != case[3]] == []
