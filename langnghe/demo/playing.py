"""The demo's stories in the order of time: what happens when, with the clock standing at that moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zlib import crc32

from langnghe.demo import answering, days, telling, working
from langnghe.demo.cast import Place, Tale
from langnghe.demo.days import Calendar
from langnghe.demo.reading import Said, Step, Story
from langnghe.kernel.clock import clock
from langnghe.opinions import tokens

VERBS: dict[str, Callable[[Tale, Step], None]] = telling.VERBS | working.VERBS | answering.VERBS
AT_WORK, AT_NOON, APART = time(8, 10), time(12, 5), timedelta(minutes=7)


@dataclass(frozen=True)
class Event:
    """One thing that happens in a story."""

    at: datetime
    tale: Tale
    what: str
    do: Callable[[], object]


def events(
    place: Place, stories: list[Story], today: date, latest: datetime, works: Callable[[date], bool]
) -> list[Event]:  # fmt: skip
    """Everything that happens in the stories of one ward, story by story."""
    found: list[Event] = []
    for story in stories:
        calendar = Calendar(days.forum_of(place.slug, story.season, today), today, latest, works)
        tale = Tale(place, story, calendar, calendar.day(story.said[0].day, today))
        place.tales[story.key] = tale
        found += _of(tale)
    return found


def _of(tale: Tale) -> Iterator[Event]:
    """A story's own order always holds: what is written below happens later."""
    said_at = [_heard(tale, said) for said in tale.story.said]
    token = tokens.issue() if any(step.verb == "aside" for step in tale.story.steps) else ""
    for number, at in enumerate(said_at, 1):
        yield Event(at, tale, "say", partial(telling.say, tale, number, token))
    last = said_at[0]
    for step in tale.story.steps:
        at = max(_at(tale, step), last + APART)
        if step.verb != "answer" and step.arguments and step.arguments[0].isdigit():
            at = max(at, said_at[int(step.arguments[0]) - 1] + APART)
        last = at
        at = min(at, tale.calendar.latest)
        yield Event(at, tale, step.verb, partial(VERBS[step.verb], tale, step))


def _heard(tale: Tale, said: Said) -> datetime:
    return min(days.moment(tale.calendar.day(said.day, tale.first), said.hour), tale.calendar.latest)


def _at(tale: Tale, step: Step) -> datetime:
    """Residents at noon of any day, officers in the forenoon of a working day; each story at minutes of its own."""
    minutes = timedelta(minutes=crc32(tale.story.key.encode()) % 140)
    if step.verb in telling.VERBS:
        return days.moment(tale.calendar.day(step.day, tale.first), AT_NOON) + minutes
    return days.moment(tale.calendar.done(step.day, tale.first), AT_WORK) + minutes


@contextmanager
def moved_clock() -> Iterator[Callable[[datetime], None]]:
    """A clock that stands where it is put, and goes right again in the end."""
    real = clock.read

    def stand(at: datetime) -> None:
        clock.read = lambda: at  # type: ignore[method-assign]

    try:
        yield stand
    finally:
        clock.read = real  # type: ignore[method-assign]
