"""The clock of a matter's answer stopped while its sender is asked or gone, and running again; the caller saves it."""

from datetime import date

from langnghe.deadlines import reads as deadlines
from langnghe.kernel.clock import local_today
from langnghe.matters import reads
from langnghe.matters.models import Matter, Pause
from langnghe.opinions.models import Question


def begin(matter: Matter, question: Question) -> set[str]:
    """Stop the clock of a held matter until its sender answers `question`; the fields to save.

    A clock that has run out already does not stop: no question makes a late answer one in time.
    """
    today = local_today()
    until = deadlines.due_day(matter.ward, matter.topic, "ask_back", today)
    Pause.objects.create(ward_id=matter.ward_id, matter=matter, question=question, from_on=today, until_on=until)
    if matter.due_on is None or matter.due_on < today:
        return set()
    matter.paused_on = today
    return {"paused_on"}


def end(matter: Matter) -> set[str]:
    """Let the clock of a held matter run again, since today or since the last day of the pause; the fields to save."""
    pause = running(matter)
    if pause is None:
        return set()
    pause.ended_on = min(local_today(), pause.until_on)
    pause.days = deadlines.stood(matter.ward, pause.from_on, pause.ended_on) if matter.paused_on else 0
    pause.save(update_fields=["ended_on", "days"])
    return _again(matter, pause.days) if matter.paused_on else set()


def stand_still(matter: Matter) -> set[str]:
    """Stop the clock of a held matter whose senders all withdrew; the fields to save. One that ran out stays late."""
    if matter.due_on is None or matter.due_on < local_today():
        return set()
    matter.paused_on = local_today()
    return {"paused_on"}


def run_on(matter: Matter) -> set[str]:
    """Let a clock that stood still run again since today; the fields to save."""
    if matter.paused_on is None:
        return set()
    return _again(matter, deadlines.stood(matter.ward, matter.paused_on, local_today()))


def _again(matter: Matter, days: int) -> set[str]:
    matter.paused_on, matter.paused_days = None, matter.paused_days + days
    matter.due_on = _later(matter)
    return {"paused_on", "paused_days", "due_on"}


def running(matter: Matter) -> Pause | None:
    """The pause that goes on now."""
    return Pause.objects.filter(ward=matter.ward_id, matter=matter, ended_on=None).select_related("question").first()


def _later(matter: Matter) -> date | None:
    """The day with the pause in it; a pause never makes it earlier."""
    due = reads.due_day(matter.ward, matter.raised_on, matter.topic, matter.paused_days)
    return max(due, matter.due_on) if due and matter.due_on else due
