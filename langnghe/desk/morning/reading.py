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
from langnghe.desk.morning.lists import lists_of
from langnghe.desk.morning.showing import KINDS, Line, Part, opinion_line, parts_of
from langnghe.kernel.clock import local_today
from langnghe.language.topics import name_of
from langnghe.matters import clocks
from langnghe.matters.models import Matter
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate

ROWS, PLACES = 5, 3
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
    """The morning of a mandate with the first rows of each list."""
    gathered, places = gathering.order(lists_of(mandate) | _runs(mandate)), _places(mandate)
    runs = gathered.get(RUNS, Gathered(ClockRun.objects.none()))
    shown = {name: one for name, one in gathered.items() if name in KINDS}
    others = {name: one for name, one in shown.items() if one.found.model is not Matter} | {RUNS: runs}
    opinions = Opinion.objects.select_related("ward", "group")
    known = gathering.fill(others, rows, opinions, [place.ids[0] for place in places])
    about = Matter.objects.select_related("ward", "group", "source")
    matters = gathering.fill(_rest(shown, others), rows, about, _subjects(known.values()))
    counts = {name: one.count for name, one in gathered.items() if name not in KINDS and name != RUNS}
    return Morning(parts_of(gathered, matters), _spots(places, known), runs.rows[:SAID], counts)


def _rest(gathered: dict[str, Gathered], others: dict[str, Gathered]) -> dict[str, Gathered]:
    return {name: one for name, one in gathered.items() if name not in others}


def _subjects(rows: Iterable[Any]) -> list[UUID]:
    """The matters that promises and contests are about."""
    of_contests = [row.claim.commitment for row in rows if isinstance(row, Contest)]
    promises = [*of_contests, *(row for row in rows if isinstance(row, Commitment))]
    return [row.subject_id for row in promises if row.subject_room == "matters"]


def _places(mandate: Mandate) -> list[again.Again]:
    return again.places(mandate)[:PLACES] if mandate.may("matters.work") else []


def _spots(places: list[again.Again], known: dict[UUID, Any]) -> list[Spot]:
    today = local_today()
    return [
        Spot(place.count, str(name_of(place.topic)) if place.topic else "", opinion_line(newest, today),
             str(newest.group or ""))
        for place in places
        if (newest := known.get(place.ids[0]))
    ]  # fmt: skip


def _runs(mandate: Mandate) -> dict[str, Found]:
    """Countings anew of the last days that moved something, for those whose work they moved."""
    if not mandate.may("matters.work"):
        return {}
    return {RUNS: clocks.recent_runs(mandate.ward_ids(), local_today() - TOLD_DAYS)}
