"""The work loop: jobs a second of one worker, and two workers beside each other, none of whose jobs runs twice."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bench import grounds, processor, sizes
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_least, at_most
from bench.served import ROOT, Served

MATTERS, WARDS, JOBS = 1_000_000, 300, 20_000
QUICK, QUICK_WARDS, QUICK_JOBS = 3_000, 3, 1_000
BAR = 500


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Real jobs of real followers, worked off by one process, then by two; the served worker rests meanwhile."""
    matters, wards = sizes.ground(quick, (MATTERS, WARDS), (QUICK, QUICK_WARDS))
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("jobs")
        with ground.product.resting():
            count = QUICK_JOBS if quick else JOBS
            yield from _measure(ground.product, postgres, count, f"{matters:,} matters, {wards} wards")


def _measure(product: Served, postgres: PrivatePostgres | None, count: int, size: str) -> Iterator[Measure]:
    name = product.database
    for workers in (1, 2):
        waiting = int(_run(product, "arm", str(count)))
        before = processor.of_database(postgres) if postgres else 0.0
        told = _worked(product, workers)
        answering = (processor.of_database(postgres) if postgres else 0.0) - before
        ran = [job for one in told for job in one["ran"]]
        rate = len(ran) / max(one["seconds"] for one in told)
        bar = at_least(BAR) if workers == 1 else None
        yield Measure("jobs", name, f"jobs, workers: {workers}", rate, "/s", bar, f"{waiting:,}", size)
        busy = (sum(one["processor"] for one in told) + answering) / len(ran) * 1000
        yield Measure("jobs", name, f"processor a job, workers: {workers}", busy, "ms", None, f"{waiting:,}", size)
        # What the armed ones brought with them ran too.
        twice, left = len(ran) - len(set(ran)), max(0, waiting - len(set(ran)))
        yield Measure("jobs", name, f"run twice, workers: {workers}", twice, "", at_most(0), f"{waiting:,}", size)
        yield Measure("jobs", name, f"left over, workers: {workers}", left, "", at_most(0), f"{waiting:,}", size)


def _worked(product: Served, workers: int) -> list[dict[str, Any]]:
    running = [_start(product, "work") for _worker in range(workers)]
    return [json.loads(one.communicate()[0].splitlines()[-1]) for one in running]


def _run(product: Served, *words: str) -> str:
    done = _start(product, *words)
    said = done.communicate()[0]
    if done.returncode:
        raise RuntimeError(f"bench.do_jobs {words}")
    return said.strip()


def _start(product: Served, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.do_jobs", *words]
    return subprocess.Popen(command, env=product.variables, cwd=ROOT, stdout=subprocess.PIPE, text=True)
