"""Clocks count working days as the ward keeps them."""

from datetime import date

from langnghe.deadlines.reads import clock
from langnghe.kernel.actors import system
from langnghe.places.days import set_day
from langnghe.testing.cast import Cast

FRIDAY = date(2026, 11, 20)


def test_five_working_days_go_over_the_weekend_and_a_holiday(dien_hong: Cast) -> None:
    running = clock(dien_hong.ward, FRIDAY, "first_look", today=FRIDAY)
    assert (running.due, running.left, running.late) == (date(2026, 11, 30), 5, 0)


def test_a_wards_own_day_off_moves_the_last_day(dien_hong: Cast) -> None:
    before = clock(dien_hong.ward, FRIDAY, "first_look", today=FRIDAY).due
    set_day(
        dien_hong.ward, date(2026, 11, 23), works=False, name="Hội làng", source="QĐ 12", by=system(dien_hong.ward.id)
    )
    assert clock(dien_hong.ward, FRIDAY, "first_look", today=FRIDAY).due > before


def test_a_week_later_it_is_late_by_working_days(dien_hong: Cast) -> None:
    running = clock(dien_hong.ward, FRIDAY, "first_look", today=date(2026, 12, 7))
    assert (running.due, running.left, running.late) == (date(2026, 11, 30), -5, 5)


def test_a_deadline_over_tet_knows_tet(dien_hong: Cast) -> None:
    assert clock(dien_hong.ward, date(2027, 2, 3), "first_look", today=date(2027, 2, 3)).due > date(2027, 2, 12)


def test_twenty_days_for_erasure_count_every_day(dien_hong: Cast) -> None:
    assert clock(dien_hong.ward, FRIDAY, "erasure", today=FRIDAY).due == date(2026, 12, 10)
