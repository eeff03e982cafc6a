"""One mandate's morning, read at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from langnghe.commitments.models import Commitment, Contest
from langnghe.deadlines.models import ClockRun
from langnghe.desk.morning import again, gathering
from langnghe.desk.morning.gathering import Found, Gathered
from langnghe.desk.morning.lists import Find, lists_of
from langnghe.desk.morning.showing import KINDS, Line, Part, opinion_line, parts_of
from langnghe.keeping.finding import openable
from langnghe.kernel.clock import local_today
from langnghe.language.topics import name_of
from langnghe.matters import clocks
from langnghe.matters.models import Matter
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.people.remembering import Remembered, remembered

ROWS, PLACES, MOST_PLACES = 5, 3, 30
# No list of work: how many countings anew of the clocks are told of.
RUNS, SAID = "runs", 3
TOLD_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class Spot:
    """A place spoken of again and again: how often, and the newest opinion there."""

    count: int
    topic: str
    newest: Line
    group: str


@dataclass(frozen=True)
class Morning:
    """What a mandate finds when it begins: lists with rows, places spoken of again, days that were counted anew.

    `counts`: how many rows the lists have that are shown nowhere but on pages of their own.
    """

    parts: list[Part]
    spots: list[Spot]
    runs: list[ClockRun]
    counts: dict[str, int]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits."""
        return not self.parts and not any(self.counts.values())


def read(mandate: Mandate, rows: int = ROWS) -> Morning:
    """The morning of a mandate with the first rows of each list.

    Which rows those are is known until something happens in its wards; the rows are read, and may be seen, now.
    """
    known = remembered(mandate, "morning")
    gathered = _gathered(mandate, known)
    places = places_of(mandate, known)[:PLACES] if mandate.may("matters.work") else []
    runs = gathered.get(RUNS, Gathered(ClockRun.objects.none()))
    shown = {name: one for name, one in gathered.items() if name in KINDS}
    others = {name: one for name, one in shown.items() if one.table.model is not Matter} | {RUNS: runs}
    told = gathering.fill(others, rows, _opinions(mandate, others, places), [place.ids[0] for place in places])
    about = openable(mandate).select_related("ward", "group", "source")
    matters = gathering.fill(_rest(shown, others), rows, about, _subjects(told.values()))
    counts = {name: one.count for name, one in gathered.items() if name not in KINDS and name != RUNS}
    return Morning(parts_of(gathered, matters), _spots(places, told), runs.rows[:SAID], counts)


def places_of(mandate: Mandate, known: Remembered) -> list[again.Again]:
    """Where residents speak of the same place again and again: by the ids of the opinions, known as long."""
    found: list[again.Again] = known.get("places", lambda: again.places(mandate)[:MOST_PLACES])
    return found


def _gathered(mandate: Mandate, known: Remembered) -> dict[str, Gathered]:
    """The lists that have rows, with their ids in order."""
    lists = lists_of(mandate) | _runs(mandate)
    found = known.get("lists", lambda: gathering.order({name: find() for name, find in lists.items()}))
    return {name: Gathered(table, ids) for name, (table, ids) in found.items()}


def _opinions(mandate: Mandate, lists: dict[str, Gathered], places: list[again.Again]) -> Found:
    """The opinions that may be seen at this moment; not even asked for where no list has any."""
    any_there = places or any(one.table.model is Opinion for one in lists.values())
    seen = opinions.unguarded(mandate) if any_there else Opinion.objects.none()
    return seen.select_related("ward", "group").defer("folded")


def _rest(gathered: dict[str, Gathered], others: dict[str, Gathered]) -> dict[str, Gathered]:
    return {name: one for name, one in gathered.items() if name not in others}


def _subjects(rows: Iterable[Any]) -> list[UUID]:
    """The matters that promises and contests are about."""
    of_contests = [row.claim.commitment for row in rows if isinstance(row, Contest)]
    promises = [*of_contests, *(row for row in rows if isinstance(row, Commitment))]
    return [row.subject_id for row in promises if row.subject_room == "matters"]


def _spots(places: list[again.Again], known: dict[UUID, Any]) -> list[Spot]:
    today = local_today()
    return [
        Spot(place.count, str(name_of(place.topic)) if place.topic else "", opinion_line(newest, today),
             str(newest.group or ""))
        for place in places
        if (newest := known.get(place.ids[0]))
    ]  # fmt: skip


def _runs(mandate: Mandate) -> dict[str, Find]:
    """Countings anew of the last days that moved something, for those whose work they moved."""
    if not mandate.may("matters.work"):
        return {}
    return {RUNS: lambda: clocks.recent_runs(mandate.ward_ids(), local_today() - TOLD_DAYS)}
