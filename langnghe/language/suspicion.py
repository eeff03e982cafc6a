"""How far a text is suspected, by weights learnt from examples: quick enough for the accepting path, in plain Python.

A text is a set of marks: its words and pairs of words without accents, the same as typed, and what the guards' lists
heard. A mark's number is its place in three columns of weights (crime or danger, officer, home), one byte each; sums
over the square root of how many marks there are give the score. 0.03 ms a text; the columns weigh 0.8 MB.
"""

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import repeat
from math import exp, sqrt
from operator import itemgetter
from typing import Any
from zlib import crc32

from langnghe.language.phrases import Spoken

BITS = 18
COLUMNS = ("crime", "officer", "home")
SIZE = len(COLUMNS) << BITS
MIDDLE = 128
"""The byte of a weight of 0."""
_MASK = (1 << BITS) - 1
_PAIR, _TYPED, _TYPED_PAIR, _HEARD = 1, 2, 3, 4
KINDS = dict(zip(COLUMNS, ("crime", "conduct", "home"), strict=True))
# Decision words-guards: over hands that the learner had not read, what a list says too is worth half the sureness.
ALONE = {"crime": 0.07, "officer": 0.07, "home": 0.3}
BESIDE = {"crime": 0.03, "officer": 0.03, "home": 0.3}
SURE = 0.5


class Suspicion:
    """Learnt weights, ready to suspect."""

    def __init__(self, head: dict[str, Any], data: memoryview) -> None:
        """`head`: `bias` and `step` (what one of a byte weighs) of each column; `data`: the columns."""
        columns = [bytes(data[place << BITS : (place + 1) << BITS]) for place in range(len(COLUMNS))]
        self._columns = dict(zip(COLUMNS, zip(head["bias"], head["step"], columns, strict=True), strict=True))

    def chances(self, spoken: Spoken, heard: Set[str]) -> dict[str, float]:
        """From 0 to 1, how far each column suspects; harm at home is danger, so without that it is not asked about."""
        places = places_of(spoken, heard)
        danger = self._chance("crime", places)
        home = self._chance("home", places) if danger >= BESIDE["crime"] else 0.0
        return {"crime": danger, "officer": self._chance("officer", places), "home": home}

    def _chance(self, name: str, places: list[int]) -> float:
        bias, step, column = self._columns[name]
        length = sqrt(len(places)) or 1.0
        score = bias + step * (_sum_at(places, column) - MIDDLE * len(places)) / length
        return 1 / (1 + exp(-max(min(score, 50.0), -50.0)))


def _sum_at(places: list[int], column: bytes) -> int:
    """Taken out all at once: a quarter of the time of one after the other."""
    return sum(itemgetter(*places)(column)) if len(places) > 1 else sum(column[place] for place in places)


def suspected(chances: dict[str, float], outright: Set[str]) -> frozenset[str]:
    """Kinds to guard for: what the weights suspect, and what a list says `outright` unless they deny it."""
    return frozenset(
        KINDS[name] for name, chance in chances.items()
        if chance >= (BESIDE if KINDS[name] in outright else ALONE)[name]
    )  # fmt: skip


def places_of(spoken: Spoken, heard: Iterable[str]) -> list[int]:
    """The marks of a text as places in a column, each once; `heard`: classes of the lists."""
    plain, typed = " ".join(spoken.words).encode().split(), " ".join(spoken.typed)
    found = set(map(crc32, plain))
    found.update(_pairs(plain, _PAIR))
    if not typed.isascii():
        signs = typed.encode().split()
        found.update(map(crc32, signs, repeat(_TYPED)))
        found.update(_pairs(signs, _TYPED_PAIR))
    found.update(map(_class, heard))
    return [number & _MASK for number in found]


def _pairs(words: Sequence[bytes], seed: int) -> Iterable[int]:
    return map(crc32, words[1:], map(crc32, words, repeat(seed)))


@lru_cache(maxsize=512)
def _class(name: str) -> int:
    return crc32(name.encode(), _HEARD)
