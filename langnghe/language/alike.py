"""Whether two opinions are about the same trouble: same place, near in time, other words; with the reasons.

A score from 0 to 1 by weights fitted on our own pairs in `tests/cases/words` (`python -m langnghe.language.weighing`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, log1p, sqrt

from langnghe.language import markers
from langnghe.language.meanings import near
from langnghe.language.slips import like
from langnghe.language.sorter import Sorter
from langnghe.language.spots import Spots, spots_of, words_of

NEVER_SEEN = 8.5
"""Rarity of a word the sorter's examples do not have, or of any word while nothing is learnt."""
COMMON = 3.6
"""Words that more than one in fourteen opinions have say nothing."""
LONGEST, LIKELY = 4_000, 0.01
TOLD, RARE, ALONG_A_STREET = 0.4, 6.0, 0.7
"""Telling of one trouble counts at once; a word of that rarity counts 1; how far one street is one place."""
BIAS = (-5.5, -4.36)
"""With the first, four in five of our own pairs score over 0.5 and one in a hundred of other opinions."""
TABLE = (
    ("alley same", 0.00, 0.28, 1),
    ("alley differs", -1.78, -2.23, -1),
    ("street differs", -0.33, -0.84, -1),
    ("house same", 0.00, 0.45, 1),
    ("group same", 0.93, 0.00, 1),
    ("group differs", -1.51, -2.24, -1),
    ("landmark same", 0.38, 0.00, 1),
    ("landmark unnamed", 0.94, 0.00, 1),
    ("seldom place", 2.15, 1.15, 1),
    ("place words", 0.67, 0.00, 1),
    ("topic", 1.77, 1.03, 1),
    ("telling", 0.42, 0.00, 1),
    ("telling at all", 6.99, 2.79, 1),
    ("meaning", 3.82, 0.86, 1),
    ("nowhere else", 1.73, 1.11, 1),
    ("place and telling", 0.00, 0.83, 1),
    ("words elsewhere", -7.87, -5.41, -1),
    ("days", 0.00, -0.25, -1),
    ("weeks apart", -5.70, -3.24, -1),
)
"""What is compared; its weight among any opinions, and among those that look alike; which way it may count at all."""
NAMES = tuple(row[0] for row in TABLE)
SURE = -0.17
"""Sum of the second weights from which on the best one is suggested: one look-alike in thirty comes so far."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one opinion before it is compared."""

    spots: Spots
    words: dict[str, float]
    at_place: frozenset[str]
    everywhere: frozenset[str]
    rare: dict[str, float]
    chances: dict[str, float]
    telling: dict[str, float]
    meaning: list[float]
    typed: dict[str, str]
    day: date | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two opinions are among any others, from 0 to 1, and whether that is more than looking alike."""

    score: float
    sure: bool


class Reader:
    """Reads opinions so that they can be compared; with a sorter it knows rare words and topics better."""

    def __init__(self, sorter: Sorter | None, rarity: Callable[[str], float] | None = None) -> None:
        """`rarity`: how seldom a folded word is among the opinions looked through, from 0 (all have it) on."""
        self._sorter = sorter
        self._rarity = rarity or self.weight_of_word

    def weight_of_word(self, word: str) -> float:
        """How much a folded word says by the sorter's examples."""
        return self.weight(f"w {word}")

    def read(self, text: str, place: str = "", day: date | None = None) -> Seen:
        """What a text, its place and its day say; never fails, whatever is in them."""
        text, place = text[:LONGEST], place[:LONGEST]
        spots = spots_of(text, place)
        typed = [word for word in words_of(text) if word.plain.isalpha()]
        plain = [word.plain for word in typed]
        there = frozenset(word.plain for word in words_of(place) if word.plain.isalnum())
        everywhere = frozenset(plain) | there | spots.used
        telling = everywhere - markers.words("marker") - markers.words("common")
        return Seen(
            spots=spots,
            words=self._weighed(plain, spots.used),
            at_place=self._rare(there) | spots.used,
            everywhere=everywhere,
            rare={word: self._rarity(word) for word in telling},
            chances=self._chances(text),
            telling=self._sorter.telling(text) if self._sorter else {},
            meaning=self._sorter.meaning(text) if self._sorter else [],
            typed={word.plain: word.typed for word in typed},
            day=day,
        )

    def weight(self, feature: str) -> float:
        """How much a shared feature says: 0 for what everybody writes."""
        rarity = self._sorter.rarity(feature) if self._sorter else None
        if rarity is None:
            return NEVER_SEEN if feature[0] == "w" else 0.0
        return rarity if rarity > COMMON else 0.0

    def _weighed(self, plain: list[str], used: set[str]) -> dict[str, float]:
        told = used | markers.words("marker")
        found = [f"w {word}" for word in plain if word not in told and len(word) > 1]
        found += [f"b {one} {two}" for one, two in pairwise(plain)]
        return {feature: weight for feature in found if (weight := self.weight(feature))}

    def _rare(self, words: Iterable[str]) -> frozenset[str]:
        telling = frozenset(words) - markers.words("marker")
        return frozenset(word for word in telling if word.isdigit() or self.weight_of_word(word))

    def _chances(self, text: str) -> dict[str, float]:
        if self._sorter is None:
            return {}
        return {code: chance for code, chance in self._sorter.chances(text).items() if chance > LIKELY}


def features(one: Seen, other: Seen) -> tuple[float, ...]:
    """What is compared, in the order of `NAMES`; mostly from 0 to 1."""
    words = _overlap(one, other)
    place, here, elsewhere = _place(one, other, words)
    telling = sum(weight * other.telling[kind] for kind, weight in one.telling.items() if kind in other.telling)
    meaning = near(one.meaning, other.meaning)
    alike = (telling + max(0.0, meaning)) / 2
    placed = bool(one.at_place and other.at_place)
    return (
        *place,
        words,
        _topic(one, other),
        telling,
        min(telling, TOLD),
        meaning,
        alike * (1 - elsewhere),
        alike * here,
        _cosine(one.words, other.words) * (1 - here) if placed and here < 1 else 0.0,
        *_time(one.day, other.day),
    )


def compare(one: Seen, other: Seen) -> Likeness:
    """How alike two opinions are; the order does not matter."""
    logit, sure = BIAS
    for seen, (_name, weight, among_alike, _sign) in zip(features(one, other), TABLE, strict=True):
        logit, sure = logit + weight * seen, sure + among_alike * seen
    return Likeness(chance(logit), sure >= SURE)


def chance(logit: float) -> float:
    """From the sum of the weights to a number from 0 to 1."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))


def _place(one: Seen, other: Seen, words: float) -> tuple[tuple[float, ...], float, bool]:
    """What is compared of the places; how much they are one, from 0 to 1; whether something says they are not."""
    mine, their = one.spots, other.spots
    street, other_street = _names(mine.streets, their.streets, 2)
    along, apart = _alleys(mine.alleys, their.alleys)
    house = bool(mine.houses & their.houses)
    other_house = bool(mine.houses and their.houses) and not house
    group = bool(mine.groups & their.groups)
    kinds = {told.partition(" ")[0] for told in mine.groups} & {told.partition(" ")[0] for told in their.groups}
    named, other_name, unnamed = _landmarks(mine.landmarks, their.landmarks)
    alley, other_alley = along and not other_street, apart or (along and other_street)
    other_group = bool(kinds) and not group
    both = (one.at_place | other.at_place) & one.rare.keys() & other.rare.keys()
    told = (
        alley, other_alley, other_street, house, group, other_group, named, unnamed and not named,
        max((one.rare[word] for word in both), default=0.0) / RARE,
    )  # fmt: skip
    here = 0.0
    if not (other_alley or other_street or other_house):
        here = max(alley, house, group, named, street * ALONG_A_STREET, words)
    return tuple(map(float, told)), here, other_alley or other_street or other_house or other_group or other_name


def same_spots(one: Spots, other: Spots) -> Iterator[tuple[str, str]]:
    """Spots that both name, by the keys of their `typed`; from the house to the street."""
    yield from ((f"house {house}", f"house {house}") for house in sorted(one.houses & other.houses))
    pairs = [(mine, their) for mine in sorted(one.alleys) for their in sorted(other.alleys) if _along(mine, their)]
    yield from ((f"alley {mine}", f"alley {their}") for mine, their in pairs[:1])
    for mine in sorted(one.streets):
        yield from ((f"street {mine}", f"street {two}") for two in sorted(other.streets) if like(mine, two))
    for kind in sorted(one.landmarks.keys() & other.landmarks.keys()):
        names = [
            (a, b) for a in sorted(one.landmarks[kind]) for b in sorted(other.landmarks[kind]) if like(a, b) or a == b
        ]
        yield from ((f"landmark {kind} {a}".strip(), f"landmark {kind} {b}".strip()) for a, b in names[:1])
    yield from ((f"group {group}", f"group {group}") for group in sorted(one.groups & other.groups))


def _alleys(ours: set[str], theirs: set[str]) -> tuple[bool, bool]:
    """The same alley, another alley: `12` is `12/4`'s too, `12/6` is another."""
    if not (ours and theirs):
        return False, False
    same = any(_along(one, two) for one in ours for two in theirs)
    inner, others = {one for one in ours if "/" in one}, {two for two in theirs if "/" in two}
    if same and inner and others and not any(_along(one, two) for one in inner for two in others):
        return False, True
    return same, not same


def _along(one: str, two: str) -> bool:
    return f"{one}/".startswith(f"{two}/") or f"{two}/".startswith(f"{one}/")


def _names(ours: Iterable[str], theirs: Iterable[str], least: int) -> tuple[bool, bool]:
    pairs = [(one, two) for one in ours for two in theirs]
    same = any(
        one == two or (min(len(one.split()), len(two.split())) >= least and like(one, two)) for one, two in pairs
    )
    return same, bool(pairs) and not same


def _landmarks(ours: dict[str, set[str]], theirs: dict[str, set[str]]) -> tuple[bool, bool, bool]:
    """The same landmark; another of its kind; one of the same kind, but a name is missing."""
    same = apart = unnamed = False
    for kind in ours.keys() & theirs.keys():
        mine, their = ours[kind] - {""}, theirs[kind] - {""}
        if mine and their:
            agree, differ = _names(mine, their, 1)
            same, apart = same or agree, apart or differ
        else:
            unnamed = True
    return same, apart, unnamed


def _overlap(one: Seen, other: Seen) -> float:
    """Which part of the words of a place the other opinion has anywhere; the mean of both ways round."""
    parts = [len(mine.at_place & their.everywhere) / len(mine.at_place)
             for mine, their in ((one, other), (other, one)) if mine.at_place]  # fmt: skip
    return sum(parts) / len(parts) if parts else 0.0


def _topic(one: Seen, other: Seen) -> float:
    return sum(sqrt(share * other.chances[code]) for code, share in one.chances.items() if code in other.chances)


def _cosine(ours: dict[str, float], theirs: dict[str, float]) -> float:
    shared = sum(weight**2 for word, weight in ours.items() if word in theirs)
    if not shared:
        return 0.0
    return shared / sqrt(sum(w**2 for w in ours.values()) * sum(w**2 for w in theirs.values()))


def _time(one: date | None, other: date | None) -> tuple[float, float]:
    """Days apart, from 0 to about 2, and whether weeks lie between; unknown days are near."""
    days = abs((one - other).days) if one and other else 7
    return log1p(min(days, 365)) / 3, min(1.0, max(0.0, (days - 25) / 15))
