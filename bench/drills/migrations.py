"""`bin/bench --drill migrations`: back to every migration and forward again, with the demo's rows and odd words.

Of every room and step one copy of a filled database goes back to that step, with all that depends on it, and forward to
the newest; then shape, rows and values must be what they were (values whose column was gone meanwhile excepted).
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.private_postgres import PrivatePostgres
from bench.served import LANGNGHE, ROOT, _variables


def main(arguments: list[str]) -> int:
    """0 when nothing was otherwise."""
    options = _options(arguments)
    wrong = [walk(database, options.count, options.seed) for database in options.database]
    return 1 if any(wrong) else 0


def walk(database: str, count: int, seed: str) -> int:
    """How many of the steps came back otherwise; each is printed."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="lang-nghe-migrations-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        url = f"sqlite://{folder}/langnghe.sqlite3"
        if database == "postgresql":
            url = stack.enter_context(PrivatePostgres()).create()
        variables = _variables(folder, url)
        for words in (("prepare", "--quiet"), ("demo", "load")):
            subprocess.run([*LANGNGHE, *words], env=variables, check=True, capture_output=True)
        subprocess.run([sys.executable, "-m", "bench.give_odd_words", seed], cwd=ROOT, env=variables, check=True)
        return sum(_told(database, one) for one in lines(variables, count, seed))


def lines(variables: dict[str, str], count: int, seed: str) -> Iterator[dict[str, Any]]:
    """What the program that goes back and forward says, as it says it."""
    command = [sys.executable, "-m", "bench.do_migrate", str(count), seed]
    with subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True) as walking:
        assert walking.stdout
        yield from map(json.loads, walking.stdout)
    if walking.returncode not in (0, 1):
        raise RuntimeError(f"bench.do_migrate ended with {walking.returncode}")


def _told(database: str, one: dict[str, Any]) -> bool:
    if "tables" in one:
        print(f"{database}: {one['rows']:,} rows in {one['filled']} of {one['tables']} tables", flush=True)
        return False
    print(f"{database} {one['room']} {one['step']}: {one['seconds']} s", *one["wrong"], sep="\n    ", flush=True)
    return bool(one["wrong"])


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench --drill migrations", description=__doc__)
    parser.add_argument("--database", action="append", choices=["sqlite", "postgresql"])
    parser.add_argument("--count", type=int, default=0, help="only so many, by chance, that pull few others along")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args(arguments)
    options.database = options.database or ["sqlite", "postgresql"]
    return options
