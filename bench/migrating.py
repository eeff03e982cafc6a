"""The schema migrated at 10^6 matters: of each large room the newest step taken back and taken again, nobody served."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

from bench import grounds, sizes
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import ROOT, Served

USUAL, SHORT = (1_000_000, 300), (3_000, 3)
ROOMS = ("ledger", "opinions", "matters", "answering", "commitments", "searching", "figures", "proof")


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Seconds in which nobody is served while a room's newest step is applied, and what a start with none to apply
    takes."""
    matters, wards = sizes.ground(quick, USUAL, SHORT)
    for database, postgres in databases.items():
        ground = grounds.wards(database, postgres, matters, wards)
        yield ground.filling("migrating")
        try:
            yield from _measure(ground.product, f"{matters:,} matters, {wards} wards")
        finally:
            grounds.leave()


def _measure(product: Served, size: str) -> Iterator[Measure]:
    """Who serves stands still: a new version is started when the old one has stopped."""
    held = [pid for some in product.pids().values() for pid in some]
    for pid in held:
        os.kill(pid, signal.SIGSTOP)
    try:
        for room in ROOMS:
            names = _steps(product, room)
            before = names[-2] if len(names) > 1 else "zero"
            if before == "zero":
                continue
            back = _migrate(product, room, before)
            forward = _migrate(product, "", "")
            name = f"{room} {names[-1]}"
            yield Measure("migrating", product.database, f"{name}: forward", forward, "s", None, "1", size)
            yield Measure("migrating", product.database, f"{name}: back", back, "s", None, "1", size)
        yield Measure(
            "migrating", product.database, "nothing to apply", _migrate(product, "", ""), "s", None, "1", size
        )  # fmt: skip
    finally:
        for pid in held:
            os.kill(pid, signal.SIGCONT)


def _steps(product: Served, room: str) -> list[str]:
    said = _django(product, "showmigrations", "--plan", room)
    return [line.split(f"{room}.")[1].split()[0] for line in said.splitlines() if f" {room}." in line]


def _migrate(product: Served, room: str, to: str) -> float:
    began = time.perf_counter()
    _django(product, "migrate", "--no-input", *([room, to] if room else []))
    return time.perf_counter() - began


def _django(product: Served, *words: str) -> str:
    variables = product.variables | {"DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
    command = [sys.executable, "-m", "django", *words]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
    return done.stdout
