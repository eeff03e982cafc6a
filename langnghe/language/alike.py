"""Whether two opinions are about the same trouble: same place, near in time, other words; with the reasons.

A score from 0 to 1 by weights fitted on `tests/cases/words/pairs_dev.jsonl` (`python -m langnghe.language.weighing`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from math import exp, log1p, sqrt

from langnghe.language import markers, phrases
from langnghe.language.phrases import Phrases
from langnghe.language.search import search_form
from langnghe.language.slips import like
from langnghe.language.sorter import Sorter
from langnghe.language.spots import Spots, spots_of, words_of

NEVER_SEEN = 8.5
"""Rarity of a word the sorter's examples do not have, or of any word while nothing is learnt."""
COMMON = 3.6
"""Words that more than one in fourteen opinions have say nothing."""
LONGEST = 4_000
WIDE = frozenset({"noise other", "gathering", "slow answer", "queue", "praise", "stench"})
"""Troubles that go along with many others."""

BIAS = (-0.7, -1.89)
TABLE = (
    ("alley same", 0.72, 0.19, 1),
    ("alley differs", -2.96, -2.79, -1),
    ("street same", 0.69, 0.04, 1),
    ("street differs", -3.32, -1.26, -1),
    ("house same", 0.0, 0.56, 1),
    ("house differs", -1.01, -1.69, -1),
    ("group same", 3.34, 0.0, 1),
    ("group differs", -1.96, -1.61, -1),
    ("landmark same", 1.52, 0.0, 1),
    ("landmark differs", -2.24, -1.01, -1),
    ("landmark unnamed", 1.97, 0.63, 1),
    ("place words", 2.9, 1.0, 1),
    ("topic", 0.0, 1.72, 1),
    ("trouble same", 0.0, 0.0, 1),
    ("trouble differs", -1.12, -0.91, -1),
    ("words", 0.0, 0.0, 1),
    ("days", -4.18, 0.0, -1),
    ("weeks apart", 0.0, -3.27, -1),
    ("place and trouble", 2.0, 0.89, 1),
    ("rare words", 0.0, 0.0, 1),
    ("many rare words", 1.66, 0.0, 1),
    ("leaning", 6.88, 0.07, 1),
    ("seldom place", 0.83, 1.36, 1),
    ("place and leaning", 0.0, 0.62, 1),
)
"""What is compared; its weight among any opinions, and among those that look alike; which way it may count at all."""
NAMES = tuple(row[0] for row in TABLE)
SURE = 2.6
"""Sum of the second weights from which on the best one is suggested: one look-alike in thirty comes so far."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one opinion before it is compared."""

    spots: Spots
    words: dict[str, float]
    at_place: frozenset[str]
    everywhere: frozenset[str]
    rare: dict[str, float]
    troubles: frozenset[str]
    chances: dict[str, float]
    leaning: list[float]
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
        chances, leaning = self._chances(text)
        return Seen(
            spots=spots,
            words=self._weighed(plain, spots.used),
            at_place=self._rare(there) | spots.used,
            everywhere=everywhere,
            rare={word: self._rarity(word) for word in telling},
            troubles=troubles(text),
            chances=chances,
            leaning=leaning,
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

    def _chances(self, text: str) -> tuple[dict[str, float], list[float]]:
        if self._sorter is None:
            return {}, []
        chances, leaning = self._sorter.chances(text)
        return {code: chance for code, chance in chances.items() if chance > 0.01}, leaning


def troubles(text: str) -> frozenset[str]:
    """The troubles a text names (classes of `data/troubles.txt`)."""
    lists = _troubles()
    return frozenset(find.kind for find in lists.find(lists.spoken(text, search_form(text))))


def features(one: Seen, other: Seen) -> tuple[float, ...]:
    """What is compared, in the order of `NAMES`; mostly from 0 to 1."""
    place, trouble = _place(one.spots, other.spots), _trouble(one, other)
    words = _overlap(one, other)
    here = max(place[0], place[4], place[6], place[8], place[2] * 0.7, words) * (1 - max(place[1], place[3], place[5]))
    about = max(trouble[0], trouble[1], min(1.0, 2 * trouble[3]))
    rare, leaning = _cosine(one.rare, other.rare), _leaning(one.leaning, other.leaning)
    much = min(2.0, sum(weight for word, weight in one.rare.items() if word in other.rare) / 20)
    named = (one.at_place | other.at_place) & one.rare.keys() & other.rare.keys()
    seldom = max((one.rare[word] for word in named), default=0.0) / 6
    return (
        *place,
        words,
        *trouble,
        *_time(one.day, other.day),
        here * about,
        rare,
        much,
        leaning,
        seldom,
        here * leaning,
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


def _place(one: Spots, other: Spots) -> tuple[float, ...]:
    street, other_street = _names(one.streets, other.streets, 2)
    alley, other_alley = _alleys(one.alleys, other.alleys)
    house = bool(one.houses & other.houses)
    other_house = bool(one.houses and other.houses) and not house
    group = bool(one.groups & other.groups)
    kinds = {g.partition(" ")[0] for g in one.groups} & {g.partition(" ")[0] for g in other.groups}
    named, apart, unnamed = _landmarks(one.landmarks, other.landmarks)
    return (
        float(alley and not other_street), float(other_alley or (alley and other_street)), float(street),
        float(other_street), float(house), float(other_house), float(group), float(bool(kinds) and not group),
        float(named), float(apart), float(unnamed and not named),
    )  # fmt: skip


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


def _trouble(one: Seen, other: Seen) -> tuple[float, float, float, float]:
    topic = sum(sqrt(share * other.chances[code]) for code, share in one.chances.items() if code in other.chances)
    mine, their = one.troubles - WIDE, other.troubles - WIDE
    shared = mine & their
    same = len(shared) / len(mine | their) if shared else 0.3 * bool(one.troubles & other.troubles)
    apart = 1 - len(shared) / min(len(mine), len(their)) if mine and their else 0.0
    return topic, same, apart, _cosine(one.words, other.words)


def _leaning(ours: list[float], theirs: list[float]) -> float:
    """Whether two texts lean to the same topics and away from the same, from 0 to 1."""
    whole = sqrt(sum(one * one for one in ours) * sum(one * one for one in theirs))
    return max(0.0, sum(one * two for one, two in zip(ours, theirs, strict=True)) / whole) if whole else 0.0


def _cosine(ours: dict[str, float], theirs: dict[str, float]) -> float:
    shared = sum(weight**2 for word, weight in ours.items() if word in theirs)
    if not shared:
        return 0.0
    return shared / sqrt(sum(w**2 for w in ours.values()) * sum(w**2 for w in theirs.values()))


def _time(one: date | None, other: date | None) -> tuple[float, float]:
    """Days apart, from 0 to about 2, and whether weeks lie between; unknown days are near."""
    days = abs((one - other).days) if one and other else 7
    return log1p(min(days, 365)) / 3, min(1.0, max(0.0, (days - 21) / 30))


@cache
def _troubles() -> Phrases:
    return phrases.read(["troubles"])
