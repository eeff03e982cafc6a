"""What words mean by the company they keep: rows learnt by `deriving`, added up for a text, in plain Python."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from operator import mul
from zlib import crc32

from langnghe.language.features import words_in


@dataclass(frozen=True)
class Meanings:
    """For n units in the order of their CRC-32: hashes, what one step of their row is worth, rows of `width` bytes.

    `middle`: the mean of all texts, which says nothing and is taken off.
    """

    hashes: Sequence[int]
    steps: Sequence[float]
    rows: Sequence[int]
    middle: Sequence[float]

    def of(self, text: str) -> list[float]:
        """The direction of a text, of length 1; empty when no word is known."""
        width = len(self.middle)
        found = [0.0] * width
        for unit in set(units(text)):
            wanted = crc32(unit.encode())
            place = bisect_left(self.hashes, wanted)
            if place < len(self.hashes) and self.hashes[place] == wanted:
                step, row = self.steps[place], self.rows[place * width : (place + 1) * width]
                found = [one + step * two for one, two in zip(found, row, strict=True)]
        if not any(found):
            return []
        return unit_long([one - middle for one, middle in zip(unit_long(found), self.middle, strict=True)])


def units(text: str) -> list[str]:
    """Words without accents, chat spelling made plain, and neighbours; no figures."""
    words = words_in(text)
    told = [word for word in words if word[0] != "#"]
    return told + [f"{one} {two}" for one, two in pairwise(words) if "#" not in one + two]


def near(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The cosine of two directions; 0 where one is missing."""
    return float(sum(map(mul, ours, theirs)))


def unit_long(row: Sequence[float]) -> list[float]:
    """The same direction, of length 1."""
    length = sqrt(sum(map(mul, row, row))) or 1.0
    return [one / length for one in row]
