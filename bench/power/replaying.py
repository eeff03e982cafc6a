"""A recording replayed: many moments at which the power may have gone, each disk rebuilt and judged."""

import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.power import judging, starting
from bench.power.cluster import Cluster
from bench.power.disk import WAYS, Keeps
from bench.power.judging import Fault
from bench.power.laying import Place
from bench.power.recording import Recording
from bench.private_postgres import free_port


@dataclass(frozen=True)
class Point:
    """A moment, by its line in the trace; what was called last; what the disk keeps of what it need not keep."""

    moment: int
    last: str
    keeps: Keeps


@dataclass
class Result:
    """What all points showed."""

    points: int = 0
    started: int = 0
    receipts: int = 0
    after: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[Point, Fault]] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Faults of a kind."""
        return sum(fault.kind == kind for _point, fault in self.faults)


def points(recording: Recording, many: int, seed: int) -> list[Point]:
    """A third right as a receipt leaves, when only what is certain counts; the others after any change or wait.

    In the order of the trace.
    """
    chance = random.Random(f"points {seed}")
    shown = [Point(at, "receipt", "nothing") for at, _receipt in recording.shown]
    chosen = chance.sample(shown, min(len(shown), many // 3))
    moments = recording.disk.moments
    while len(chosen) < many:
        at, last = chance.choice(moments)
        chosen.append(Point(at, last, WAYS[len(chosen) % len(WAYS)]))
    return sorted(chosen, key=lambda point: point.moment)


def replay(recording: Recording, chosen: list[Point], scratch: Path, seed: int, *, whole: int = 0) -> Result:
    """Rebuild and judge each; `whole`: on so many of them the product itself is started too."""
    result, place = Result(), _place(scratch)
    every = len(chosen) // whole if whole else 0
    for number, point in enumerate(chosen):
        known = recording.known(point.moment)
        found = judged(recording, point, place, seed)
        if every and number % every == every // 2:
            found += started(recording, point, place, seed)
            result.started += 1
        result.points += 1
        result.receipts += len(known)
        result.after[point.last] += 1
        result.faults += [(point, fault) for fault in found]
    shutil.rmtree(place.folder)
    return result


def judged(recording: Recording, point: Point, place: Place, seed: int) -> list[Fault]:
    """One disk, read without the product."""
    cluster = _rebuilt(recording, point, place, seed)
    return judging.faults(place.folder, recording.ground.database, recording.known(point.moment), cluster)


def started(recording: Recording, point: Point, place: Place, seed: int) -> list[Fault]:
    """One disk, the product started on it."""
    cluster = _rebuilt(recording, point, place, seed)
    return starting.faults(place.folder, recording.known(point.moment), cluster, seed)


def _place(scratch: Path) -> Place:
    place = Place(scratch / "disk")
    for path in (scratch, place.folder):
        path.chmod(0o711)
    return place


def _rebuilt(recording: Recording, point: Point, place: Place, seed: int) -> Cluster | None:
    place.lay(recording.disk.left(point.moment, point.keeps, seed))
    if recording.ground.database == "sqlite":
        return None
    # Of a process that is no more: after a real loss of power its number means nobody.
    (place.folder / "cluster" / "postmaster.pid").unlink(missing_ok=True)
    cluster = Cluster(place.folder / "cluster", free_port())
    cluster.own()
    return cluster
