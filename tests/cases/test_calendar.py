"""The calendar of working days against dates reasoned by hand from the official announcements."""

import itertools
from datetime import date, timedelta

from langnghe.places import days, reads, rules
from langnghe.testing.cast import Cast
from tests.cases.calendar_cases import DAYS, SPANS, SUMS


def test_there_are_cases_enough() -> None:
    assert len({day for day, _, _ in DAYS}) == len(DAYS)
    assert len(DAYS) + len(SUMS) + len(SPANS) >= 200


def test_every_announced_day_is_known(dien_hong: Cast) -> None:
    calendar = known(dien_hong)
    wrong = [(str(day), works, note) for day, works, note in DAYS if rules.is_working_day(calendar, day) != works]
    assert wrong == []


def test_deadlines_in_working_days_end_where_the_announcements_say(dien_hong: Cast) -> None:
    calendar = known(dien_hong)
    wrong = [
        (str(start), count, f"{end} expected", str(found))
        for start, count, end in SUMS
        if (found := rules.add_working_days(calendar, start, count)) != end
    ]
    assert wrong == []


def test_working_days_between_two_dates_are_counted(dien_hong: Cast) -> None:
    calendar = known(dien_hong)
    wrong = [
        (str(start), str(end), f"{count} expected", found)
        for start, end, count in SPANS
        if (found := rules.working_days_between(calendar, start, end)) != count
    ]
    assert wrong == []


def test_counting_and_adding_agree_on_every_day_of_four_years(dien_hong: Cast) -> None:
    calendar = known(dien_hong)
    for offset in range(0, 4 * 365, 11):
        start = date(2023, 1, 1) + timedelta(days=offset)
        for count in (1, 5, 15, 45):
            end = rules.add_working_days(calendar, start, count)
            assert rules.is_working_day(calendar, end)
            assert rules.working_days_between(calendar, start, end) == count
            assert rules.add_working_days(calendar, end, -count) <= start or not rules.is_working_day(calendar, start)


def test_a_longer_deadline_never_ends_earlier(dien_hong: Cast) -> None:
    calendar = known(dien_hong)
    for start in (date(2024, 4, 20), date(2026, 2, 1), date(2025, 12, 28)):
        ends = [rules.add_working_days(calendar, start, count) for count in range(1, 40)]
        assert all(earlier < later for earlier, later in itertools.pairwise(ends))


def test_days_far_away_have_an_answer(dien_hong: Cast) -> None:
    calendar = known(dien_hong)
    for day in (date(2020, 1, 27), date(2021, 4, 21), date(2028, 9, 4), date(2029, 1, 1)):
        assert rules.is_working_day(calendar, day) is False
    assert rules.add_working_days(calendar, date(2024, 1, 1), 1_000) > date(2027, 10, 1)


def test_a_wards_own_day_off_moves_its_own_deadlines_only(dien_hong: Cast, hac_thanh: Cast) -> None:
    day = date(2026, 3, 17)  # a Tuesday: Ngày giải phóng Pleiku
    own_day(dien_hong, day, works=False, name="Ngày hội của phường")
    ours, theirs = known(dien_hong), known(hac_thanh)
    assert not rules.is_working_day(ours, day)
    assert rules.is_working_day(theirs, day)
    assert rules.add_working_days(ours, date(2026, 3, 16), 1) == date(2026, 3, 18)
    assert rules.add_working_days(theirs, date(2026, 3, 16), 1) == date(2026, 3, 17)


def test_a_ward_may_work_on_a_saturday_or_open_on_a_holiday(dien_hong: Cast, hac_thanh: Cast) -> None:
    own_day(dien_hong, date(2026, 3, 21), works=True, name="Làm bù")
    own_day(dien_hong, date(2026, 11, 24), works=True, name="Trực giải quyết hồ sơ")
    ours, theirs = known(dien_hong), known(hac_thanh)
    assert rules.is_working_day(ours, date(2026, 3, 21))
    assert not rules.is_working_day(theirs, date(2026, 3, 21))
    assert rules.is_working_day(ours, date(2026, 11, 24))


def known(cast: Cast) -> rules.Calendar:
    """What the ward knows about the days of the cases, and far beyond."""
    return reads.calendar_of(cast.ward, date(2019, 1, 1), date(2050, 12, 31))


def own_day(cast: Cast, day: date, *, works: bool, name: str) -> None:
    """The ward's administrator sets a day of its own."""
    days.set_day(cast.ward, day, works=works, name=name, source="Quyết định của phường", by=cast["hanh"])
