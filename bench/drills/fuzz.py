"""The whole of bad input: `bin/bench --drill fuzz --requests 200000` against the product as it is really served."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.private_postgres import PrivatePostgres
from bench.report import Measure, as_json, at_most, holds, table
from langnghe.house.tests.processes import run, scratch_variables, serving
from langnghe.testing import fuzz
from langnghe.testing.crawling import Seen, crawl
from langnghe.testing.stage import set_stage, sign_in_again

# After so many requests everybody signs in again: some were locked out, handed over, closed.
PART = 5_000
MOST = 150


def main(arguments: list[str]) -> int:
    """Ask both databases; 0 when no answer was the server's fault and nothing died."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000, help="how many, shared by the databases")
    parser.add_argument("--seed", type=int, default=20260809)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args(arguments)
    databases = [options.database] if options.database else ["sqlite", "postgresql"]
    measures = [one for name in databases for one in _drill(name, options.requests // len(databases), options.seed)]
    print("\n".join(as_json(measure) for measure in measures) if options.json else table(measures))
    return 1 if any(holds(measure) is False for measure in measures) else 0


def _drill(database: str, count: int, seed: int) -> list[Measure]:
    with tempfile.TemporaryDirectory(prefix="langnghe-fuzz-") as scratch:
        if database == "sqlite":
            return _attack(Path(scratch), database, count, seed, {})
        with PrivatePostgres() as postgres:
            return _attack(Path(scratch), database, count, seed, {"LANGNGHE_DATABASE": postgres.create()})


def _attack(folder: Path, database: str, count: int, seed: int, variables: dict[str, str]) -> list[Measure]:
    run(folder, "prepare", "--migrate", "--quiet", **variables)
    inside = scratch_variables(folder, **variables)
    stage = set_stage(inside)
    with serving(folder, "--prepared", **variables) as (served, port):
        began, outcome = time.perf_counter(), fuzz.Outcome()
        for part, start in enumerate(range(0, count, PART)):
            paths = random.Random(seed + part).sample(stage.paths, len(stage.paths))
            visitors = list(_visitors(f"http://localhost:{port}", paths, sign_in_again(inside)))
            wrong = fuzz.run(f"http://localhost:{port}", visitors, seed=seed + part, count=min(PART, count - start))
            outcome.add(wrong)
            print(f"{database}: {start + PART:,} of {count:,} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        return _report(database, outcome, time.perf_counter() - began, served.said)


def _visitors(address: str, paths: list[str], sessions: dict[str, dict[str, str]]) -> Iterator[Seen]:
    """Each begins elsewhere: nobody sees every page, all together see them several times."""
    for number, cookies in enumerate([{}, *sessions.values()]):
        turn = number * MOST % len(paths)
        yield crawl(address, ["/", *paths[turn:], *paths[:turn]], Seen(cookies), most=MOST)


def _report(database: str, outcome: fuzz.Outcome, took: float, said: str) -> list[Measure]:
    asked = sum(outcome.statuses.values())
    for one, reply in outcome.faults[:20]:
        print(f"{database}: {reply.status} {one}", file=sys.stderr)
    for trace in said.split("Internal Server Error: ")[1:4]:
        print(f"the log says: {trace[:6000]}", file=sys.stderr)
    answers = ", ".join(f"{status or 'closed'}: {number}" for status, number in sorted(outcome.statuses.items()))
    print(f"{database}: {asked} requests in {took:.0f} s; answers {answers}", file=sys.stderr)
    return [
        Measure("fuzz", database, "server errors", len(outcome.faults), "answers", at_most(0), f"{asked} requests"),
        Measure("fuzz", database, "processes that died", said.count("dừng bất ngờ"), "processes", at_most(0)),
        Measure("fuzz", database, "requests per second", asked / took, "1/s"),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
