"""Clocks that run for every opinion, as data with their source. Clocks per topic come with the ward's side."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.clock import local_today
from langnghe.places.models import Ward
from langnghe.places.reads import calendar_of
from langnghe.places.rules import add_working_days, working_days_between

# Tết with the days around it is the longest rest; more than that lies between no deadline and its day.
SLACK = timedelta(days=40)


@dataclass(frozen=True)
class Deadline:
    """How many days something may take, counted in working days or in all days, and the text it comes from."""

    code: str
    days: int
    working: bool
    source: "Promise | str"


FIRST_LOOK = Deadline("first_look", 5, True, _("mức đặt sẵn của Lắng Nghe; phường chưa đặt mức khác"))
ERASURE = Deadline("erasure", 20, False, _("Nghị định 356/2025/NĐ-CP, Điều 5 (yêu cầu xóa dữ liệu cá nhân)"))
ALL = (FIRST_LOOK, ERASURE)


@dataclass(frozen=True)
class Clock:
    """A deadline that runs: its last day, and how many of its days are left (negative: late by so many)."""

    deadline: Deadline
    due: date
    left: int

    @property
    def late(self) -> int:
        """By how many days it is late; 0 when it is not."""
        return max(0, -self.left)


def clock(ward: Ward, start: date, deadline: Deadline, today: date | None = None) -> Clock:
    """The clock of a deadline that began on `start` (which does not count), as it stands today."""
    today = today or local_today()
    if not deadline.working:
        due = start + timedelta(days=deadline.days)
        return Clock(deadline, due, (due - today).days)
    last = max(start, today) + timedelta(days=2 * deadline.days) + SLACK
    calendar = calendar_of(ward, min(start, today) - SLACK, last)
    due = add_working_days(calendar, start, deadline.days)
    return Clock(deadline, due, working_days_between(calendar, today, due))
