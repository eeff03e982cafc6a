"""Memory of everything that runs when nothing happens: web, worker, the supervisor over them and the signer, after a
warm-up in which opinions came and the signer signed heads."""

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import client
from bench.intake import accepted, open_form
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import LANGNGHE, ROOT, WARD, Served, served

PAGES = ["/", f"/{WARD}/", f"/{WARD}/gui-y-kien/", "/phieu/", "/dang-nhap/", "/ma-nguon/", "/suc-khoe/", "/khong-co/"]
CLIENTS, WARM_SECONDS, OPINIONS, REST = 9, 4.0, 20, 20.0
HEAD_SECONDS = 120.0


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Proportional memory (PSS), shared pages counted by share."""
    for database, postgres in databases.items():
        with _signer() as (signer, socket), served(database, postgres, LANGNGHE_SIGNER_SOCKET=socket) as product:
            _warm_up(product.port)
            _wait_for_a_head(product.port)
            time.sleep(1 if quick else REST)
            yield from _measure(product)
            yield Measure("idle", product.database, "signer, PSS", megabytes(signer.pid), "MB", at_most(50), "1")


@contextmanager
def _signer() -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The signer as it is installed, a process apart, and where it listens."""
    with tempfile.TemporaryDirectory(prefix="lang-nghe-signer-") as folder:
        home, socket = f"{folder}/home", f"{folder}/socket"
        Path(home).mkdir(mode=0o700)
        command = [*LANGNGHE, "signer", "run", "--home", home, "--socket", socket]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            if process.stdout is None or not process.stdout.readline():
                raise RuntimeError("the signer did not begin")
            try:
                yield process, socket
            finally:
                process.terminate()


def _wait_for_a_head(port: int) -> None:
    """Until the worker had the signer sign."""
    until = time.monotonic() + HEAD_SECONDS
    while client.ask(port, client.get(f"/log/{WARD}/1/checkpoint")).status != 200:
        if time.monotonic() > until:
            raise RuntimeError("no head was signed")
        time.sleep(0.5)


def _warm_up(port: int) -> None:
    """Every kind of page several times over several connections, so that each thread has done its share."""
    pages = [client.get(page) for page in PAGES]
    client.closed_loop(port, lambda number: pages[number % len(pages)], bool, CLIENTS, WARM_SECONDS)
    form = open_form(port)
    for number in range(OPINIONS):
        if not accepted(answer := client.ask(port, form.request(number))):
            raise RuntimeError(f"not accepted: {answer.status}")


def _measure(product: Served) -> Iterator[Measure]:
    each = {name: sum(megabytes(pid) for pid in pids) for name, pids in product.pids().items()}
    for name, value in each.items():
        yield Measure("idle", product.database, f"{name}, PSS", value, "MB")
    both = each["web"] + each["worker"]
    yield Measure("idle", product.database, "web and worker, PSS", both, "MB", at_most(300), "1")
    yield Measure("idle", product.database, "all together, PSS", sum(each.values()), "MB", at_most(220), "1")


def megabytes(pid: int) -> float:
    """The share of the memory that a process has, in MB (PSS)."""
    found = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0
