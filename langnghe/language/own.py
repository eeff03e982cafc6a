"""What one ward taught on top of the weights that all wards share: a few rows of its own, read from bytes.

The bytes, little-endian: `LNO1`, length of the head (4 bytes), the head as JSON (`codes`: the ward's own subtopics,
`bias` of each, `base`: version of the shared weights, `scale`, `rarity` of what those do not know), then for n features
in the order of their hashes: n hashes (4 bytes), n rows of k weights (2 bytes) for all shared codes and the own ones.
"""

import json
import struct
from bisect import bisect_left
from collections.abc import Sequence
from math import sqrt
from typing import Any

from langnghe.language.features import as_typed, features
from langnghe.language.sorter import Guess, Sorter, hash_of, likeliest, told_by

MAGIC = b"LNO1"


class OwnSorter:
    """The shared sorter with a ward's rows added: what is not in them is guessed as everywhere."""

    def __init__(self, base: Sorter, data: bytes) -> None:
        """Raises ValueError for what is no ward's rows, or rows that were learnt on other shared weights."""
        if len(data) < 8 or data[:4] != MAGIC:
            raise ValueError("no ward's rows")
        length = struct.unpack_from("<I", data, 4)[0]
        self.head: dict[str, Any] = json.loads(data[8 : 8 + length])
        if self.head["base"] != base.head.get("version"):
            raise ValueError("learnt on other shared weights")
        self.base, self.codes = base, [*base.codes, *self.head["codes"]]
        rows, at = self.head["features"], 8 + length
        if len(data) != at + (4 + 2 * len(self.codes)) * rows:
            raise ValueError("the ward's rows are cut off")
        seen = memoryview(data)
        self._hashes = seen[at : at + 4 * rows].cast("I")
        self._weights = seen[at + 4 * rows :].cast("h")

    def guess(self, text: str) -> Guess:
        """The likeliest topic of a text; as `Sorter.guess`."""
        found = features(text)
        known, scores = self.base.read(found)
        own, width = self._known(found), len(self.codes)
        scores += self.head["bias"]
        for _feature, row, share in own:
            weights = self._weights[row * width : (row + 1) * width]
            scores = [score + weight * share for score, weight in zip(scores, weights, strict=True)]
        topic, best, sure = likeliest(self.codes, scores, self.base.head["temperature"])
        suggest = bool(known or own) and sure >= self.base.head["threshold"]
        said = self.base.said(known, best) if best < len(self.base.codes) else {}
        for feature, row, share in own:
            said[feature] = said.get(feature, 0.0) + self._weights[row * width + best] * share
        return Guess(topic, self.codes[best], sure, suggest, told_by(said, as_typed(text)))

    def _known(self, found: Sequence[str]) -> list[tuple[str, int, float]]:
        """Features that the ward taught, with their row and their share of the text over the scale."""
        rows = [(feature, row) for feature in found if (row := self._row(feature)) is not None]
        rarity = [weight_of(self.base, feature, self.head["rarity"]) for feature, _row in rows]
        length = (sqrt(sum(one * one for one in rarity)) or 1.0) * self.head["scale"]
        return [(feature, row, one / length) for (feature, row), one in zip(rows, rarity, strict=True)]

    def _row(self, feature: str) -> int | None:
        wanted = hash_of(feature)
        place = bisect_left(self._hashes, wanted)
        return place if place < len(self._hashes) and self._hashes[place] == wanted else None


def weight_of(base: Sorter, feature: str, unknown: float) -> float:
    """How much a feature counts in a text: its rarity among our sentences, `unknown` where they have none."""
    return base.rarity(feature) or unknown


def pack(head: dict[str, Any], hashes: bytes, weights: bytes) -> bytes:
    """The bytes of a ward's rows."""
    told = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    told += b" " * (-len(told) % 4)
    return MAGIC + struct.pack("<I", len(told)) + told + hashes + weights
