"""A power loss at any moment, replayed: `bin/bench --drill power --points 1000`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.power import judging
from bench.power.recording import MUTANT_NAMES, Ground, ground, recorded
from bench.power.replaying import Point, Result, points, replay
from bench.report import Measure, as_json, at_least, at_most, holds, table

HANDS = 6


def main(arguments: list[str]) -> int:
    """Record, rebuild, judge, on both databases; 0 when nothing was lost and every mutant was found."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill power", description=__doc__)
    parser.add_argument("--points", type=int, default=1000, help="moments for each database")
    parser.add_argument("--opinions", type=int, default=150, help="sent while it is recorded")
    parser.add_argument("--whole", type=int, default=20, help="on so many disks the product itself is started")
    parser.add_argument("--mutant-points", type=int, default=60, help="moments for each mutant; 0: without mutants")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args(arguments)
    databases = [options.database] if options.database else ["sqlite", "postgresql"]
    measures = [one for name in databases for one in _drill(name, options)]
    print("\n".join(as_json(measure) for measure in measures) if options.json else table(measures))
    return 1 if any(holds(measure) is False for measure in measures) else 0


def _drill(database: str, options: argparse.Namespace) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory(prefix="langnghe-power-") as name:
        folder = Path(name)
        on = ground(database, folder)
        began = time.perf_counter()
        found = _replayed(on, folder, options, options.points, "")
        yield from _told(database, found, f"{time.perf_counter() - began:,.0f} s")
        for mutant in MUTANT_NAMES if options.mutant_points else ():
            caught = _replayed(on, folder, options, options.mutant_points, mutant)
            said = f"{mutant}: faults found"
            yield Measure("power", database, said, len(caught.faults), "", at_least(1), f"{caught.points} points")


def _replayed(on: Ground, folder: Path, options: argparse.Namespace, many: int, mutant: str) -> Result:
    own = folder / (mutant or "as-it-is")
    opinions = max(10, options.opinions // 8) if mutant else options.opinions
    recording = recorded(on, own, many=opinions, hands=HANDS, seed=options.seed, mutant=mutant)
    _say(f"… {on.database} {mutant or 'recorded'}: {len(recording.disk.moments):,} moments")
    chosen = points(recording, many, options.seed)
    result = replay(recording, chosen, own / "rebuilt", options.seed, whole=0 if mutant else options.whole)
    if not mutant:
        for point, fault in result.faults[:10]:
            _say(f"  {_said(point)} {fault}")
    return result


def _told(database: str, found: Result, took: str) -> Iterator[Measure]:
    spread = ", ".join(f"{name} {count}" for name, count in found.after.most_common())
    _say(f"… {database}: the last call before the power went: {spread}")
    yield Measure("power", database, "points replayed", found.points, "", at_least(1), f"{found.points:,}", took)
    yield Measure("power", database, "receipts compared", found.receipts, "", at_least(1), f"{found.points:,}")
    for kind, words in judging.KINDS.items():
        yield Measure("power", database, words, found.count(kind), "", at_most(0), f"{found.points:,}")
    yield Measure("power", database, "product started whole on", found.started, "disks", None, f"{found.started}")


def _said(point: Point) -> str:
    return f"[line {point.moment}, after {point.last}, the disk keeps {point.keeps} else]"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
