"""30,000 households from a file, as the worker imports them, while residents go on sending opinions."""

import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench import client
from bench.intake import Form, accepted, open_form
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import ROOT, WARD, Served, served
from bench.watching import watched

HOUSEHOLDS, QUICK = 30_000, 1_500
RATE, CHUNK_SECONDS, IDLE_SECONDS = 20, 5.0, 20.0
BARE_SECONDS = 0.02
LIMIT = 600
CACHE = ROOT / ".cache" / "bench"
HEADER = ["Tổ dân phố", "Mã hộ", "Chủ hộ", "Địa chỉ", "Số nhân khẩu"]
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"]
MIDDLE = ["Văn", "Thị", "Minh", "Đức"]
GIVEN = ["An", "Bình", "Châu", "Dũng", "Én", "Giang", "Hạnh", "Khoa", "Lan", "Nga", "Oanh", "Phúc", "Quý", "Sơn", "Tư"]
STREETS = ["Lê Lợi", "Hai Bà Trưng", "Trần Phú", "Cách Mạng Tháng Tám", "Nguyễn Tất Thành", "Đinh Tiên Hoàng"]


@dataclass(frozen=True)
class Imported:
    """Seconds of the dry run and of the writing."""

    checking: float
    writing: float


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Time of the whole import, the longest hold of the write gate, and what residents feel meanwhile."""
    rows = QUICK if quick else HOUSEHOLDS
    for database, postgres in databases.items():
        journal = CACHE / f"gate-{time.monotonic_ns()}"
        CACHE.mkdir(parents=True, exist_ok=True)
        try:
            with served(database, postgres, LANGNGHE_GATE_JOURNAL=str(journal)) as product:
                yield from _measure(product, rows, 2.0 if quick else IDLE_SECONDS, journal)
        finally:
            journal.unlink(missing_ok=True)


def households(rows: int) -> Path:
    """A list as a ward keeps it, made once and cached."""
    path = CACHE / f"households-{rows}.csv"
    if not path.exists():
        chance = random.Random(rows)
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(_household(number, chance) for number in range(rows))
        part.rename(path)
    return path


def stream(product: Served, form: Form, seconds: float) -> client.Result:
    """Opinions at a steady rate; every one must be accepted."""
    result = client.open_loop(product.port, form.request, accepted, RATE, seconds)
    if result.wrong:
        raise RuntimeError(f"{len(result.wrong)} refused, the first: {result.wrong[0].status}")
    return result


def felt(
    bench: str, database: str, doing: str, idle: client.Result, busy: client.Result, size: str
) -> Iterator[Measure]:
    """What residents felt before, and while the machine was busy with something."""
    before, during = idle.percentile(99), busy.percentile(99)
    asked, calm = (f"{len(one.latencies):,} at {RATE}/s" for one in (busy, idle))
    yield Measure(bench, database, "intake p99, idle", before, "ms", None, calm, size)
    yield Measure(bench, database, f"intake p99, {doing}", during, "ms", None, asked, size)
    yield Measure(bench, database, "intake p99 in idle p99s", during / before, "×", at_most(3), asked, size)


def _household(number: int, chance: random.Random) -> list[str]:
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    address = f"{chance.randrange(1, 400)} {chance.choice(STREETS)}"
    return [f"Tổ {number // 300 + 1}", f"H{number:06d}", name, address, str(chance.randrange(1, 9))]


def _measure(product: Served, rows: int, idle_seconds: float, journal: Path) -> Iterator[Measure]:
    form = open_form(product.port)
    stream(product, form, 2.0)
    idle = stream(product, form, idle_seconds)
    journal.write_text("")
    with ThreadPoolExecutor(1) as other, watched(lambda: _bare_write(product.folder), BARE_SECONDS) as bare:
        running = other.submit(_import, product, households(rows))
        busy = [stream(product, form, CHUNK_SECONDS)]
        while not running.done():
            busy.append(stream(product, form, CHUNK_SECONDS))
        took = running.result()
    size = f"{rows:,} households"
    missing = rows - product.count("places_household")
    yield Measure("import", product.database, "households missing", missing, "", at_most(0), "1", size)
    yield from _times(product.database, took, size)
    if product.database == "sqlite":
        yield _gate([float(line) for line in journal.read_text().split()], size)
        n = f"{len(bare):,}"
        yield Measure("import", "sqlite", "longest bare write to that disk meanwhile", max(bare), "ms", None, n, size)
    yield from felt("import", product.database, "importing", idle, client.together(busy), size)


def _bare_write(folder: Path) -> float:
    """Milliseconds in which four pages reach the disk: no transaction can be quicker than that at the same moment."""
    file = os.open(folder / "bare-write", os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        began = time.perf_counter()
        os.pwrite(file, bytes(4 * 4096), 0)
        os.fdatasync(file)
        return (time.perf_counter() - began) * 1000
    finally:
        os.close(file)


def _times(database: str, took: Imported, size: str) -> Iterator[Measure]:
    whole = took.checking + took.writing
    yield Measure("import", database, "checking", took.checking, "s", None, "1", size)
    yield Measure("import", database, "writing", took.writing, "s", None, "1", size)
    yield Measure("import", database, "from upload to imported", whole, "s", at_most(60), "1", size)


def _gate(held: list[float], size: str) -> Measure:
    return Measure("import", "sqlite", "longest hold of the gate", max(held), "ms", at_most(50), f"{len(held):,}", size)


def _import(product: Served, path: Path) -> Imported:
    began = time.monotonic()
    batch = _give(product, "receive", WARD, str(path))
    _until(product, "checked")
    checked = time.monotonic()
    _give(product, "confirm", batch)
    _until(product, "applied")
    return Imported(checked - began, time.monotonic() - checked)


def _give(product: Served, *words: str) -> str:
    command = [sys.executable, "-m", "bench.give_list", *words]
    done = subprocess.run(command, env=product.variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def _until(product: Served, state: str) -> None:
    deadline = time.monotonic() + LIMIT
    while (now := product.ask("SELECT state FROM places_householdimport")) != state:
        if time.monotonic() > deadline or now == "refused":
            raise RuntimeError(f"the import stays {now}, not {state}")
        time.sleep(0.1)
