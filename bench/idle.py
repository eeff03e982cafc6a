"""Memory of everything that runs when nothing happens: web, worker and the supervisor over them, after a warm-up."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

from bench import client
from bench.intake import accepted, open_form
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_most
from bench.served import WARD, Served, served

PAGES = ["/", f"/{WARD}/", f"/{WARD}/gui-y-kien/", "/phieu/", "/dang-nhap/", "/ma-nguon/", "/suc-khoe/", "/khong-co/"]
CLIENTS, WARM_SECONDS, OPINIONS, REST = 9, 4.0, 20, 20.0


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """Proportional memory (PSS), shared pages counted by share."""
    for database, postgres in databases.items():
        with served(database, postgres) as product:
            _warm_up(product.port)
            time.sleep(1 if quick else REST)
            yield from _measure(product)


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
    yield Measure("idle", product.database, "all together, PSS", sum(each.values()), "MB", at_most(220), "1")


def megabytes(pid: int) -> float:
    """The share of the memory that a process has, in MB (PSS)."""
    found = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0
