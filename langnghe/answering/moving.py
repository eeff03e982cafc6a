"""How a matter changes when the ward answers, and when a hand-over ends."""

from collections.abc import Sequence
from datetime import date

from langnghe.kernel.clock import local_today
from langnghe.matters.models import Matter
from langnghe.matters.stepping import advance


def answered(held: Matter, state: str, *, counts: bool, promised: Sequence[date] = (), on: date | None = None) -> None:
    """A held matter under the state that an answer led to. `counts`: it is the answer the clock waited for.

    `promised`: the days of the promises made with it; the first of all that are owed counts now.
    """
    if counts and held.answered_on is None:
        held.answered_on = on or local_today()
    held.promise_due = min(filter(None, [held.promise_due, *promised]), default=None)
    under(held, state, "answered_on", "promise_due")


def under(held: Matter, state: str, *changed: str) -> None:
    """Keep a held matter under a state: no sender is asked any more, the board finds it by the answers' words."""
    advance(held, state, *changed)
