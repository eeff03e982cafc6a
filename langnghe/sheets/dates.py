"""Days as people here write them."""

import re
from datetime import date

from langnghe.kernel.folding import fold

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?")
_WORDS = re.compile(r"(?:ngay )?(?:mung |mong )?(\d{1,2}) thang (\d{1,2})(?: nam|,)? (\d{4})")


def date_of(text: str) -> date | None:
    """`9/8/2024`, `09.08.2024`, `ngày 9 tháng 8 năm 2024` or what a spreadsheet makes of a date; None for the rest."""
    if found := _DAY.fullmatch(text) or _WORDS.fullmatch(" ".join(fold(text).split())):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
