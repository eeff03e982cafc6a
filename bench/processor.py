"""How much of a processor processes used, on a machine where others take turns: a clock on the wall tells little there.

A PostgreSQL counts with the processes that ask it: what they ask, it answers in processes of its own.
"""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.private_postgres import PrivatePostgres
from bench.served import Served

TICKS = os.sysconf("SC_CLK_TCK")
CALM_SECONDS, CALM_SHARE, LONGEST_WAIT = 3.0, 0.1, 300.0
_PARENT, _OWN, _OWN_AND_ENDED = 1, slice(11, 13), slice(11, 15)


def used(product: Served, postgres: PrivatePostgres | None) -> float:
    """Seconds that the web processes of a product and its database used up to now."""
    own = sum(_seconds(pid, _OWN) for pid in product.pids()["web"])
    return own + (of_database(postgres) if postgres else 0.0)


def wait_for_calm(product: Served) -> None:
    """Until what the worker does beside its jobs, after a start for instance, leaves the processor free for a while."""
    worker, until = product.pids()["worker"], time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        before = sum(_seconds(pid, _OWN) for pid in worker)
        time.sleep(CALM_SECONDS)
        if sum(_seconds(pid, _OWN) for pid in worker) - before < CALM_SHARE * CALM_SECONDS:
            break


def of_database(postgres: PrivatePostgres) -> float:
    """Seconds that a PostgreSQL and all its processes used up to now, those that ended too."""
    server = postgres.server.pid if postgres.server else 0
    return _seconds(server, _OWN_AND_ENDED) + sum(_seconds(pid, _OWN) for pid in _children(server))


def _seconds(pid: int, fields: slice) -> float:
    with contextlib.suppress(OSError):
        return sum(map(int, _stat(pid)[fields])) / TICKS
    return 0.0


def _children(parent: int) -> Iterator[int]:
    for pid in _running():
        with contextlib.suppress(OSError):
            if int(_stat(pid)[_PARENT]) == parent:
                yield pid


def _running() -> Iterable[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """What stands behind the name, which may hold anything; the state is the first."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
