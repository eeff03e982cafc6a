"""When the demo's stories happen: the forum of its second season lies six weeks back, the other one 52 weeks earlier.

Everything is moved by whole weeks, so that a Wednesday stays a Wednesday; officers work on working days.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from langnghe.kernel.clock import HANOI
from langnghe.kernel.formats import short_date

# In 2023: Diên Hồng on 9 and 10 August (Wednesday, Thursday), Lam Sơn on 11 August (Friday).
WEDNESDAY = 2
FRIDAY_OF_LAM_SON = timedelta(days=2)
AGO = timedelta(days=42)
YEAR = timedelta(weeks=52)
MORNING = timedelta(hours=7, minutes=15)
_NAMED = re.compile(r"\{([+t][^}]*)\}")


@dataclass(frozen=True)
class Calendar:
    """The days of one ward's season: its forum, this morning, which days are worked; nothing happens after `latest`."""

    forum: date
    today: date
    latest: datetime
    works: Callable[[date], bool]

    def day(self, named: str, first: date) -> date:
        """The day that `named` means in a story which began on `first`."""
        if named.startswith("t"):
            return self.today + timedelta(days=int(named[1:]))
        if named.startswith("+"):
            return first + timedelta(days=int(named[1:]))
        return self.forum + timedelta(days=int(named))

    def worked(self, named: str, first: date) -> date:
        """The working day on which officers do it: the next one, or the one before when counted from this morning."""
        day, step = self.day(named, first), timedelta(days=-1 if named.startswith("t-") else 1)
        while not self.works(day):
            day += step
        return day

    def done(self, named: str, first: date) -> date:
        """As `worked`, but a step that holidays would push past this morning happens on the last working day."""
        day = self.worked(named, first)
        while day > self.today or not self.works(day):
            day -= timedelta(days=1)
        return day

    def written(self, text: str, first: date) -> str:
        """A text with its days written out."""
        return _NAMED.sub(lambda found: short_date(self._told(found[1], first)), text)

    def _told(self, named: str, first: date) -> date:
        """A day in a text: one that is past was worked on."""
        return self.done(named, first) if self.day(named, first) <= self.today else self.worked(named, first)


def this_morning(now: datetime) -> date:
    """The day of the last quarter past seven in Vietnam: the morning that the demo shows."""
    return (now.astimezone(HANOI) - MORNING).date()


def forum_of(ward: str, season: int, today: date) -> date:
    """The evening of a ward's forum: a Wednesday or Friday at least six weeks back, 52 weeks earlier in season 1."""
    latest = today - AGO
    wednesday = latest - timedelta(days=(latest.weekday() - WEDNESDAY) % 7)
    evening = wednesday + FRIDAY_OF_LAM_SON if ward == "lam-son" else wednesday
    return evening - (YEAR if season == 1 else timedelta())


def moment(day: date, at: time) -> datetime:
    """That time on a Vietnamese wall clock."""
    return datetime.combine(day, at, tzinfo=HANOI)
