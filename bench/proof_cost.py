"""What the public log adds to taking opinions in: rounds with and without sealing beside it, by turns, same run."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bench import client
from bench.intake import CLIENTS, accepted, open_form
from bench.private_postgres import PrivatePostgres
from bench.report import Measure, at_least, at_most
from bench.served import CALM, ROOT, Served, served

ROUNDS, SECONDS = 6, 6.0
PROMISES = 500
READY = "ready\n"


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The rate at which opinions are taken in while as many are sealed, as a share of the rate without sealing."""
    for database, postgres in databases.items():
        with served(database, postgres, application="bench.wsgi:application", LANGNGHE_CROWD=CALM) as product:
            product.settle()
            yield from _measure(product, 2 if quick else ROUNDS, 2.0 if quick else SECONDS)


def told(product: Served, *words: object) -> dict[str, Any]:
    """What `bench.do_seal` says."""
    return _heard(_start(product, *words))


def _measure(product: Served, rounds: int, seconds: float) -> Iterator[Measure]:
    rates: dict[bool, list[float]] = {True: [], False: []}
    sealed, busy = 0, 0.0
    told(product, "seal", 1)
    for number in range(2 * rounds):
        # The one that goes first is another each time: what grows from round to round meets both.
        sealing = number % 4 in (1, 2)
        form = open_form(product.port, drawn=True)  # all the rounds together send more than one drawing brings
        beside = _ready(_start(product, "seal", round(seconds))) if sealing else None
        result = client.closed_loop(product.port, form.request, accepted, CLIENTS, seconds)
        if result.wrong:
            raise RuntimeError(f"{len(result.wrong)} refused, the first: {result.wrong[0].status}")
        rates[sealing].append(result.rate)
        if beside:
            said = _heard(beside)
            sealed, busy = sealed + said["sealed"], busy + said["processor"]
    yield from _said(product, rates, sealed, busy, f"{rounds} × {seconds:g} s")


def _said(
    product: Served, rates: dict[bool, list[float]], sealed: int, busy: float, n: str
) -> Iterator[Measure]:  # fmt: skip
    name, size = product.database, f"{product.count('opinions_opinion'):,} opinions"
    without, with_ = (statistics.median(rates[sealing]) for sealing in (False, True))
    yield Measure("proof-cost", name, "opinions, nothing sealed", without, "/s", None, n, size)
    yield Measure("proof-cost", name, "opinions, sealed beside", with_, "/s", None, n, size)
    yield Measure("proof-cost", name, "rate that sealing leaves", with_ / without * 100, "%", at_least(85), n, size)
    yield Measure("proof-cost", name, "sealed meanwhile", sealed, "entries", at_least(1), n, size)
    yield Measure("proof-cost", name, "processor a sealed entry", busy / max(1, sealed) * 1e6, "µs", None, n, size)
    promise = told(product, "promise", PROMISES)["processor"] * 1000
    yield Measure("proof-cost", name, "processor a promise", promise, "ms", at_most(5), str(PROMISES))


def _start(product: Served, *words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.do_seal", *map(str, words)]
    return subprocess.Popen(command, env=product.variables, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _ready(sealing: "subprocess.Popen[str]") -> "subprocess.Popen[str]":
    """Wait until it has read the product: the worker, which seals in a ward, has done so long before."""
    if sealing.stdout is None or sealing.stdout.readline() != READY:
        raise RuntimeError("bench.do_seal did not begin")
    return sealing


def _heard(process: "subprocess.Popen[str]") -> dict[str, Any]:
    said = process.communicate()[0]
    if process.returncode:
        raise RuntimeError(f"bench.do_seal ended with {process.returncode}")
    return dict(json.loads(said.splitlines()[-1]))
