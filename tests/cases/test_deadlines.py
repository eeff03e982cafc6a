"""The cases of `deadlines.csv`, made by a calculation of its own (`deadlines_by_hand.py`), against the product."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from langnghe.commitments.rules import Timing
from langnghe.deadlines import rules
from langnghe.places.days import set_day
from langnghe.places.models import WardDay
from langnghe.places.reads import calendar_of
from langnghe.testing.cast import Cast
from tests.cases import deadlines_by_hand as by_hand

FILE = Path(__file__).with_name("deadlines.csv")
Row = dict[str, str]


def cases() -> list[Row]:
    with FILE.open(encoding="utf-8") as sheet:
        return list(csv.DictReader(sheet))


@pytest.mark.once
def test_there_are_three_hundred_cases_each_once_as_the_calculation_by_hand_gives_them() -> None:
    known = [tuple(row.values()) for row in cases()]
    assert len({row[:8] for row in known}) == len(known) >= 300
    assert known == by_hand.all_cases()


@pytest.mark.once
def test_the_calculation_by_hand_uses_nothing_of_the_product() -> None:
    text = Path(by_hand.__file__).read_text(encoding="utf-8")
    assert not re.search(r"^\s*(from|import) +langnghe", text, re.MULTILINE)


def test_every_case_comes_out_right(dien_hong: Cast) -> None:
    wrong = []
    for own, rows in _by_own_days(cases()):
        calendar = _calendar(dien_hong, own)
        wrong += [(row, found) for row in rows if (found := str(_found(calendar, row))) != row["expected"]]
    assert wrong == []


def _by_own_days(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    for own in sorted({row["own_days"] for row in rows}):
        yield own, [row for row in rows if row["own_days"] == own]


def _calendar(cast: Cast, own: str) -> rules.Calendar:
    """The ward's calendar with just these days of its own."""
    WardDay.objects.filter(ward=cast.ward).delete()
    for one in own.split():
        day, says = one.split(":")
        works = says == "làm"
        set_day(cast.ward, date.fromisoformat(day), works=works, name="Theo ca", source="QĐ 1", by=cast["hanh"])
    return calendar_of(cast.ward, date(2024, 6, 1), date(2028, 6, 1))


def _found(calendar: rules.Calendar, row: Row) -> date | int:
    today = date.fromisoformat(row["today"]) if row["today"] else date.min
    since, until = map(date.fromisoformat, row["pause"].split("/")) if row["pause"] else (date.min, date.min)
    stood = rules.stood(calendar, since, until)
    if row["kind"] == "stood":
        return stood
    start = date.fromisoformat(row["start"])
    if row["kind"] == "late":
        moves = [date.fromisoformat(move.split(">")[1]) for move in row["moves"].split()]
        return Timing(start, moves[-1] if moves else start, moves=len(moves)).late_days(today)
    deadline = rules.Deadline("answer", int(row["days"]), row["counted"] == "working", "")
    due = rules.due_day(calendar, deadline, start, stood)
    return due if row["kind"] == "due" else rules.days_left(calendar, deadline, today, due)
