"""Fitting the weights of `alike` on judged pairs: logistic regression by scipy, in a process of its own.

`python -m langnghe.language.weighing PAIRS.jsonl SORTER.bin` prints the weights to be put into `alike.py`.
"""

import json
import random
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from langnghe.kernel.later import Later
from langnghe.language.alike import TABLE, Reader, features
from langnghe.language.sorter import read

np = Later("numpy")
optimize = Later("scipy.optimize")
OTHERS, AMONG_ANY, AMONG_ALIKE = 20, (0.15, 1.0), (1.0, 0.3)
"""Opinions of other scenes beside each pair; weights of look-alikes and of those, for the two columns of the table."""
Rows = list[tuple[tuple[float, ...], bool, float]]


def fit(rows: Rows) -> list[float]:
    """Bias and weights in the order of the table, none of them against its sign; the same and others weigh alike."""
    seen, same = np.array([row[0] for row in rows]), np.array([float(row[1]) for row in rows])
    weight = np.array([row[2] for row in rows])
    weight = np.where(same > 0, weight * weight[same == 0].sum() / weight[same > 0].sum(), weight)

    def loss(at: Any) -> Any:
        sums = at[0] + seen @ at[1:]
        wrong = weight * (1 / (1 + np.exp(-sums)) - same)
        said = (weight * (np.logaddexp(0, sums) - same * sums)).sum() + (at[1:] ** 2).sum() / 2
        return said, np.concatenate([[wrong.sum()], seen.T @ wrong + at[1:]])

    bounds = [(None, None)] + [(0, None) if sign > 0 else (None, 0) for *_rest, sign in TABLE]
    return list(optimize.minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B").x)


def rows_of(pairs: Sequence[dict[str, Any]], reader: Reader, weights: tuple[float, float]) -> Rows:
    """Each pair, and each second opinion beside some of other scenes; `pairs`: `scene`, `a`, `b`, `same`."""
    alike, others = weights
    some = random.Random(1)  # noqa: S311
    rows: Rows = []
    for pair in pairs:
        rows.append((_compared(reader, pair, pair), pair["same"], 1.0 if pair["same"] else alike))
        far = [other for other in some.sample(pairs, min(OTHERS, len(pairs))) if other["scene"] != pair["scene"]]
        rows += [(_compared(reader, other, pair), False, others) for other in far]
    return rows


def main(arguments: list[str]) -> int:
    """Print what belongs into `alike.py`."""
    pairs = [json.loads(line) for line in Path(arguments[0]).read_text("utf-8").splitlines()]
    reader = Reader(read(Path(arguments[1])))
    columns = [fit(rows_of(pairs, reader, weights)) for weights in (AMONG_ANY, AMONG_ALIKE)]
    for name, *found in zip(("bias", *(row[0] for row in TABLE)), *columns, strict=True):
        sys.stdout.write(f"{name:18} {found[0]:6.2f} {found[1]:6.2f}\n")
    return 0


def _compared(reader: Reader, one: dict[str, Any], other: dict[str, Any]) -> tuple[float, ...]:
    return features(_read(reader, one["a"]), _read(reader, other["b"]))


def _read(reader: Reader, side: dict[str, str]) -> Any:
    return reader.read(side["text"], side["place"], date.fromisoformat(side["date"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
