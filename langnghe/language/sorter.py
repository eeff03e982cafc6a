"""Guessing what an opinion is about, by weights learnt from examples: quick, in plain Python, read from one file.

The file, little-endian: `LNS1`, length of the head (4 bytes), the head as JSON, then for n features in the order of
their hashes: n hashes (CRC-32 of the feature, 4 bytes), n rarities (float, 4), n rows of k weights (whole numbers of
2 bytes, `scale` of them make 1.0); if the head has `guards`, the columns of `suspicion`; if it has `meanings`, their
hashes, steps and rows.
"""

import json
import mmap
import struct
import sys
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, sqrt
from pathlib import Path
from typing import Any

from langnghe.language import suspicion
from langnghe.language.features import as_typed, features, words_of
from langnghe.language.meanings import Meanings
from langnghe.language.tellings import Tellings

MAGIC = b"LNS1"
WORDS_SHOWN, SHORT = 3, 2


@dataclass(frozen=True)
class Guess:
    """The likeliest topic and subtopic (codes of `topics`), from 0 to 1 how sure, and the words that decided.

    `suggest`: sure enough to be offered to a person; below that the machine keeps silent.
    """

    topic: str
    subtopic: str
    confidence: float
    suggest: bool
    why: tuple[str, ...] = ()


class Sorter:
    """Learnt weights, ready to guess."""

    def __init__(self, data: "bytes | mmap.mmap") -> None:
        """Raises ValueError for what is no file of a sorter."""
        if len(data) < 8 or data[:4] != MAGIC or sys.byteorder != "little":
            raise ValueError("no sorter's file")
        length = struct.unpack_from("<I", data, 4)[0]
        self.head: dict[str, Any] = json.loads(data[8 : 8 + length])
        self.codes: list[str] = self.head["codes"]
        rows, width, at = self.head["features"], len(self.codes), 8 + length
        guards, end = self.head.get("guards"), at + 8 * rows + 2 * rows * width
        behind = end + (suspicion.SIZE if guards else 0)
        meant = self.head.get("meanings") or {"units": 0, "middle": []}
        if len(data) != behind + (8 + len(meant["middle"])) * meant["units"]:
            raise ValueError("the sorter's file is cut off")
        seen = memoryview(data)
        self._meanings = _meanings(seen[behind:], meant["units"], meant["middle"])
        self._hashes = seen[at : at + 4 * rows].cast("I")
        self._rarity = seen[at + 4 * rows : at + 8 * rows].cast("f")
        self._weights = seen[at + 8 * rows : end].cast("h")
        self.suspicion = suspicion.Suspicion(guards, seen[end:behind]) if guards else None

    def guess(self, text: str) -> Guess:
        """The likeliest topic of a text, also of an empty one: then `suggest` is False."""
        known, scores = self.read(features(text))
        topic, best, sure = likeliest(self.codes, scores, self.head["temperature"])
        suggest = bool(known) and sure >= self.head["threshold"]
        return Guess(topic, self.codes[best], sure, suggest, told_by(self.said(known, best), as_typed(text)))

    def chances(self, text: str) -> dict[str, float]:
        """How likely each subtopic is, from 0 to 1, together 1."""
        _known, scores = self.read(features(text))
        return dict(zip(self.codes, _chances(scores, self.head["temperature"]), strict=True))

    def meaning(self, text: str) -> list[float]:
        """The direction in which the words of a text point, of length 1; empty when none is known."""
        return self._meanings.of(text)

    def telling(self, text: str) -> dict[str, float]:
        """How much a text tells of each trouble of `data/tellings.txt`, also by what follows from it."""
        return self._tellings.of(text) if self.head.get("tellings") else {}

    @cached_property
    def _tellings(self) -> Tellings:
        """The lists, read when they are asked for first: most processes never are."""
        return Tellings(self.head["tellings"])

    def rarity(self, feature: str) -> float | None:
        """How seldom the examples have a feature (`w den`, `b den duong`), from 1 on; None for one they hardly have."""
        row = self._row(feature)
        return None if row is None else self._rarity[row]

    def read(self, found: Sequence[str]) -> tuple[list[tuple[str, int, float]], list[float]]:
        """Of a text's features the known ones with their row and share, and what they say together of each code."""
        known = [(feature, row) for feature in found if (row := self._row(feature)) is not None]
        length = sqrt(sum(self._rarity[row] ** 2 for _feature, row in known)) or 1.0
        shares = [(feature, row, self._rarity[row] / length) for feature, row in known]
        width, scores = len(self.codes), list(self.head["bias"])
        for _feature, row, share in shares:
            part = share / self.head["scale"]
            weights = self._weights[row * width : (row + 1) * width]
            scores = [score + weight * part for score, weight in zip(scores, weights, strict=True)]
        return shares, scores

    def said(self, known: list[tuple[str, int, float]], best: int) -> dict[str, float]:
        """What each known feature says for one code."""
        scale, width = self.head["scale"], len(self.codes)
        return {feature: self._weights[row * width + best] * share / scale for feature, row, share in known}

    def _row(self, feature: str) -> int | None:
        wanted = hash_of(feature)
        place = bisect_left(self._hashes, wanted)
        return place if place < len(self._hashes) and self._hashes[place] == wanted else None


def hash_of(feature: str) -> int:
    """The number under which a feature is kept."""
    return zlib.crc32(feature.encode())


def likeliest(codes: Sequence[str], scores: Sequence[float], temperature: float) -> tuple[str, int, float]:
    """The likeliest topic, the place of its likeliest subtopic among the codes, and how sure the topic is."""
    chances = _chances(scores, temperature)
    topics: dict[str, float] = defaultdict(float)
    for code, chance in zip(codes, chances, strict=True):
        topics[code.partition(".")[0]] += chance
    topic = max(topics, key=lambda one: topics[one])
    inside = (place for place, code in enumerate(codes) if code.startswith(f"{topic}."))
    return topic, max(inside, key=chances.__getitem__), topics[topic]


def told_by(weights: Mapping[str, float], typed: dict[str, str]) -> tuple[str, ...]:
    """The words that spoke most, as they were typed; `weights`: what each feature says."""
    said: dict[str, float] = defaultdict(float)
    for feature, weight in weights.items():
        if weight > 0 and feature[0] in "wb":
            said[" ".join(words_of(feature))] += weight
    chosen: list[str] = []
    for words in sorted(said, key=lambda words: -said[words]):
        if len(words) > SHORT and "#" not in words and _apart(words, chosen):
            chosen.append(words)
    return tuple(" ".join(typed.get(word, word) for word in words.split()) for words in chosen[:WORDS_SHOWN])


def read(path: Path) -> Sorter:
    """The sorter in a file, which processes share as the system's pages. Raises OSError, ValueError."""
    with path.open("rb") as file:
        return Sorter(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def pack(head: dict[str, Any], hashes: bytes, rarity: bytes, weights: bytes, behind: bytes = b"") -> bytes:
    """The bytes of a sorter's file; the tables as the file has them."""
    told = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    return MAGIC + struct.pack("<I", len(told)) + told + hashes + rarity + weights + behind


def _meanings(seen: memoryview, many: int, middle: list[float]) -> Meanings:
    return Meanings(seen[: 4 * many].cast("I"), seen[4 * many : 8 * many].cast("f"), seen[8 * many :].cast("b"), middle)


def _apart(words: str, chosen: Sequence[str]) -> bool:
    """Whether none of these words was chosen already."""
    return not any(set(words.split()) & set(other.split()) for other in chosen)


def _chances(scores: Sequence[float], temperature: float) -> list[float]:
    highest = max(scores)
    weights = [exp((score - highest) / temperature) for score in scores]
    whole = sum(weights)
    return [weight / whole for weight in weights]
