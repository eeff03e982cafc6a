"""Decisions about groups, household codes and working days; nothing here touches the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.refused import Refused

DEFAULT_KIND = "tổ dân phố"
KINDS = (
    "tổ dân phố", "khu phố", "khối phố", "khu dân cư", "tiểu khu", "khối", "khóm", "khu", "thôn", "xóm", "ấp", "bản",
    "buôn", "làng", "plei", "bon", "phum", "sóc",
)  # fmt: skip
_SHORT = {"tổ dân phố": "Tổ"}
_PREFIXES = {fold(kind): kind for kind in KINDS} | {"to": "tổ dân phố", "tdp": "tổ dân phố", "kp": "khu phố"}
_PREFIX = re.compile(rf"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})(?![a-z])[\s.:]*(?:so(?![a-z])\s*)?")
_NUMBER = re.compile(r"0*(\d+)\s*([a-z]?)")
PHONE = re.compile(r"\+?[0-9][0-9 .]*")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class GroupName:
    """A residential group as written, with the folded form that tells whether two names mean the same."""

    kind: str
    name: str
    folded: str


def one_line(text: str) -> str:
    """`text` cleaned, on one line, single spaces."""
    return " ".join(clean_text(text).split())


def group_name(text: str, kind: str = "") -> GroupName:
    """`TDP 03`, `Tổ dân phố số 3`, `3` all mean Tổ 3; `KP2` is Khu phố 2; other names stay as they are."""
    tidy = one_line(text)
    bare = fold(tidy)
    prefix = _PREFIX.match(bare)
    said = _PREFIXES[prefix[1]] if prefix else one_line(kind).lower() or DEFAULT_KIND
    rest = bare[prefix.end() :] if prefix else bare
    short = _SHORT.get(said, said[:1].upper() + said[1:])
    if number := _NUMBER.fullmatch(rest):
        name = f"{short} {number[1]}{number[2].upper()}"
        return GroupName(said, name, fold(name))
    name = tidy[:1].upper() + tidy[1:]
    return GroupName(said, name, f"{fold(short)} {rest}" if prefix and rest else fold(name))


def phone_line(text: str) -> str:
    """A phone number as it is shown; empty for none. Refused when nobody could dial it."""
    tidy = one_line(text)
    digits = sum(sign.isdigit() for sign in tidy)
    if tidy and not (PHONE.fullmatch(tidy) and 3 <= digits <= 15):
        raise Refused(_("Số điện thoại chỉ gồm chữ số, dấu cách và dấu + ở đầu, ví dụ 0269 382 4113. Xin xem lại."))
    return tidy


def code_key(code: str) -> str:
    """A household code in the order of its numbers (2 before 10), the same for `DH-007` and `dh-7`."""
    return _DIGITS.sub(lambda found: _counted(found[0].lstrip("0")), fold(one_line(code)))


def _counted(digits: str) -> str:
    return f"{len(digits):02d}{digits}"


def former_label(ward_name: str) -> str:
    """What tells a group of a merged ward apart: `phường Lam Sơn cũ`."""
    return f"{ward_name[:1].lower()}{ward_name[1:]} cũ"


SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """What is known about the days of some years: days off and days worked, with names; the ward's word counts most."""

    off: Mapping[date, str] = field(default_factory=dict)
    works: Mapping[date, str] = field(default_factory=dict)
    ward_off: Mapping[date, str] = field(default_factory=dict)
    ward_works: Mapping[date, str] = field(default_factory=dict)


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether offices work on `day`: the ward's own days first, then make-up days, holidays, Saturday and Sunday."""
    if day in calendar.ward_works or day in calendar.ward_off:
        return day in calendar.ward_works
    if day in calendar.works or day in calendar.off:
        return day in calendar.works
    return day.weekday() < SATURDAY


def add_working_days(calendar: Calendar, start: date, count: int) -> date:
    """The day `count` working days after `start` (before it, when negative); the first day does not count.

    Zero gives `start`, or the next working day when nobody works on `start`.
    """
    step = timedelta(days=-1 if count < 0 else 1)
    day, left = start, abs(count)
    while left or not is_working_day(calendar, day):
        day += step
        left -= is_working_day(calendar, day) if left else 0
    return day


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """How many working days `end` lies after `start` (negative: before it); `start` does not count, `end` does."""
    days = (end - start).days
    step = -1 if days < 0 else 1
    offsets = range(step, days + step, step)
    return step * sum(is_working_day(calendar, start + timedelta(days=offset)) for offset in offsets)
