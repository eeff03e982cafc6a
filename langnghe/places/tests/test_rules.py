"""Names of groups, order of codes, working days: the pure part."""

from datetime import date, timedelta
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.places.models import NationalDay
from langnghe.places.national import national_days
from langnghe.places.rules import (
    Calendar,
    add_working_days,
    code_key,
    group_name,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDARS = st.builds(
    lambda off, works: Calendar(dict.fromkeys(off, ""), dict.fromkeys(works, "")),
    st.frozensets(DAYS, max_size=20),
    st.frozensets(DAYS, max_size=20),
)


@pytest.mark.parametrize("text", ["3", "Tổ 3", "tổ 03", "TDP 3", "Tổ dân phố số 3", "TỔ  3", "To 3", "tổ3"])
def test_to_3_is_known_however_it_is_written(text: str) -> None:
    named = group_name(text)
    assert (named.name, named.kind, named.folded) == ("Tổ 3", "tổ dân phố", "to 3")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("KP2", "khu phố", "Khu phố 2"),
        ("thôn Đông Hải", "thôn", "Thôn Đông Hải"),
        ("Buôn Ma Thuột", "buôn", "Buôn Ma Thuột"),
        ("Ấp 10A", "ấp", "Ấp 10A"),
        ("Tổng kho", "tổ dân phố", "Tổng kho"),
    ],
)
def test_other_local_names_keep_their_kind(text: str, kind: str, name: str) -> None:
    assert (group_name(text).kind, group_name(text).name) == (kind, name)


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_a_stable_group_name(text: str, kind: str) -> None:
    once = group_name(text, kind)
    assert group_name(once.name, once.kind).folded == once.folded


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_codes_are_ordered_by_their_numbers(one: int, other: int) -> None:
    assert (code_key(f"DH-{one}") < code_key(f"dh-{other:012d}")) == (one < other)


@given(CALENDARS, DAYS, st.integers(-40, 40))
def test_adding_and_counting_agree(calendar: Calendar, start: date, count: int) -> None:
    end = add_working_days(calendar, start, count)
    assert is_working_day(calendar, end)
    assert count == 0 or working_days_between(calendar, start, end) == count


def test_the_ward_has_the_last_word_on_a_day() -> None:
    holiday, monday = date(2026, 9, 2), date(2026, 3, 2)
    calendar = Calendar(off={holiday: ""}, ward_works={holiday: ""}, ward_off={monday: ""})
    assert is_working_day(calendar, holiday)
    assert not is_working_day(calendar, monday)
    assert add_working_days(calendar, monday - timedelta(days=3), 1) == date(2026, 3, 3)


@pytest.mark.django_db
def test_the_table_of_national_days_is_what_the_library_says_and_what_was_announced_since() -> None:
    table = {day.day: (day.works, day.name) for day in NationalDay.objects.all()}
    library = {day.day: (day.works, day.name) for day in national_days(2020, 2035)}
    announced = {day: says for day, says in table.items() if library.get(day) != says}
    assert set(library) <= set(table), f"run `langnghe places calendar`: holidays {version('holidays')} knows more days"
    assert {day: works for day, (works, _name) in announced.items()} == {
        date(2026, 1, 2): False,
        date(2026, 1, 10): True,
    }
