"""A whole backup beside `cp`, `sync` and `sha256sum` of the same bytes, by turns; and what residents feel meanwhile."""

import os
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from bench import client, grounds
from bench.importing import felt, stream
from bench.intake import open_form
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import Served

ROUNDS = 2
IDLE_SECONDS, CHUNK_SECONDS = 20.0, 5.0
# A photo as the cleaning child leaves it, and the small version beside it.
PHOTO, SMALL = 520_000, 24_000
COPY = 'cp -r "$@" "$TO" && sync -f "$TO" && find "$TO" -type f -print0 | xargs -0 sha256sum >"$TO/sums"'


@dataclass(frozen=True)
class Size:
    """How many matters the database has, how many bytes of files lie beside it."""

    matters: int = 1_000_000
    files: int = 10_000_000_000

    def __str__(self) -> str:
        return f"{self.matters:,} matters, {self.files / 1e9:g} GB of files"


QUICK = Size(3_000, 60_000_000)


@dataclass
class Took:
    """Seconds of each run, and the processor's share of them."""

    seconds: list[float]
    processor: list[float]

    @property
    def median(self) -> float:
        """Seconds of a run."""
        return statistics.median(self.seconds)


def measure(databases: dict[str, PrivatePostgres | None], quick: bool, size: Size | None = None) -> Iterator[Measure]:
    """Time lost beside the disk's own copy, and p99 of opinions sent meanwhile."""
    wanted = size or (QUICK if quick else Size())
    for database, postgres in databases.items():
        ground = grounds.board(database, postgres, wanted.matters)
        yield ground.filling("backup")
        product = ground.product
        _fill(product.folder / "data" / "files", wanted.files)
        product.langnghe("backup-key")
        yield from _speed(product, _lying(product, postgres), 1 if quick else ROUNDS, str(wanted))
        yield from _meanwhile(product, 2.0 if quick else IDLE_SECONDS, str(wanted))
        # The next bench on this ground shall not find them.
        shutil.rmtree(product.folder / "data" / "files" / "bench")


def _fill(files: Path, size: int) -> None:
    """Photos as they lie; no row names them, which a backup does not ask."""
    written = 0
    while written < size:
        name = uuid4().hex
        folder = files / "bench" / name[-2:]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.urandom(PHOTO))
        (folder / f"{name}-small").write_bytes(os.urandom(SMALL))
        written += PHOTO + SMALL


def _lying(product: Served, postgres: PrivatePostgres | None) -> list[Path]:
    """What the disk's own copy takes: the files, and the database as it lies."""
    if postgres is None:
        return [product.folder / "data" / "files", Path(product.url.removeprefix("sqlite://"))]
    own = product.ask("SELECT oid FROM pg_database WHERE datname = current_database()")
    return [product.folder / "data" / "files", postgres.folder / "data" / "base" / own]


def _speed(product: Served, lying: list[Path], rounds: int, size: str) -> Iterator[Measure]:
    ours, disks, checking = Took([], []), Took([], []), Took([], [])
    name, n = product.database, f"{rounds} by turns"
    if name == "sqlite":
        _timed(checking, product.folder / "backup", lambda to: product.langnghe("backup", str(to)))
        yield Measure(
            "backup", name, "whole backup, with a large file's weekly check", checking.median, "s", None, "1", size
        )
    for _round in range(rounds):
        _timed(disks, product.folder / "copy", lambda to: _copy(to, lying))
        _timed(ours, product.folder / "backup", lambda to: product.langnghe("backup", str(to)))
    lost = (1 - disks.median / ours.median) * 100
    yield Measure("backup", name, "cp, sync and sha256sum", disks.median, "s", None, n, size)
    yield Measure("backup", name, "whole backup", ours.median, "s", None, n, size)
    yield Measure("backup", name, "of the disk's own speed lost", lost, "%", at_most(10), n, size)
    yield Measure("backup", name, "processor, cp …", statistics.median(disks.processor), "s", None, n, size)
    yield Measure("backup", name, "processor, backup", statistics.median(ours.processor), "s", None, n, size)


def _copy(to: Path, lying: list[Path]) -> None:
    to.mkdir()
    subprocess.run(["sh", "-ec", COPY, "copy", *map(str, lying)], env=os.environ | {"TO": str(to)}, check=True)


def _timed(took: Took, to: Path, work: Callable[[Path], object]) -> None:
    """What the run before left unwritten is written first, and nothing of this one stays."""
    os.sync()
    began, busy = time.perf_counter(), _processor()
    try:
        work(to)
        took.seconds.append(time.perf_counter() - began)
        took.processor.append(_processor() - busy)
    finally:
        shutil.rmtree(to, ignore_errors=True)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _meanwhile(product: Served, idle_seconds: float, size: str) -> Iterator[Measure]:
    form = open_form(product.port)
    stream(product, form, 2.0)
    idle = stream(product, form, idle_seconds)
    to = product.folder / "backup"
    with ThreadPoolExecutor(1) as other:
        running = other.submit(product.langnghe, "backup", str(to))
        busy = []
        while not running.done():
            busy.append(stream(product, form, min(CHUNK_SECONDS, idle_seconds)))
        running.result()
    shutil.rmtree(to)
    yield from felt("backup", product.database, "backing up", idle, client.together(busy), size)
