"""Web and worker killed without a word while fifty people send: `bin/bench --drill kills --kills 200`."""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.drills import harm
from bench.power import cluster as clusters
from bench.power import judging, starting
from bench.power.crowd import Crowd
from bench.power.judging import Fault
from bench.power.product import Product, serving
from bench.power.recording import Ground, address, laid
from bench.private_postgres import free_port
from bench.report import Measure, at_least, at_most

PEOPLE = 50
PATIENCE = 10.0
BARS = (0, 1, 5, 10, 20, 30, 40, PEOPLE)


@dataclass
class Result:
    """What was killed with how many forms on the way, and what came of it."""

    killed: Counter[str] = field(default_factory=Counter)
    on_the_way: list[int] = field(default_factory=list)
    receipts: int = 0
    sent_again: int = 0
    without_answer: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def share_between(self) -> float:
        """Percent of the kills that fell while a form was between accept and receipt."""
        return 100 * sum(many > 0 for many in self.on_the_way) / max(1, len(self.on_the_way))

    def histogram(self) -> str:
        """Kills by how many forms were on the way."""
        lines = []
        for low, high in zip(BARS, [*(bar - 1 for bar in BARS[1:]), PEOPLE], strict=True):
            many = sum(low <= one <= high for one in self.on_the_way)
            lines.append(f"  {low:>3}-{high:<3} {many:>5} {'█' * round(60 * many / max(1, len(self.on_the_way)))}")
        return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Kill, start again, compare, on both databases; 0 when nothing was lost."""
    return harm.main("kills", __doc__, arguments, what="kills", drill=drill, told=_told)


def drill(on: Ground, folder: Path, kills: int, seed: int, people: int = PEOPLE, *, whole: bool = True) -> Result:
    """So many kills on one installation; then everybody ends and the disk is judged.

    `whole`: the product itself has its say at the end.
    """
    disk, cluster = laid(on, folder)
    result, crowd, chance = Result(), Crowd(free_port(), people, seed), random.Random(seed)
    with clusters.running(cluster, smoothly=True) if cluster else contextlib.nullcontext():
        crowd.begin()
        while sum(result.killed.values()) < kills:
            with serving(disk, address(disk, cluster), crowd.port) as product:
                _kill(product, crowd, result, chance.choice(("web", "worker")), chance)
                _kill(product, crowd, result, "everything", chance)
        with serving(disk, address(disk, cluster), crowd.port):
            result.without_answer = crowd.end()
    result.receipts, result.sent_again = len(crowd.receipts), crowd.sent_again
    result.faults = [*_twice(crowd), *judging.faults(disk, on.database, crowd.receipts, cluster)]
    if whole:
        result.faults += starting.faults(disk, crowd.receipts, cluster, seed)
    return result


def _kill(product: Product, crowd: Crowd, result: Result, whom: str, chance: random.Random) -> None:
    time.sleep(chance.uniform(0.1, 1.0))
    until = time.monotonic() + PATIENCE
    while not crowd.between() and time.monotonic() < until:
        time.sleep(0.005)
    result.on_the_way.append(crowd.between())
    if whom == "everything":
        product.kill()
    else:
        for pid in product.pids(whom):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    result.killed[whom] += 1


def _twice(crowd: Crowd) -> Iterator[Fault]:
    given = Counter(receipt.serial for receipt in crowd.receipts)
    yield from (Fault("twice", f"{serial} on {many} receipts") for serial, many in given.items() if many > 1)
    yield from (Fault("broken", f"neither accepted nor clear: {said}") for said in crowd.unclear[:5])


def _told(database: str, found: Result) -> Iterator[Measure]:
    kills, receipts = f"{sum(found.killed.values())} kills", f"{found.receipts:,} receipts"
    spread = ", ".join(f"{whom} {many}" for whom, many in found.killed.items())
    yield Measure("kills", database, "SIGKILL under fifty senders", sum(found.killed.values()), "", None, spread)
    yield Measure("kills", database, "between accept and receipt", found.share_between, "%", at_least(90), kills)
    yield Measure("kills", database, "sent again until a receipt came", found.sent_again, "", None, receipts)
    yield Measure("kills", database, "never got a receipt", found.without_answer, "", at_most(0), receipts)
    yield from harm.each_kind("kills", database, found.faults, kills, receipts)
