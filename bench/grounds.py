"""Filled installations that several benches of one run stand on, one after the other: filling takes minutes."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench import kept
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import ROOT, WARD, Served, served, with_demo


@dataclass(frozen=True)
class Ground:
    """A product served with bench data, how it was filled, and what the filler said."""

    product: Served
    size: str
    seconds: float
    said: str

    def filling(self, bench: str) -> Measure:
        """How long it took, told by a bench that stands on it."""
        return Measure(bench, self.product.database, "filling", self.seconds, "s", None, "1", self.size)


@dataclass
class _Standing:
    """One ground a database: the next of another kind takes its place."""

    words: list[str]
    ground: Ground
    stack: ExitStack = field(default_factory=ExitStack)


_standing: dict[str, _Standing] = {}


def board(database: str, postgres: PrivatePostgres | None, matters: int) -> Ground:
    """One ward with so many matters on its board."""
    return _ground(database, postgres, ["bench.fill_board", WARD, str(matters)], f"{matters:,} matters")


def wards(database: str, postgres: PrivatePostgres | None, matters: int, count: int) -> Ground:
    """So many matters over so many wards; it says the session cookie of the duty desk."""
    words = ["bench.fill_wards", WARD, str(matters), str(count)]
    return _ground(database, postgres, words, f"{matters:,} matters, {count} wards")


def leave() -> None:
    """Stop and remove what is still kept."""
    while _standing:
        _standing.popitem()[1].stack.close()


def given(product: Served, role: str, count: int) -> dict[str, object]:
    """An officer of this role signed in, and so many matters waiting for an answer (`bench.give_work`)."""
    said: dict[str, object] = json.loads(_run(product, ["bench.give_work", WARD, role, str(count)]).splitlines()[-1])
    return said


def _ground(database: str, postgres: PrivatePostgres | None, words: list[str], size: str) -> Ground:
    if database in _standing and _standing[database].words == words:
        return _standing[database].ground
    if database in _standing:
        _standing.pop(database).stack.close()
    with ExitStack() as stack:
        ground = _filled(stack, database, postgres, words, size)
        _standing[database] = _Standing(words, ground, stack.pop_all())
    return ground


def _filled(stack: ExitStack, database: str, postgres: PrivatePostgres | None, words: list[str], size: str) -> Ground:
    place = kept.place(database, words)
    known = kept.said(place)
    begin = kept.bring(place) if known else with_demo
    product = stack.enter_context(served(database, postgres, application="bench.wsgi:application", begin=begin))
    if not known:
        began = time.perf_counter()
        said = _run(product, words)
        known = (said.splitlines()[-1] if said else "", time.perf_counter() - began)
        kept.keep(product, place, *known)
    said, seconds = known
    return Ground(product, size, seconds, said)


def _run(product: Served, words: list[str]) -> str:
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, env=product.variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
