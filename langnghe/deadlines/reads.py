"""Questions about deadlines: on which day something is due, and how a clock stands."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from langnghe.deadlines import rules
from langnghe.deadlines.defaults import DEFAULTS
from langnghe.deadlines.models import WardDeadline
from langnghe.deadlines.rules import Clock, Deadline
from langnghe.kernel.clock import local_today
from langnghe.places.models import Ward
from langnghe.places.reads import calendar_of, keeper_on, keepers
from langnghe.places.rules import Calendar


def own_rows(ward: Ward) -> list[WardDeadline]:
    """The values a ward set for itself that stand, newest first."""
    rows = WardDeadline.objects.filter(ward=ward, taken_back_at=None)
    return list(rows.order_by("step", "topic", "-valid_from"))


def known(ward: Ward, start: date) -> list[Deadline]:
    """Every deadline that counts for what began in a ward on a day: those of the product and its own.

    Of a ward that was merged, what began since counts by the one that goes on; a promise made before stays.
    """
    return [*DEFAULTS, *(row.deadline for row in own_rows(keeper_on(ward, start)))]


def deadline_of(ward: Ward, step: str, topic: str = "", start: date | None = None) -> Deadline:
    """The deadline of a step under a topic for what began on a day (today when not said)."""
    shared = not rules.STEPS[step].most
    start = start or local_today()
    return rules.in_force(DEFAULTS if shared else known(ward, start), step, topic, start)


def due_day(ward: Ward, topic: str, step: str, start: date, paused_days: int = 0) -> date:
    """The last day of a step that began on `start` (which does not count) and stood for some working days."""
    deadline = deadline_of(ward, step, topic, start)
    if not deadline.working and not paused_days:
        return rules.due_day(Calendar(), deadline, start)
    calendar = calendar_of(ward, start - rules.SLACK, rules.farthest(deadline, start, paused_days))
    return rules.due_day(calendar, deadline, start, paused_days)


def clock(ward: Ward, start: date, step: str, topic: str = "", today: date | None = None) -> Clock:
    """The clock of a step that began on `start` (which does not count), as it stands today."""
    today, deadline = today or local_today(), deadline_of(ward, step, topic, start)
    last = rules.farthest(deadline, max(start, today))
    calendar = calendar_of(ward, min(start, today) - rules.SLACK, last) if deadline.working else Calendar()
    due = rules.due_day(calendar, deadline, start)
    return Clock(deadline, due, rules.days_left(calendar, deadline, today, due))


def until(ward: Ward, due: date, step: str, today: date | None = None) -> Clock:
    """The clock of a step whose last day is written down, in working days whatever it was counted in."""
    today = today or local_today()
    deadline = rules.in_force(DEFAULTS, step, "", today)
    calendar = calendar_of(ward, min(due, today), max(due, today))
    return Clock(deadline, due, rules.days_left(calendar, deadline, today, due))


def stood(ward: Ward, since: date, until: date) -> int:
    """How many working days a clock of the ward stood that stopped on `since` and runs again since `until`."""
    return rules.stood(calendar_of(ward, since, until), since, until)


class Clocks:
    """A ward's deadlines and calendar at once, for counting many clocks that began since `first`; two statements.

    `besides`: values to be counted as if they were set; `without`: own rows to be left out; both of the ward that goes
    on with its work. `known`: what counts today.
    """

    def __init__(
        self, ward: Ward, first: date, besides: Sequence[Deadline] = (), without: Sequence[WardDeadline] = ()
    ) -> None:
        left_out = {row.id for row in without}
        kept = [(until, self._of(keeper, left_out)) for keeper, _since, until in keepers(ward)]
        self.known = [*kept.pop()[1], *besides]
        self._before = kept
        self.calendar = calendar_of(ward, first - rules.SLACK, local_today() + rules.AHEAD)

    def due_day(self, topic: str, step: str, start: date, paused_days: int = 0) -> date:
        """As `due_day` of this room."""
        known = next((known for until, known in self._before if start < until), self.known)
        return rules.due_day(self.calendar, rules.in_force(known, step, topic, start), start, paused_days)

    @staticmethod
    def _of(ward: Ward, left_out: set[UUID]) -> list[Deadline]:
        return [*DEFAULTS, *(row.deadline for row in own_rows(ward) if row.id not in left_out)]
