"""How a matter changes when the ward answers, and when a hand-over ends."""

from datetime import date

from langnghe.kernel.clock import local_today, now
from langnghe.matters import indexing
from langnghe.matters.holding import keep
from langnghe.matters.models import Matter, Pause
from langnghe.places.reads import calendar_of
from langnghe.places.rules import working_days_between


def answered(held: Matter, state: str, *, counts: bool, on: date | None = None) -> None:
    """A held matter under the state that an answer led to. `counts`: it is the answer the clock waited for."""
    changed: list[str] = []
    if counts and held.answered_on is None:
        held.answered_on = on or local_today()
        changed.append("answered_on")
    if held.paused_on is not None:
        changed += _end_pause(held)
    under(held, state, *changed)


def under(held: Matter, state: str, *changed: str) -> None:
    """Keep a held matter under a state; on the board it is found under that state and by its answers' words."""
    indexing.take_out(held)
    held.state, held.changed_at = state, now()
    indexing.put_in(held)
    keep(held, "state", "changed_at", "indexed", *changed)


def _end_pause(held: Matter) -> list[str]:
    """Answered while the sender was being asked: the clock stands still no longer."""
    pause, today = Pause.objects.filter(ward=held.ward_id, matter=held, ended_on=None).first(), local_today()
    if pause is not None:
        calendar = calendar_of(held.ward, pause.from_on, today)
        pause.ended_on, pause.days = today, max(0, working_days_between(calendar, pause.from_on, today))
        pause.save(update_fields=["ended_on", "days"])
        held.paused_days += pause.days
    held.paused_on = None
    return ["paused_on", "paused_days"]
