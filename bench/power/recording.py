"""The served product followed by strace while residents send; what was shown to whom, and when."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.power import cluster as clusters
from bench.power import residents, trace
from bench.power.cluster import Cluster
from bench.power.disk import Disk
from bench.power.residents import Receipt
from bench.private_postgres import free_port, ordinary_user
from bench.served import LANGNGHE, ROOT, descendants
from langnghe.testing import prepared
from langnghe.testing.stage import set_stage

MUTANTS = Path(__file__).resolve().parent / "mutants"
# What each takes away: PostgreSQL hears of the first by the address, since the server itself waits for the disk.
MUTANT_NAMES = ("no_waiting_commit", "no_photo_fsync", "no_folder_fsync")
NOT_WAITING = "?options=-c%20synchronous_commit%3Doff"
CALM = "100000000"
START_SECONDS = 120
EVERY = 25  # receipts between checkpoints of PostgreSQL; SQLite has its own after a thousand pages
Deaf = Callable[[trace.Call], bool]
SHOWN = re.compile(rb"\bDH\d\d-\d+-[0-9A-Z]\b")


@dataclass(frozen=True)
class Ground:
    """An installation with two wards and nobody's word, as it lay on its disk when it was stopped."""

    database: str
    before: Path


@dataclass(frozen=True)
class Recording:
    """A disk that can be rebuilt as of any moment, and the receipts with the moments at which they left."""

    ground: Ground
    disk: Disk
    shown: list[tuple[int, Receipt]]

    def known(self, moment: int) -> list[Receipt]:
        """Every receipt that somebody may have seen by then."""
        return [receipt for at, receipt in self.shown if at <= moment]


def ground(database: str, folder: Path) -> Ground:
    """Prepare an installation and set the stage in it; it is not running on return."""
    before = folder / "before"
    before.mkdir(parents=True)
    for path in (folder, before):
        path.chmod(0o711)
    if database == "sqlite":
        prepared.into(before / "data")
        set_stage(variables(before, address(before, None)), rows=False)
    else:
        made = clusters.made(before / "cluster")
        with clusters.running(made, smoothly=True):
            inside = variables(before, made.url)
            subprocess.run([*LANGNGHE, "prepare", "--migrate", "--quiet"], env=inside, cwd=folder, check=True)
            set_stage(inside, rows=False)
    return Ground(database, before)


def variables(disk: Path, url: str, mutant: str = "") -> dict[str, str]:
    """The installation that lies in `disk`; a mutant is put in before anything of ours is read."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "DJANGO_"))}
    if mutant == MUTANT_NAMES[0] and url.startswith("postgresql"):
        url += NOT_WAITING
    named = {"DATABASE": url, "DATA": str(disk / "data"), "KEYS": str(disk / "keys"), "CROWD": CALM}
    paths = [str(MUTANTS / mutant)] if mutant else []
    return (
        own
        | {f"LANGNGHE_{name}": value for name, value in named.items()}
        | {"PYTHONPATH": os.pathsep.join([*paths, str(ROOT)]), "PYTHONDONTWRITEBYTECODE": "1"}
    )


def laid(on: Ground, folder: Path) -> tuple[Path, Cluster | None]:
    """A copy of the ground as a disk of its own."""
    disk = folder / "disk"
    folder.mkdir(parents=True)
    shutil.copytree(on.before, disk)
    for path in (folder, disk):
        path.chmod(0o711)
    cluster = Cluster(disk / "cluster", free_port()) if on.database == "postgresql" else None
    if cluster:
        cluster.own()
    return disk, cluster


def address(disk: Path, cluster: Cluster | None) -> str:
    """Value for LANGNGHE_DATABASE."""
    return cluster.url if cluster else f"sqlite://{disk}/data/langnghe.sqlite3"


def recorded(on: Ground, folder: Path, *, many: int, hands: int, seed: int, mutant: str = "") -> Recording:
    """Serve a copy of the ground under strace while `hands` residents send `many` opinions; then pull the plug."""
    disk, cluster = laid(on, folder)
    written = folder / "trace"
    with _followed(disk, cluster, written, folder, mutant) as port:
        receipts = residents.send_all(port, many, hands, seed, _checkpoints(cluster))
    return read(on, disk, written, receipts)


def read(on: Ground, root: Path, written: Path, receipts: list[Receipt], deaf: Deaf = lambda _call: False) -> Recording:
    """Follow a trace. Unknown when a receipt was shown that the trace knows nothing of.

    `deaf`: calls that are taken as never made, so that a test sees what they were good for.
    """
    disk, moments = Disk(root, on.before), dict[str, int]()
    with written.open() as lines:
        heard = (call for call in trace.calls(lines) if not deaf(call))
        for call in disk.follow(heard, root / "cluster"):
            for serial in _serials(call):
                moments.setdefault(serial, call.began)
    if missing := [receipt.serial for receipt in receipts if receipt.serial not in moments]:
        raise trace.Unknown(f"{len(missing)} receipts shown that the trace did not see, e.g. {missing[0]}")
    return Recording(on, disk, sorted(((moments[one.serial], one) for one in receipts), key=lambda pair: pair[0]))


def _serials(call: trace.Call) -> list[str]:
    """Serials on a page that leaves; what the program says to its database is no page."""
    if call.name not in {"write", "writev", "sendto", "sendmsg"} or not call.path.startswith("socket:"):
        return []
    said = b"".join(call.texts())
    return [found.decode() for found in SHOWN.findall(said)] if b"<html" in said else []


@contextlib.contextmanager
def _followed(disk: Path, cluster: Cluster | None, written: Path, folder: Path, mutant: str) -> Iterator[int]:
    port = free_port()
    inside = variables(disk, address(disk, cluster), mutant)
    steps: list[dict[str, Any]] = []
    if cluster:
        own = {name: value for name, value in os.environ.items() if not name.startswith("LANGNGHE_")}
        step = _step(cluster.command(), own, folder / "database.said", ready=cluster.ready())
        steps.append(step | {"who": ordinary_user()})
    serve = [*LANGNGHE, "serve", "--prepared", "--port", str(port)]
    steps.append(_step(serve, inside, folder / "said", ready=[]))
    # The trace itself is written by strace, outside the folder that it is about.
    together = [sys.executable, "-m", "bench.power.together", json.dumps(steps)]
    strace = subprocess.Popen(
        trace.command(written, together), env=inside, cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL
    )
    try:
        _wait(strace, port, folder / "said")
        yield port
    finally:
        _pull_the_plug(strace)


def _step(command: list[str], inside: dict[str, str], said: Path, *, ready: list[str]) -> dict[str, Any]:
    return {"command": command, "variables": inside, "said": str(said), "ready": ready, "who": {}}


def _wait(strace: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and strace.poll() is None:
        with contextlib.suppress(OSError):
            if residents.ask(port, "GET", "/suc-khoe/")[0]:
                return
        time.sleep(0.1)
    told = said.read_text(errors="replace")[-2000:] if said.exists() else ""
    raise RuntimeError(f"the product did not start under strace:\n{told}")


def _pull_the_plug(strace: "subprocess.Popen[bytes]") -> None:
    """Everybody under it at once; strace then writes down what it has and ends by itself."""
    # A call cut off by our own signal is not in the trace: the last receipts shall be.
    time.sleep(1)
    family = descendants(strace.pid)
    # PostgreSQL gives its bit of shared memory back only when it may end itself.
    for number, names in ((signal.SIGQUIT, {"postgres"}), (signal.SIGKILL, None)):
        for pid in family:
            with contextlib.suppress(OSError):
                if names is None or Path(f"/proc/{pid}/comm").read_text().strip() in names:
                    os.kill(pid, number)
        if names and any(_is_called(pid, names) for pid in family):
            time.sleep(0.5)
    try:
        strace.wait(60)
    except subprocess.TimeoutExpired:
        strace.kill()
        strace.wait()


def _is_called(pid: int, names: set[str]) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip() in names
    return False


def _checkpoints(cluster: Cluster | None) -> Callable[[], None]:
    if cluster is None:
        return lambda: None
    seen = iter(range(1, 1 << 30))

    def after_each() -> None:
        if next(seen) % EVERY == 0:
            with psycopg.connect(cluster.url, autocommit=True) as line:
                line.execute("CHECKPOINT")

    return after_each
