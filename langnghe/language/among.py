"""Finding, among many opinions kept in memory, those about the same trouble: first by shared words, then compared.

Built of words alone, so that 300,000 take seconds; only the few dozen that share the rarest words with the one asked
for, nearest to it in time, are read and compared.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nlargest
from math import log

from langnghe.language.alike import Reader, Seen, compare
from langnghe.language.reasons import why
from langnghe.language.search import search_form
from langnghe.language.sorter import Sorter

LONGEST = 4_000
TERMS, LOOKED_AT, SHOWN = 30, 1_500, 5
COMPARED, FEW = 24, 1_000
KEPT = 4_096
"""Opinions compared of many; of few all are. `KEPT` stay read, since the same ones are often compared."""
NEAR_DAYS, NEAR = 30, 1.3
LEAST, FEWEST = 0.02, 50


@dataclass(frozen=True, slots=True)
class Told:
    """An opinion as it is given: a name for it, its words, the words of its place, its day if known."""

    id: str | int
    text: str
    place: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An opinion that may be about the same: its name, a score from 0 to 1, and why."""

    id: str | int
    score: float
    why: str


class Among:
    """Opinions to look among, in the order of their days."""

    def __init__(self, sorter: Sorter | None, opinions: Iterable[Told]) -> None:
        self._reader = Reader(sorter, self.rarity)
        self._opinions = sorted(opinions, key=lambda told: told.day or date.min)
        self._ordinals = array("l", ((told.day or date.min).toordinal() for told in self._opinions))
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, told in enumerate(self._opinions):
            for term in terms(told):
                self._postings[term].append(at)
        self._read = lru_cache(maxsize=KEPT)(self._seen)

    def matches(self, told: Told, most: int = SHOWN) -> tuple[list[Match], bool]:
        """The likeliest, best first, without the one of the same name; and whether the first is to be suggested."""
        mine = self._reader.read(told.text, told.place, told.day)
        found = []
        for at in self._candidates(told) if mine.everywhere else ():
            seen = self._read(at)
            likeness = compare(mine, seen)
            if likeness.score >= LEAST:
                found.append((likeness, at, seen))
        best = nlargest(most, found, key=lambda one: (one[0].score, one[1]))
        made = [Match(self._opinions[at].id, round(likeness.score, 4), why(mine, seen)) for likeness, at, seen in best]
        return made, bool(best) and best[0][0].sure

    def rarity(self, word: str) -> float:
        """How seldom a word is here; among few opinions none is common."""
        uses = len(self._postings[word]) if word in self._postings else 0
        return log((max(len(self._opinions), FEWEST) + 1) / (uses + 0.5))

    def _candidates(self, told: Told) -> list[int]:
        if len(self._opinions) <= FEW:
            return [at for at, other in enumerate(self._opinions) if other.id != told.id]
        scores: dict[int, float] = defaultdict(float)
        day = told.day.toordinal() if told.day else None
        whole = len(self._opinions) + 1
        rare = sorted((len(self._postings[term]), term) for term in terms(told) if term in self._postings)[:TERMS]
        for uses, term in rare:
            weight = log(1 + whole / uses)
            for at in self._near(self._postings[term], day):
                scores[at] += weight
        if day is not None:
            for at in scores:
                if abs(self._ordinals[at] - day) <= NEAR_DAYS:
                    scores[at] *= NEAR
        best = nlargest(COMPARED + 1, scores, key=lambda at: (scores[at], at))
        return [at for at in best if self._opinions[at].id != told.id][:COMPARED]

    def _near(self, postings: "array[int]", day: int | None) -> "array[int]":
        """Of a word that many use, the opinions nearest to the day; of one without a day, the newest."""
        if len(postings) <= LOOKED_AT:
            return postings
        middle = len(postings) if day is None else bisect_left(postings, bisect_left(self._ordinals, day))
        start = max(0, min(middle - LOOKED_AT // 2, len(postings) - LOOKED_AT))
        return postings[start : start + LOOKED_AT]

    def _seen(self, at: int) -> Seen:
        told = self._opinions[at]
        return self._reader.read(told.text, told.place, told.day)


def terms(told: Told) -> set[str]:
    """What an opinion is found by: its words, and numbers with the word before them."""
    return set(_terms(search_form(f"{told.text[:LONGEST]} {told.place[:LONGEST]}").split()))


def _terms(words: list[str]) -> Iterator[str]:
    before = ""
    for word in words:
        if word[0].isdigit():
            yield f"{before} {word}"
        yield word
        before = word
