"""The API asked by schemathesis, all checks on, as it is really served: `bin/bench --drill api --examples 200`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench.private_postgres import PrivatePostgres
from bench.report import Measure, as_json, at_most, holds, table
from langnghe.house.tests.processes import run, scratch_variables, serving
from langnghe.testing.schemas import judge
from langnghe.testing.stage import give_tokens, set_stage

# Who asks: the desk may write opinions down, the chairman releases, an auditor may do next to nothing.
OFFICERS = ("binh", "en", "khoa")
PHASES = "coverage,fuzzing,stateful"
WITHOUT_LIMIT = {"LANGNGHE_API_RATE": "100000000"}


def main(arguments: list[str]) -> int:
    """Ask both databases under several mandates; 0 when nothing undocumented came back."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill api", description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="how many for each operation")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args(arguments)
    databases = [options.database] if options.database else ["sqlite", "postgresql"]
    measures = [one for name in databases for one in _drill(name, options.examples, options.seed)]
    print("\n".join(as_json(measure) for measure in measures) if options.json else table(measures))
    return 1 if any(holds(measure) is False for measure in measures) else 0


def _drill(database: str, examples: int, seed: int) -> list[Measure]:
    with tempfile.TemporaryDirectory(prefix="langnghe-api-") as scratch:
        if database == "sqlite":
            return _ask(Path(scratch), database, examples, seed, dict(WITHOUT_LIMIT))
        with PrivatePostgres() as postgres:
            return _ask(
                Path(scratch), database, examples, seed, WITHOUT_LIMIT | {"LANGNGHE_DATABASE": postgres.create()}
            )


def _ask(folder: Path, database: str, examples: int, seed: int, variables: dict[str, str]) -> list[Measure]:
    run(folder, "prepare", "--migrate", "--quiet", **variables)
    inside = scratch_variables(folder, **variables)
    set_stage(inside)
    tokens = give_tokens(inside, *OFFICERS)
    found = []
    with serving(folder, "--prepared", **variables) as (served, port):
        for name, token in tokens.items():
            began = time.perf_counter()
            judged = judge(f"http://localhost:{port}", token, examples=examples, seed=seed, phases=PHASES)
            if not judged.well:
                print(judged.said, file=sys.stderr)
            took, what = f"{time.perf_counter() - began:,.0f} s", f"runs with faults, as {name}"
            faults = int(not judged.well)
            found.append(Measure("api-drill", database, what, faults, "", at_most(0), f"{judged.requests:,}", took))
        tracebacks = served.said.count("Traceback")
    return [*found, Measure("api-drill", database, "tracebacks in the log", tracebacks, "", at_most(0), "1")]
