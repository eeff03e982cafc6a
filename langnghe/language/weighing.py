"""Fitting the weights of `alike` on judged pairs of our own: by scipy, in a process of its own.

`python -m langnghe.language.weighing SORTER.bin PAIRS.jsonl …` prints what fitting without each file reaches on it, and
the weights to be put into `alike.py`. The first file weighs as much as all others.
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from pathlib import Path
from typing import Any

from langnghe.kernel.later import Later
from langnghe.language.alike import TABLE, Reader, Seen, features
from langnghe.language.among import Told, terms
from langnghe.language.sorter import Sorter, read

np = Later("numpy")
optimize = Later("scipy.optimize")

OTHERS, WITHIN_DAYS = 100, 15
"""Opinions of other scenes beside each pair, and how far from the one asked for their days are put."""
FALSE = 0.04
"""Share of look-alikes that may be suggested."""
STRENGTH = (50.0, 0.01)


@dataclass(frozen=True)
class Asked:
    """One opinion of a pair beside the other (first), what looks like it in its scene, and opinions of other scenes."""

    same: bool
    rows: Any
    weight: float = 1.0


def asked(sorter: Sorter, pairs: Sequence[dict[str, Any]]) -> Iterator[Asked]:
    """Each pair both ways round. `pairs`: `scene`, `a`, `b`, `same`; look-alikes are what no pair calls the same."""
    seen = _read(sorter, pairs)
    scenes: dict[int, dict[str, Seen]] = defaultdict(dict)
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for mine, other in (("a", "b"), ("b", "a")):
            text = pair[mine]["text"]
            scenes[pair["scene"]][text] = seen[pair["scene"], text]
            if pair["same"]:
                partners[text].add(pair[other]["text"])
    for pair in pairs:
        for mine, other in (("b", "a"), ("a", "b")):
            yield _asked(pair, pair[mine]["text"], pair[other]["text"], scenes, partners)


def fit_order(several: Sequence[Asked]) -> Any:
    """Weights with which the right one of each same pair stands before all others; none against its sign."""
    rows = [one.rows for one in several if one.same]
    heavy = np.array([one.weight for one in several if one.same])
    ends = np.cumsum([0, *map(len, rows)])
    starts, table, each = ends[:-1], np.concatenate(rows), np.repeat(heavy, np.diff(ends))
    spread = table.std(axis=0) + 1e-6
    table = table / spread

    def loss(at: Any) -> Any:
        sums = table @ at
        highest = np.repeat(np.maximum.reduceat(sums, starts), np.diff(ends))
        parts = np.exp(sums - highest)
        whole = np.add.reduceat(parts, starts)
        shares = parts / np.repeat(whole, np.diff(ends))
        said = (heavy * (np.log(whole) + highest[starts] - sums[starts])).sum() + STRENGTH[0] * (at @ at) / 2
        return said, table.T @ (shares * each) - table[starts].T @ heavy + STRENGTH[0] * at

    return optimize.minimize(loss, np.zeros(len(TABLE)), jac=True, bounds=_signs(), method="L-BFGS-B").x / spread


def fit_sure(several: Sequence[Asked], order: Any) -> Any:
    """Weights and bias by which the first of a pool is the right one or not: logistic regression, the same signs."""
    firsts = [(one.rows @ order).argmax() for one in several]
    table = np.array([one.rows[first] for one, first in zip(several, firsts, strict=True)])
    heavy = np.array([one.weight for one in several]) / sum(one.weight for one in several)
    right = np.array([one.same and first == 0 for one, first in zip(several, firsts, strict=True)], dtype=float)
    spread = table.std(axis=0) + 1e-6
    table = np.hstack([table / spread, np.ones((len(table), 1))])

    def loss(at: Any) -> Any:
        sums = table @ at
        wrong = heavy * (1 / (1 + np.exp(-sums)) - right)
        weights = np.append(at[:-1], 0) * STRENGTH[1]
        said = heavy @ (np.logaddexp(0, sums) - right * sums) + weights[:-1] @ at[:-1] / 2
        return said, table.T @ wrong + weights

    found = optimize.minimize(
        loss, np.zeros(len(TABLE) + 1), jac=True, bounds=[*_signs(), (None, None)], method="L-BFGS-B"
    ).x
    return np.append(found[:-1] / spread, found[-1])


def reached(several: Sequence[Asked], order: Any, sure: Any, least: float) -> tuple[float, float, float]:
    """Shares: right among the first three; right first and suggested; look-alike first and suggested."""
    three, suggested, wrong = [], [], []
    for one in several:
        sums = one.rows @ order
        said = sums.argmax() == 0 and one.rows[0] @ sure[:-1] + sure[-1] >= least
        if one.same:
            three.append((sums > sums[0]).sum() < 3)
            suggested.append(said)
        else:
            wrong.append(said)
    return float(np.mean(three)), float(np.mean(suggested)), float(np.mean(wrong))


def least_of(several: Sequence[Asked], order: Any, sure: Any) -> float:
    """From which sum of the second weights on at most `FALSE` of the look-alikes are suggested."""
    alike = [one for one in several if not one.same]
    sums = [float(one.rows[0] @ sure[:-1] + sure[-1]) for one in alike if (one.rows @ order).argmax() == 0]
    sums = sorted([*sums, -9.0], reverse=True)
    return sums[min(int(len(alike) * FALSE), len(sums) - 1)] + 1e-6


def main(arguments: list[str]) -> int:
    """Print what is reached and what belongs into `alike.py`."""
    sorter = read(Path(arguments[0]))
    files = {name: list(asked(sorter, _pairs(Path(name)))) for name in arguments[1:]}
    first = arguments[1]
    share = sum(len(several) for name, several in files.items() if name != first) / len(files[first])
    files[first] = [replace(one, weight=share or 1.0) for one in files[first]]
    for name, judged in files.items():
        known = [one for other, several in files.items() if other != name for one in several]
        if known:
            order = fit_order(known)
            sure = fit_sure(known, order)
            told = reached(judged, order, sure, least_of(known, order, sure))
            sys.stdout.write(f"{Path(name).name:24} three {told[0]:.3f} suggested {told[1]:.3f} wrong {told[2]:.3f}\n")
    everything = [one for several in files.values() for one in several]
    order = fit_order(everything)
    sure = fit_sure(everything, order)
    for row, one, two in zip(TABLE, order, sure, strict=False):
        sys.stdout.write(f'    ("{row[0]}", {one:.2f}, {two:.2f}, {row[3]}),\n')
    sys.stdout.write(f"bias {sure[-1]:.2f}, sure from {least_of(everything, order, sure):.2f}\n")
    return 0


def _pairs(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _signs() -> list[tuple[float | None, float | None]]:
    return [(0, None) if sign > 0 else (None, 0) for *_rest, sign in TABLE]


def _read(sorter: Sorter, pairs: Sequence[dict[str, Any]]) -> dict[tuple[int, str], Seen]:
    told = {
        (pair["scene"], one["text"]): Told(0, one["text"], one["place"], date.fromisoformat(one["date"]))
        for pair in pairs
        for one in (pair["a"], pair["b"])
    }
    uses: dict[str, int] = defaultdict(int)
    for one in told.values():
        for term in terms(one):
            uses[term] += 1
    reader = Reader(sorter, lambda word: log((len(told) + 1) / (uses[word] + 0.5)))
    return {key: reader.read(one.text, one.place, one.day) for key, one in told.items()}


def _asked(
    pair: dict[str, Any], mine: str, other: str, scenes: dict[int, dict[str, Seen]], partners: dict[str, set[str]]
) -> Asked:
    scene = scenes[pair["scene"]]
    same = {mine, other} | partners[mine] | partners[other]
    same |= {further for text in same for further in partners[text]}
    alike = [seen for text, seen in scene.items() if text not in same]
    some = random.Random(mine + other)  # noqa: S311
    far = [seen for number, told in scenes.items() if number != pair["scene"] for seen in told.values()]
    far = some.sample(far, min(OTHERS, len(far)))
    day = scene[mine].day or date.min
    moved = [replace(seen, day=day + timedelta(some.randint(-WITHIN_DAYS, WITHIN_DAYS))) for seen in far]
    return Asked(pair["same"], np.array([features(scene[mine], seen) for seen in [scene[other], *alike, *moved]]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
