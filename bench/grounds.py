"""Filled installations that several benches of one run stand on, one after the other: filling takes minutes."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from bench import kept, processor
from bench.private_postgres import PrivatePostgres
from bench.report import Measure
from bench.served import CALM, ROOT, WARD, Served, served, with_demo_learnt


@dataclass(frozen=True)
class Ground:
    """A product served with generated data, and how long it took to fill."""

    product: Served
    size: str
    seconds: float

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
    return _ground(database, postgres, matters, 1, f"{matters:,} matters")


def wards(database: str, postgres: PrivatePostgres | None, matters: int, count: int) -> Ground:
    """So many matters over so many wards, a tenth of them in the first."""
    return _ground(database, postgres, matters, count, f"{matters:,} matters, {count} wards")


@contextmanager
def several(
    database: str, postgres: PrivatePostgres | None, sizes: Sequence[tuple[int, int]]
) -> Iterator[list[Ground]]:
    """Grounds of several sizes (matters, wards) at once, to be asked by turns; others are left before."""
    leave()
    with ExitStack() as stack:
        yield [
            _filled(stack, database, postgres, _words(matters, count), f"{matters:,} matters, {count} wards")
            for matters, count in sizes
        ]


def leave() -> None:
    """Stop and remove what is still kept."""
    while _standing:
        _standing.popitem()[1].stack.close()


def given(product: Served, role: str, count: int, slug: str = WARD) -> dict[str, object]:
    """An officer of this role signed in, and so many matters waiting for an answer (`bench.give_work`)."""
    said: dict[str, object] = json.loads(_run(product, ["bench.give_work", slug, role, str(count)]).splitlines()[-1])
    return said


def viewer(product: Served) -> str:
    """The session cookie of somebody who looks over the whole country (`bench.give_viewer`)."""
    return _run(product, ["bench.give_viewer"]).splitlines()[-1]


def session(product: Served, role: str, slug: str = WARD) -> str:
    """The session cookie of an officer of this role in a ward, the first unless another is named."""
    return str(given(product, role, 0, slug)["session"])


def words(product: Served, count: int, slug: str = WARD) -> list[str]:
    """So many different searches in words of a ward's residents (`bench.give_words`)."""
    said: list[str] = json.loads(_run(product, ["bench.give_words", slug, str(count)]).splitlines()[-1])
    return said


def _words(matters: int, count: int) -> list[str]:
    return ["demo", "generate", "--wards", str(count), "--matters", str(matters)]


def _ground(database: str, postgres: PrivatePostgres | None, matters: int, count: int, size: str) -> Ground:
    words = _words(matters, count)
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
    known = kept.took(place)
    begin = kept.bring(place) if known else with_demo_learnt
    product = stack.enter_context(served(database, postgres, application="bench.wsgi:application", begin=begin,
                                         LANGNGHE_CROWD=CALM))  # fmt: skip
    if not known:
        began = time.perf_counter()
        product.langnghe(*words)
        known = time.perf_counter() - began
        product.settle()
        with product.resting():
            kept.keep(product, place, known)
    product.settle()
    processor.wait_for_calm(product)
    return Ground(product, size, known)


def _run(product: Served, words: list[str]) -> str:
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, env=product.variables, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
