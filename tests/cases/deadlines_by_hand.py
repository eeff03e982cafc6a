"""Makes `deadlines.csv`: what deadlines must give, by a calculation of its own. Imports nothing of the product.

`python -m tests.cases.deadlines_by_hand > tests/cases/deadlines.csv`

The calendar is written by hand from the announcements (Labour Code 2019, Arts. 111, 112; 6150/TB-BLĐTBXH for 2025;
12729/VPCP-KGVX for New Year 2026; the plan of 10/2025 for Tết and 2/9 of 2026; Resolution 80-NQ/TW for
24/11 from 2026).
Of 2027 the 4th and 11th of February, the 1st and 3rd of September were not announced when this was written: the cases
that meet them let the ward say by its own days what they are. Every answer is found by walking from day to day.

kind `due`: last day of a deadline of `days` that began on `start`, whose clock stood from a day (not counted) to
another (counted). `left`: working days left on `today`, below zero late ones. `stood`: working days a pause took.
`late`: days a promise is late on `today`; `start` its first day, moved on the days and to the days in `moves`.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)


def days(text: str) -> set[date]:
    return {date.fromisoformat(word) for word in text.split()}


OFF = days("""
2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-05-02
2025-09-01 2025-09-02
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01
2026-08-31 2026-09-01 2026-09-02 2026-11-24
2027-01-01 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-04-16 2027-04-30 2027-05-03 2027-09-02 2027-11-24
""")
MADE_UP = days("2025-04-26 2026-01-10 2026-08-22")
# What the ward says of the days nobody announced, where a case meets them.
PINNED = "2027-02-04:nghỉ 2027-02-11:làm 2027-09-01:nghỉ 2027-09-03:làm"

Own = dict[date, bool]
Row = tuple[str, str, str, str, str, str, str, str, str, str]
HEAD = ("kind", "start", "days", "counted", "pause", "own_days", "moves", "today", "expected", "about")


def works(day: date, own: Own) -> bool:
    if day in own:
        return own[day]
    if day in MADE_UP:
        return True
    return day not in OFF and day.weekday() < 5


def walk(start: date, count: int, counted: str, own: Own, pause: tuple[date, date] | None = None) -> date:
    """The day on which the last of `count` days falls."""
    day, left = start, count
    while left:
        day += DAY
        stands = pause is not None and pause[0] < day <= pause[1]
        left -= (counted == "all" or works(day, own)) and not stands
    return day


def distance(first: date, last: date, own: Own) -> int:
    """Working days from one day to another, the first not counted; below zero backwards."""
    count, day = 0, first
    while day < last:
        day += DAY
        count += works(day, own)
    while day > last:
        day -= DAY
        count -= works(day, own)
    return count


def read_own(text: str) -> Own:
    return {date.fromisoformat(one.split(":")[0]): one.endswith("làm") for one in text.split()}


def due(start: str, count: int, about: str, own: str = "", pause: str = "", counted: str = "working") -> Row:
    days_own = read_own(own)
    begin, end = (date.fromisoformat(one) for one in pause.split("/")) if pause else (None, None)
    found = walk(date.fromisoformat(start), count, counted, days_own, (begin, end) if begin and end else None)
    return ("due", start, str(count), counted, pause, own, "", "", str(found), about)


def left(start: str, count: int, today: str, about: str, own: str = "") -> Row:
    last = walk(date.fromisoformat(start), count, "working", read_own(own))
    found = distance(date.fromisoformat(today), last, read_own(own))
    return ("left", start, str(count), "working", "", own, "", today, str(found), about)


def stood(pause: str, about: str, own: str = "") -> Row:
    begin, end = (date.fromisoformat(one) for one in pause.split("/"))
    return ("stood", "", "", "working", pause, own, "", "", str(distance(begin, end, read_own(own))), about)


def late(first: str, moves: str, today: str, about: str) -> Row:
    """A promise is late by the days since the day it stands for now; moving it takes no lateness back."""
    standing = date.fromisoformat(moves.split()[-1].split(">")[1]) if moves else date.fromisoformat(first)
    found = max(0, (date.fromisoformat(today) - standing).days)
    return ("late", first, "", "all", "", "", moves, today, str(found), about)


def over_holidays() -> Iterator[Row]:
    """Every deadline we set, begun around every rest of two years, on working days and in the middle of it."""
    begun = {
        "Tết Dương lịch 2025": "2024-12-31", "trước Tết 2025": "2025-01-17", "sát Tết 2025": "2025-01-24",
        "giữa Tết 2025": "2025-01-29", "thứ Bảy cuối Tết 2025": "2025-02-01", "sau Tết 2025": "2025-02-03",
        "trước Giỗ Tổ 2025": "2025-04-04", "trước ngày làm bù 26/4/2025": "2025-04-25",
        "đúng ngày làm bù 26/4/2025": "2025-04-26", "giữa kỳ nghỉ 30/4/2025": "2025-05-02",
        "trước Quốc khánh 2025": "2025-08-29", "giữa Quốc khánh 2025": "2025-09-01", "cuối năm 2025": "2025-12-31",
        "giữa Tết Dương lịch 2026": "2026-01-02", "trước ngày làm bù 10/1/2026": "2026-01-09",
        "đúng ngày làm bù 10/1/2026": "2026-01-10", "trước Tết 2026": "2026-02-06", "sát Tết 2026": "2026-02-13",
        "giao thừa 2026": "2026-02-16", "mùng một 2026": "2026-02-17", "Chủ nhật cuối Tết 2026": "2026-02-22",
        "sau Tết 2026": "2026-02-23", "trước Giỗ Tổ 2026": "2026-04-24", "Giỗ Tổ nhằm Chủ nhật 2026": "2026-04-26",
        "giữa hai kỳ nghỉ 2026": "2026-04-28", "trước ngày làm bù 22/8/2026": "2026-08-21",
        "đúng ngày làm bù 22/8/2026": "2026-08-22", "trước Quốc khánh 2026": "2026-08-28",
        "giữa Quốc khánh 2026": "2026-09-01", "trước Ngày Văn hóa 2026": "2026-11-23",
        "Ngày Văn hóa 2026": "2026-11-24", "cuối năm 2026": "2026-12-31",
    }  # fmt: skip
    for name, start in begun.items():
        yield from (due(start, count, name) for count in (1, 2, 5, 15))
    for name, start in {
        "trước Tết 2027": "2027-01-22", "sát Tết 2027": "2027-02-03", "giữa Tết 2027": "2027-02-08",
        "sau Tết 2027": "2027-02-12", "trước Giỗ Tổ 2027": "2027-04-15", "nghỉ bù 1/5/2027": "2027-05-03",
        "trước Quốc khánh 2027": "2027-08-31",
    }.items():  # fmt: skip
        yield from (due(start, count, name, own=PINNED) for count in (1, 5, 15))


def over_ordinary_weeks() -> Iterator[Row]:
    """A week without any holiday, from each of its days."""
    for offset in range(7):
        start = date(2026, 6, 8) + offset * DAY
        yield from (due(str(start), count, f"tuần thường, thứ {start.isoweekday() + 1}") for count in (1, 5, 10))
    for start in ("2025-06-10", "2026-07-01", "2026-03-16"):
        yield from (due(start, count, "mức dài") for count in (20, 30, 45))


def in_all_days() -> Iterator[Row]:
    """Deadlines of the law that count every day: no holiday moves them."""
    for start in ("2025-01-20", "2025-12-20", "2026-02-10", "2026-02-17", "2026-04-20", "2026-08-25", "2026-11-20",
                  "2027-02-01"):  # fmt: skip
        yield from (due(start, count, "đếm mọi ngày", counted="all") for count in (20, 30))


def with_own_days() -> Iterator[Row]:
    """A ward's own days off and worked, alone, in a row, on a holiday, on a weekend, and beside make-up days."""
    festival = "2026-03-17:nghỉ"
    flood = "2026-10-13:nghỉ 2026-10-14:nghỉ 2026-10-15:nghỉ"
    made_up = "2026-03-20:nghỉ 2026-03-21:làm"
    on_duty = "2026-02-20:làm"
    weekend = "2026-06-13:làm 2026-06-14:làm"
    not_made_up = "2026-08-22:nghỉ"
    for start in ("2026-03-12", "2026-03-16", "2026-03-17"):
        yield from (due(start, count, "phường nghỉ hội 17/3", own=festival) for count in (1, 3, 5, 15))
    for start in ("2026-10-09", "2026-10-12", "2026-10-14"):
        yield from (due(start, count, "phường nghỉ bão ba ngày", own=flood) for count in (1, 5, 15))
    yield from (due("2026-03-19", count, "nghỉ thứ Sáu, làm bù thứ Bảy", own=made_up) for count in (1, 2, 5, 15))
    yield from (due("2026-02-13", count, "phường trực mùng bốn", own=on_duty) for count in (1, 2, 5, 15))
    yield from (due("2026-06-12", count, "phường làm hai ngày cuối tuần", own=weekend) for count in (1, 2, 3, 5))
    yield from (due("2026-08-20", count, "phường không làm bù 22/8", own=not_made_up) for count in (1, 2, 5, 15))


def with_pauses() -> Iterator[Row]:
    """The clock stood while the sender was asked: over a weekend, over Tết, not a single working day, and long."""
    asked = [
        ("2026-06-08", "2026-06-10/2026-06-12", "hỏi lại hai ngày"),
        ("2026-06-08", "2026-06-12/2026-06-15", "hỏi lại qua cuối tuần"),
        ("2026-06-08", "2026-06-12/2026-06-14", "trả lời ngay Chủ nhật"),
        ("2026-06-08", "2026-06-09/2026-06-09", "trả lời trong ngày"),
        ("2026-02-02", "2026-02-11/2026-02-24", "hỏi lại qua Tết 2026"),
        ("2026-02-09", "2026-02-13/2026-02-20", "hỏi trước Tết, trả lời mùng bốn"),
        ("2026-02-09", "2026-02-13/2026-02-23", "hỏi trước Tết, trả lời ngày làm đầu"),
        ("2025-01-20", "2025-01-23/2025-02-04", "hỏi lại qua Tết 2025"),
        ("2025-04-21", "2025-04-24/2025-04-28", "hỏi lại qua ngày làm bù 26/4"),
        ("2026-08-17", "2026-08-21/2026-08-24", "hỏi lại qua ngày làm bù 22/8"),
        ("2026-04-20", "2026-04-24/2026-05-04", "hỏi lại qua hai kỳ nghỉ"),
        ("2026-12-28", "2026-12-30/2027-01-05", "hỏi lại qua năm mới"),
    ]
    for start, pause, about in asked:
        yield from (due(start, count, about, pause=pause) for count in (10, 15))
        yield stood(pause, about)
    yield due("2027-01-25", 15, "hỏi lại qua Tết 2027", own=PINNED, pause="2027-02-02/2027-02-15")
    yield stood("2027-02-02/2027-02-15", "hỏi lại qua Tết 2027", own=PINNED)
    yield due("2026-10-08", 15, "hỏi lại đúng ba ngày bão", "2026-10-13:nghỉ 2026-10-14:nghỉ 2026-10-15:nghỉ",
              "2026-10-12/2026-10-16")  # fmt: skip


def as_time_goes() -> Iterator[Row]:
    """How many working days are left, or late, day after day."""
    for today in ("2026-02-06", "2026-02-13", "2026-02-15", "2026-02-18", "2026-02-22", "2026-02-23", "2026-02-27",
                  "2026-03-06", "2026-03-09"):  # fmt: skip
        yield left("2026-02-06", 10, today, "mức 10 ngày qua Tết 2026")
    for today in ("2026-08-20", "2026-08-22", "2026-08-23", "2026-08-28", "2026-09-01", "2026-09-03", "2026-09-07"):
        yield left("2026-08-20", 5, today, "mức 5 ngày qua ngày làm bù và Quốc khánh")
    for today in ("2025-04-25", "2025-04-26", "2025-04-29", "2025-05-01", "2025-05-05", "2025-05-12"):
        yield left("2025-04-23", 5, today, "mức 5 ngày qua 30/4/2025")
    for today in ("2027-02-03", "2027-02-07", "2027-02-11", "2027-02-17"):
        yield left("2027-02-01", 5, today, "mức 5 ngày qua Tết 2027", own=PINNED)


def moved_promises() -> Iterator[Row]:
    """Promised days count every day: a promise that falls into Tết is late on the day after."""
    yield late("2026-02-17", "", "2026-02-17", "hẹn đúng mùng một, chưa trễ")
    yield late("2026-02-17", "", "2026-02-18", "hẹn mùng một, trễ từ mùng hai")
    yield late("2026-02-17", "", "2026-02-23", "hẹn mùng một, sau Tết trễ sáu ngày")
    yield late("2026-03-31", "2026-03-20>2026-04-15", "2026-04-10", "dời trước hạn, chưa trễ")
    yield late("2026-03-31", "2026-03-20>2026-04-15", "2026-04-16", "dời một lần rồi trễ")
    yield late("2026-03-31", "2026-04-05>2026-04-20", "2026-04-10", "dời khi đã trễ: nay còn hạn")
    yield late("2026-03-31", "2026-04-05>2026-04-20", "2026-04-25", "dời khi đã trễ, lại trễ")
    yield late("2026-03-31", "2026-03-20>2026-04-15 2026-04-10>2026-05-15", "2026-05-20", "dời hai lần rồi trễ")
    yield late("2026-05-30", "2026-05-10>2026-05-20", "2026-05-25", "dời sớm lên rồi trễ")
    yield late("2026-12-31", "2026-12-20>2027-01-31", "2027-02-08", "dời qua năm, trễ giữa Tết 2027")


def all_cases() -> list[Row]:
    parts = (over_holidays, over_ordinary_weeks, in_all_days, with_own_days, with_pauses, as_time_goes, moved_promises)
    return [row for part in parts for row in part()]


if __name__ == "__main__":
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(HEAD)
    sheet.writerows(all_cases())
