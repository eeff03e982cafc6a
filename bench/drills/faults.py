"""The disk fails or is full in the middle of an opinion: `bin/bench --drill faults --injections 200`.

strace makes single calls of web processes (and of PostgreSQL's) fail with EIO or ENOSPC while one form is on its way.
"""

import contextlib
import http.client
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.drills import harm
from bench.power import cluster as clusters
from bench.power import judging, starting
from bench.power.judging import Fault
from bench.power.product import Product, serving
from bench.power.recording import Ground, address, laid
from bench.power.residents import Answer, Letter, Receipt, letter
from bench.report import Measure, at_least, at_most
from bench.served import descendants

ERRORS = ("EIO", "ENOSPC")
# Which call fails, how many of its kind went well before (in the thread that works), whether the form has a photo.
WEB = [("fsync", 6, True), ("rename", 2, True), ("write", 3, True), ("mkdir", 2, True)]
SQLITE = [("pwrite64", 40, False), ("pwrite64", 40, True), ("fdatasync", 2, False), ("fdatasync", 3, True)]
POSTGRESQL = [("pwrite64", 3, False), ("fdatasync", 1, False), ("pwrite64", 2, True), ("fdatasync", 2, True)]
CLEAR = ("cứ coi như chưa gửi", "hết chỗ chứa", "sắp hết chỗ", "Máy của phường")
INJECTED = re.compile(r"(\w+)\((.*?)\) += -1 (E\w+) .*\(INJECTED\)")
PATIENCE = 60
# A pipe or a socket of the web server itself: nothing that is kept, and nothing it could still answer through.
ELSEWHERE = "elsewhere"
# strace counts calls in each thread by itself: one form may meet a photo's write and such a pipe at once.
MUTE = "nothing, its own pipe failed too"


@dataclass
class Result:
    """What failed where, and what residents were told."""

    where: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    receipts: list[Receipt] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    born_again: int = 0

    @property
    def injected(self) -> int:
        """Calls that were made to fail."""
        return sum(self.where.values())

    @property
    def share_between(self) -> float:
        """Percent of them that concern what is kept, while a form was between accept and receipt."""
        return 100 * (self.injected - self.where[ELSEWHERE]) / max(1, self.injected)

    def histogram(self) -> str:
        """Failed calls by what they were about."""
        return "\n".join(
            f"  {where:<32} {many:>5} {'█' * round(60 * many / self.injected)}"
            for where, many in self.where.most_common()
        )


def main(arguments: list[str]) -> int:
    """Let calls fail, compare, on both databases; 0 when nothing was lost and everybody was told."""
    return harm.main("faults", __doc__, arguments, what="injections", drill=drill, told=_told)


def drill(on: Ground, folder: Path, injections: int, seed: int, *, whole: bool = True) -> Result:
    """Until so many calls failed, one form after the other; then the disk is judged.

    `whole`: the product itself has its say at the end.
    """
    disk, cluster = laid(on, folder)
    result, chance = Result(), random.Random(seed)
    server = clusters.running(cluster, smoothly=True, hurried=False) if cluster else contextlib.nullcontext(0)
    with server as postmaster, serving(disk, address(disk, cluster)) as product:
        number = 0
        while result.injected < injections and number < injections * 4:
            _fail_once(product, postmaster, disk, result, number, chance)
            number += 1
    result.faults += [*_twice(result), *judging.faults(disk, on.database, result.receipts, cluster)]
    if whole:
        result.faults += starting.faults(disk, result.receipts, cluster, seed)
    return result


def _fail_once(
    product: Product, postmaster: int, disk: Path, result: Result, number: int, chance: random.Random
) -> None:
    """One form on its way, one call that fails; then the same form again, which must be accepted."""
    of_server = bool(postmaster) and chance.random() < 0.5
    call, most, with_photo = chance.choice(POSTGRESQL if of_server else WEB if postmaster else WEB + SQLITE)
    mine = letter(number, chance, photos=int(with_photo))
    _open(mine, product, result)
    pids = descendants(postmaster) if of_server else product.pids("web")
    with _failing(pids, call, chance.choice(ERRORS), chance.randint(1, most), disk) as said:
        answer = _sent(mine, product.port)
    hits = [_where(found[1], found[2], disk) for found in INJECTED.finditer(said.read_text(errors="replace"))]
    result.where.update(hits)
    if set(hits) - {ELSEWHERE}:
        kind = MUTE if answer is None and ELSEWHERE in hits else _kind_of(answer)
        result.told[kind] += 1
        if kind == "unclear":
            heard = f"{answer.status} {answer.page[:300]}" if answer else "no answer"
            result.faults.append(Fault("unclear", f"{heard}, after {hits}"))
    receipt = answer.receipt if answer and answer.receipt else _again(mine, product.port)
    if receipt:
        result.receipts.append(receipt)
    else:
        result.faults.append(Fault("broken", f"not accepted after {hits}"))


def _open(mine: Letter, product: Product, result: Result) -> None:
    """Fetch the form; a web process that ended by the fault before is born again meanwhile."""
    try:
        mine.open(product.port)
    except (OSError, http.client.HTTPException):
        result.born_again += 1
        product.wait()
        mine.open(product.port)


@contextlib.contextmanager
def _failing(pids: list[int], call: str, error: str, when: int, disk: Path) -> Iterator[Path]:
    """While the block runs, the call number `when` of this kind fails in each thread of these processes."""
    said, told = disk.parent / "strace.out", disk.parent / "strace.err"
    inject = [f"inject={call}:error={error}:when={when}"]
    command = [shutil.which("strace") or "strace", "-f", "-y", "-s", "0", "-e", f"trace={call}", "-e", *inject]
    with told.open("wb") as log:
        strace = subprocess.Popen(
            [*command, "-o", str(said), *(part for pid in pids for part in ("-p", str(pid)))], stderr=log
        )
    try:
        until = time.monotonic() + PATIENCE
        while told.read_text(errors="replace").count("attached") < len(pids) and time.monotonic() < until:
            if strace.poll() is not None:
                break
            time.sleep(0.01)
        yield said
    finally:
        strace.send_signal(signal.SIGINT)
        try:
            strace.wait(10)
        except subprocess.TimeoutExpired:
            strace.kill()
            strace.wait()


def _sent(mine: Letter, port: int) -> Answer | None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        return mine.send(port)
    return None


def _again(mine: Letter, port: int) -> Receipt | None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = _sent(mine, port)
        if answer and answer.receipt:
            return answer.receipt
        time.sleep(0.3)
    return None


def _kind_of(answer: Answer | None) -> str:
    if answer is None:
        return "unclear"
    if answer.receipt:
        return "receipt all the same"
    if any(words in answer.page for words in CLEAR):
        return "a clear sentence"
    return "unclear"


def _where(call: str, said: str, disk: Path) -> str:
    """What a failed call was about, in a few words."""
    if call in {"rename", "mkdir"}:
        return f"{call} of a photo's name" if call == "rename" else "mkdir for a photo"
    found = re.match(r"\d+<(.*?)>", said)
    path = found[1] if found else ""
    if not path.startswith(str(disk)):
        return ELSEWHERE
    kinds = {
        "-wal": "log of the database", ".sqlite3": "database", "/pg_wal/": "log of the database",
        "/cluster/": "database", "/.part-": "photo", "/files": "folder of photos",
    }  # fmt: skip
    return f"{call} of {next((kind for part, kind in kinds.items() if part in path), 'another file')}"


def _twice(result: Result) -> Iterator[Fault]:
    given = Counter(receipt.serial for receipt in result.receipts)
    yield from (Fault("twice", f"{serial} on {many} receipts") for serial, many in given.items() if many > 1)


def _told(database: str, found: Result) -> Iterator[Measure]:
    n, receipts = f"{found.injected} faults", f"{len(found.receipts):,} receipts"
    yield Measure("faults", database, "EIO and ENOSPC injected", found.injected, "", at_least(1), n)
    yield Measure("faults", database, "between accept and receipt", found.share_between, "%", at_least(90), n)
    yield Measure("faults", database, "web ended and was born again", found.born_again, "", None, n)
    for kind, many in found.told.most_common():
        yield Measure("faults", database, f"answered: {kind}", many, "", at_most(0) if kind == "unclear" else None, n)
    yield from harm.each_kind("faults", database, found.faults, n, receipts)
