"""The whole product started on a rebuilt disk: the ledger agrees, a receipt opens, and the next number is a new one."""

import http.client
import random
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.power import residents
from bench.power.cluster import Cluster, running
from bench.power.judging import Fault
from bench.power.recording import variables
from bench.power.residents import Receipt
from bench.private_postgres import free_port
from bench.served import LANGNGHE, descendants

START_SECONDS = 60
DESK = "/phieu/"


def faults(disk: Path, receipts: list[Receipt], cluster: Cluster | None, seed: int) -> list[Fault]:
    """What the product itself, started there, has to say."""
    if cluster is None:
        return list(_faults(disk, f"sqlite://{disk}/data/langnghe.sqlite3", receipts, seed))
    with running(cluster, smoothly=False):
        return list(_faults(disk, cluster.url, receipts, seed))


def _faults(disk: Path, url: str, receipts: list[Receipt], seed: int) -> Iterator[Fault]:
    inside = variables(disk, url)
    checked = subprocess.run(
        [*LANGNGHE, "ledger", "check"], env=inside, cwd=disk, capture_output=True, text=True, check=False
    )
    if checked.returncode:
        yield Fault("broken", f"ledger check: {(checked.stdout + checked.stderr)[-400:]}")
    port, chance = free_port(), random.Random(seed)
    command = [*LANGNGHE, "serve", "--prepared", "--port", str(port)]
    said = disk.parent / "started.said"
    with said.open("wb") as log:
        served = subprocess.Popen(command, env=inside, cwd=disk, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(served, port)
        yield from _asked(port, receipts, chance)
    except (OSError, http.client.HTTPException, RuntimeError) as error:
        yield Fault("broken", f"{error!r}: {said.read_text(errors='replace')[-400:]}")
    finally:
        family = descendants(served.pid)
        served.terminate()
        try:
            served.wait(20)
        except subprocess.TimeoutExpired:
            subprocess.run(["kill", "-KILL", str(served.pid), *map(str, family)], check=False)
            served.wait()


def _wait(served: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and served.poll() is None:
        try:
            if residents.ask(port, "GET", "/suc-khoe/")[0]:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the product did not start")


def _asked(port: int, receipts: list[Receipt], chance: random.Random) -> Iterator[Fault]:
    if receipts and not _opens(port, chance.choice(receipts)):
        yield Fault("lost", "a receipt does not open at the desk")
    mine = residents.letter(0, chance, photos=1)
    mine.open(port)
    fresh = mine.send(port).receipt
    if fresh is None:
        yield Fault("broken", "a new opinion is not accepted")
    elif fresh.serial in {receipt.serial for receipt in receipts}:
        yield Fault("twice", f"{fresh.serial} was given again")


def _opens(port: int, receipt: Receipt) -> bool:
    """Whether serial and secret let in at the desk for receipts."""
    _status, cookie, page = residents.ask(port, "GET", DESK)
    proof = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if proof is None:
        return False
    fields = {"csrfmiddlewaretoken": proof[1], "serial": receipt.serial, "secret": receipt.secret}
    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
    kind = "application/x-www-form-urlencoded"
    status, _cookie, _page = residents.ask(port, "POST", DESK, body, kind, cookie.split(";")[0])
    return status == 302
