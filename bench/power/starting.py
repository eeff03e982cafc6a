"""The whole product started on a rebuilt disk: the ledger agrees, a receipt opens, and the next number is a new one."""

import http.client
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.power import residents
from bench.power.cluster import Cluster, running
from bench.power.judging import Fault
from bench.power.product import WouldNotServe, serving
from bench.power.recording import variables
from bench.power.residents import Receipt
from bench.served import LANGNGHE

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
    try:
        with serving(disk, url) as product:
            yield from _asked(product.port, receipts, random.Random(seed))
    except (OSError, http.client.HTTPException, WouldNotServe) as error:
        yield Fault("broken", f"{error!r}"[-400:])


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
