"""Opinions are erased among 10^6 matters: each takes so long, and so long until nothing of it is in the indexes."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench import client, grounds, sizes
from bench.export import reading
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import ROOT, WARD, Served

USUAL, SHORT = (1_000_000, 300), (3_000, 3)
COUNT, QUICK_COUNT = 500, 50


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The slowest twentieth and the statements of an erasure, what readers feel, and what is left afterwards."""
    matters, wards = sizes.ground(quick, USUAL, SHORT)
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("erase-many")
        yield from _measure(ground.product, QUICK_COUNT if quick else COUNT, f"{matters:,} matters, {wards} wards")


def _measure(product: Served, count: int, size: str) -> Iterator[Measure]:
    name = product.database
    began = time.perf_counter()
    with reading(product.port, [client.get(f"/{WARD}/viec/")]) as beside:
        told = _erase(product, count)
        product.wait_for_worker()
    followed = time.perf_counter() - began
    n = f"{told['erased']:,}"
    yield Measure("erase-many", name, "one erasure, p95", told["p95"] * 1000, "ms", None, n, size)
    yield Measure("erase-many", name, "processor of one", told["processor"] * 1000, "ms", None, n, size)
    yield Measure("erase-many", name, "statements of one (most)", told["statements"], "SQL", None, n, size)
    yield Measure("erase-many", name, "all, and what follows", followed, "s", None, n, size)
    slowest = max(beside, default=0.0) * 1000
    yield Measure("erase-many", name, "slowest board meanwhile", slowest, "ms", None, f"{len(beside)}", size)
    yield Measure("erase-many", name, "still in the index of opinions", told["left"], "", at_most(0), n, size)


def _erase(product: Served, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.do_erase", WARD, str(count)]
    done = subprocess.run(command, env=product.variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
