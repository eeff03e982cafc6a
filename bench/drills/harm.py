"""What the drills that harm a running installation share: options, a ground for each database, what is printed."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from bench.power import judging
from bench.power.judging import Fault
from bench.power.recording import Ground, ground
from bench.report import Measure, as_json, at_most, holds, table


class Outcome(Protocol):
    """What such a drill comes back with."""

    faults: list[Fault]

    def histogram(self) -> str:
        """Where the harm fell, for people."""
        ...


Found = TypeVar("Found", bound=Outcome)
Drill = Callable[[Ground, Path, int, int], Found]
Told = Callable[[str, Found], Iterator[Measure]]


def main(
    name: str, about: str | None, arguments: list[str], *, what: str, drill: Drill[Found], told: Told[Found]
) -> int:
    """Harm both databases so many times; 0 when every promise held. `what`: the harm, in the plural, as an option."""
    options = _options(name, about, arguments, what)
    measures: list[Measure] = []
    for database in [options.database] if options.database else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix=f"langnghe-{name}-") as folder:
            Path(folder).chmod(0o711)
            on = ground(database, Path(folder) / "ground")
            found = drill(on, Path(folder) / "own", options.many, options.seed)
        print(f"… {database}: the {what}\n{found.histogram()}", file=sys.stderr)
        print("".join(f"  {fault}\n" for fault in found.faults[:10]), file=sys.stderr, flush=True)
        measures += told(database, found)
    print("\n".join(as_json(measure) for measure in measures) if options.json else table(measures))
    return 1 if any(holds(measure) is False for measure in measures) else 0


def each_kind(name: str, database: str, faults: list[Fault], n: str, size: str) -> Iterator[Measure]:
    """None of any kind is allowed."""
    for kind, words in judging.KINDS.items():
        yield Measure(name, database, words, sum(fault.kind == kind for fault in faults), "", at_most(0), n, size)


def _options(name: str, about: str | None, arguments: list[str], what: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"bin/bench --drill {name}", description=about)
    parser.add_argument(f"--{what}", dest="many", type=int, default=200, help="on each database")
    parser.add_argument("--seed", type=int, default=20261122, help="another one for each portion of a long drill")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--json", action="store_true", help="one object a line")
    return parser.parse_args(arguments)
