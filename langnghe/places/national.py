"""Public holidays as the library knows them: one row a day for the table of national days.

Loading the library costs 30 MB and half a second, so only the command line and tests import this file;
web and worker read the table, which a migration filled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from holidays.countries.vietnam import Vietnam

ANNOUNCED_TO = 2026  # later years are what the Labour Code lets expect; the Government announces each in the autumn
LAW = "Bộ luật Lao động 2019, Điều 112"
CULTURE = "Nghị quyết 80-NQ/TW, xin đối chiếu với công bố hằng năm"
SWAP = "thay cho ngày"  # how the library names a day off that is worked on a Saturday


@dataclass(frozen=True)
class Day:
    """A day off, or a weekend day worked instead of one."""

    day: date
    works: bool
    name: str
    source: str


def national_days(first: int, last: int) -> Iterator[Day]:
    """Days off and make-up days of the years `first` to `last`, in order."""
    for year in range(first, last + 1):
        found = Vietnam(years=year, language="vi")  # type: ignore[no-untyped-call]
        days = [Day(day, False, name, _source(day, name)) for day, name in found.items() if day.year == year]
        days += [
            Day(day, True, "Ngày làm bù", _source(day, SWAP)) for day in found.weekend_workdays if day.year == year
        ]
        yield from sorted(days, key=lambda day: day.day)


def _source(day: date, name: str) -> str:
    if SWAP in name:
        ground = "Phương án hoán đổi ngày làm việc của Chính phủ"
    else:
        ground = CULTURE if (day.month, day.day) == (11, 24) else LAW
    said = ground if day.year <= ANNOUNCED_TO else f"Dự tính theo {ground}"
    return f"{said} (thư viện holidays {version('holidays')})"
