"""`bin/bench [NAME …]`: runs benches and prints each measure beside its bar."""

import argparse
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial

from bench import (
    api,
    backup,
    board,
    erase,
    erase_many,
    export,
    flood,
    grounds,
    growth,
    idle,
    importing,
    inbox,
    intake,
    jobs,
    matter,
    merger,
    migrating,
    mixed,
    morning,
    pages,
    personal_data,
    proof_cost,
    province,
    rederive,
    search,
    similar,
    sizes,
    start,
    topics,
    work,
)
from bench.drills import api as api_drill
from bench.drills import faults, fuzz, kills, log, log_parsers, mails, migrations, power, words
from bench.report import Measure, as_json, holds, line, table
from bench.served import databases

BENCHES = {
    "intake": intake,
    "import": importing,
    "idle": idle,
    "start": start,
    "flood": flood,
    "pages": pages,
    "board": board,
    "matter": matter,
    "export": export,
    "api": api,
    "work": work,
    "inbox": inbox,
    "morning": morning,
    "province": province,
    "search": search,
    "personal-data": personal_data,
    "topics": topics,
    "similar": similar,
    "growth": growth,
    "jobs": jobs,
    "mixed": mixed,
    "proof-cost": proof_cost,
    "rederive": rederive,
    "erase": erase,
    "backup": backup,
    "erase-many": erase_many,
    "merger": merger,
    "migrating": migrating,
}
WITHOUT_DATABASE = {"personal-data", "topics"}
DRILLS = {
    "api": api_drill, "faults": faults, "fuzz": fuzz, "kills": kills, "log": log, "log-parsers": log_parsers,
    "mails": mails, "migrations": migrations, "power": power, "words": words,
}  # fmt: skip
DATABASES = ["sqlite", "postgresql"]


def main() -> int:
    """0 when every promise holds."""
    if sys.argv[1:2] == ["--drill"]:
        return _drill(*sys.argv[2:])
    options = _parser().parse_args()
    if options.list:
        print("\n".join(f"{name:8} {(module.__doc__ or '').splitlines()[0]}" for name, module in BENCHES.items()))
        return 0
    sizes.chosen = sizes.Chosen(options.matters, options.wards, options.seconds)
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        sys.exit(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(BENCHES)}")
    alone = WITHOUT_DATABASE.issuperset(options.names or BENCHES)
    wanted = [] if alone else [options.database] if options.database else DATABASES
    with databases(wanted) as chosen, ExitStack() as stack:
        stack.callback(grounds.leave)
        runs = {name: _runner(name, options)(chosen, options.quick) for name in options.names or BENCHES}
        measures, died = told(runs, as_json if options.json else line)
    if not options.json:
        print(f"\n{table(measures)}")
    return 1 if died or any(holds(measure) is False for measure in measures) else 0


def told(
    runs: Mapping[str, Iterable[Measure]], say: Callable[[Measure], str]
) -> tuple[list[Measure], list[str]]:  # fmt: skip
    """Every measure, said the moment it is known, and the benches that died: what they had measured is not lost, and
    the others have their turn."""
    measures: list[Measure] = []
    died: list[str] = []
    for name, run in runs.items():
        try:
            for measure in run:
                measures.append(measure)
                print(say(measure), flush=True)
        except Exception:
            died.append(name)
            print(f"{name} died:\n{traceback.format_exc()}", file=sys.stderr, flush=True)
    return measures, died


def _runner(name: str, options: argparse.Namespace) -> Callable[..., Iterator[Measure]]:
    """A bench's `measure`; that of the backup takes another size when one is asked for."""
    measure: Callable[..., Iterator[Measure]] = BENCHES[name].measure
    if name == "backup" and not options.quick:
        return partial(measure, size=backup.Size(options.matters or backup.Size.matters, int(options.gigabytes * 1e9)))
    return measure


def _drill(name: str = "", *arguments: str) -> int:
    """Run one drill, with its own arguments."""
    if name not in DRILLS:
        sys.exit(f"no drill {name}; there are: {', '.join(DRILLS)}")
    return int(DRILLS[name].main(list(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measures the served product against its promises.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benches (all)")
    parser.add_argument("--drill", metavar="DRILL …", help=f"instead, one drill in full: {', '.join(DRILLS)}")
    parser.add_argument("--list", action="store_true", help="name the benches")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--database", choices=DATABASES, help="only this database")
    parser.add_argument("--quick", action="store_true", help="short loads: shows that the bench works, not what holds")
    parser.add_argument("--matters", type=int, metavar="N", help="so many matters, where a bench fills a ground")
    parser.add_argument("--wards", type=int, metavar="N", help="over so many wards")
    parser.add_argument("--seconds", type=float, metavar="N", help="so long a load, as of the ten minutes of mixed")
    parser.add_argument("--gigabytes", type=float, default=backup.Size.files / 1e9, help="bench backup: its files")
    return parser


if __name__ == "__main__":
    sys.exit(main())
