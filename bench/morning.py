"""The first page of the day at 300,000 matters of 300 wards, for the duty desk and for a head of the ward."""

import json
import subprocess
import sys
from collections.abc import Iterator

from bench import client
from bench.board import right, statements
from bench.inbox import MATTERS, QUICK, QUICK_SECONDS, QUICK_WARDS, SECONDS, WARDS, filled, get
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import ROOT, WARD, Served, served

PATHS = {"morning": "/can-bo/", "printed list": "/can-bo/hom-nay/in/", "same place again": "/can-bo/hom-nay/lap-lai/"}
BAR_MS, BAR_SQL = 100, 12


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Statements a page and the slowest twentieth, one client and two, on both databases."""
    matters, wards = (QUICK, QUICK_WARDS) if quick else (MATTERS, WARDS)
    size = f"{matters:,} matters, {wards} wards"
    for database, postgres in databases.items():
        with served(database, postgres, application="bench.wsgi:application") as product:
            cookies = {"desk": filled(product, matters, wards), "chief": _chief(product)}
            for role, cookie in cookies.items():
                for name, path in PATHS.items():
                    yield from _measures(product, f"{name}, {role}", get(path, cookie), size, quick)


def _measures(product: Served, name: str, page: bytes, size: str, quick: bool) -> Iterator[Measure]:
    for _turn in range(3):
        client.ask(product.port, page)
    asked = statements(product.port, page)
    yield Measure("morning", product.database, f"{name}: statements", asked, "SQL", at_most(BAR_SQL), "1", size)
    seconds = (QUICK_SECONDS if quick else SECONDS) / 2
    for clients in (1, 2):
        result = client.closed_loop(product.port, lambda _turn: page, right, clients, seconds)
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} wrong, the first: {result.wrong[0].status}")
        told, n = f"{name}: p95, clients: {clients}", f"{len(result.latencies):,}"
        yield Measure("morning", product.database, told, result.percentile(95), "ms", at_most(BAR_MS), n, size)


def _chief(product: Served) -> str:
    """The session cookie of the police chief, who sees what is late in the whole ward."""
    command = [sys.executable, "-m", "bench.give_work", WARD, "police_chief", "1"]
    done = subprocess.run(command, env=product.variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return str(json.loads(done.stdout.splitlines()[-1])["session"])
