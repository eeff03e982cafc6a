"""Learning a ward's rows from what its officers corrected, beside our own sentences, which nothing may unlearn.

Pure: texts in, bytes and judgements out; by numpy, in a process that ends (`teaching_process`). A word or n-gram of
residents enters only when `FEWEST_SENDERS` different texts of different opinions have it; fewer are not even counted.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from langnghe.kernel.later import Later
from langnghe.language.examples import Example
from langnghe.language.features import features, words_in
from langnghe.language.own import OwnSorter, pack, weight_of
from langnghe.language.sorter import Sorter, hash_of

np = Later("numpy")

FEWEST_SENDERS = 5
FOLDS = 5
MOST_FEATURES = 3_000
ANCHORS = 1_500
"""Of our own sentences: so many are learnt beside a ward's, so that what they say stays said."""
TYPED_WEIGHT, ANCHOR_WEIGHT = 10.0, 0.5
PLAIN = "wba"
"""Of a few typed sentences single words and pairs say what is meant; the rest would spread it too thin."""
TURNS, STEP, PULL = 12, 0.3, 0.002
START = 1.0
"""The bias with which an own subtopic begins."""
SCALE = 500
UNKNOWN_RARITY = 6.0


@dataclass(frozen=True)
class Lesson:
    """A text with the code that people gave it; `typed`: a sentence of officers for an own subtopic, no resident's."""

    text: str
    code: str
    typed: bool = False


@dataclass(frozen=True)
class _Row:
    places: Any
    shares: Any
    base: Any
    code: int
    weight: float


def fold_of(lesson: Lesson) -> int:
    """The part in which a lesson is judged: the same words never stand on both sides."""
    return zlib.crc32(_same(lesson).encode()) % FOLDS


def learn(base: Sorter, lessons: Sequence[Lesson], own: Sequence[str], anchors: Sequence[Example]) -> bytes:
    """A ward's rows; `own`: codes of its own subtopics. Lessons of codes nobody knows any more are left out."""
    codes = [*base.codes, *own]
    known = [lesson for lesson in lessons if lesson.code in codes]
    chosen = {feature: place for place, feature in enumerate(vocabulary(known))}
    rows = [_row(base, codes, chosen, one.text, one.code, _weight(one)) for one in known]
    rows += [_row(base, codes, chosen, one.text, one.subtopic, ANCHOR_WEIGHT) for one in some(anchors)]
    weights, bias = _fitted([row for row in rows if len(row.places) or own], len(chosen), len(codes), len(own), base)
    return _packed(base, own, chosen, weights, bias)


def vocabulary(lessons: Iterable[Lesson]) -> list[str]:
    """What may be learnt: what enough different residents wrote, and what officers typed; the most frequent first."""
    heard: Counter[str] = Counter()
    typed: set[str] = set()
    for _same_words, lesson in sorted({_same(lesson): lesson for lesson in lessons}.items()):
        found = features(lesson.text)
        typed.update([one for one in found if one[0] in PLAIN] if lesson.typed else ())
        heard.update(() if lesson.typed else found)
    often = [feature for feature, senders in heard.items() if senders >= FEWEST_SENDERS and feature not in typed]
    return [*sorted(typed), *sorted(often, key=lambda one: (-heard[one], one))][:MOST_FEATURES]


def some(anchors: Sequence[Example]) -> Sequence[Example]:
    """As many of our own sentences as are learnt beside, of every file and subtopic alike."""
    return anchors[:: max(1, len(anchors) // ANCHORS)]


def judged(base: Sorter, lessons: Sequence[Lesson], own: Sequence[str], anchors: Sequence[Example], fold: int) -> bytes:
    """A ward's rows learnt without one part of its lessons."""
    return learn(base, [one for one in lessons if one.typed or fold_of(one) != fold], own, anchors)


def _same(lesson: Lesson) -> str:
    return " ".join(words_in(lesson.text))


def _weight(lesson: Lesson) -> float:
    return TYPED_WEIGHT if lesson.typed else 1.0


def _row(base: Sorter, codes: list[str], chosen: dict[str, int], text: str, code: str, weight: float) -> _Row:
    found = features(text)
    _known, scores = base.read(found)
    kept = [feature for feature in found if feature in chosen]
    rarity = [weight_of(base, feature, UNKNOWN_RARITY) for feature in kept]
    length = sqrt(sum(one * one for one in rarity)) or 1.0
    return _Row(
        np.array([chosen[feature] for feature in kept], dtype=np.int64),
        np.array([one / length for one in rarity], dtype=np.float32),
        np.array([*scores, *[0.0] * (len(codes) - len(scores))], dtype=np.float32), codes.index(code), weight,
    )  # fmt: skip


def _fitted(rows: Sequence[_Row], many: int, width: int, own: int, base: Sorter) -> tuple[Any, Any]:
    """Logistic regression on what the shared weights leave open, each step as large as a weight moved little before."""
    heat, steps = base.head["temperature"], np.random.default_rng(1)
    weights, moved = np.zeros((many, width), np.float32), np.full((many, width), 1e-6, np.float32)
    bias, moved_bias = np.full(own, START, np.float32), np.full(own, 1e-6, np.float32)
    for _turn in range(TURNS):
        for number in steps.permutation(len(rows)):
            row = rows[number]
            scores = row.base + row.shares @ weights[row.places]
            scores[width - own :] += bias
            wrong = _chances(scores / heat)
            wrong[row.code] -= 1
            wrong *= row.weight
            change = np.outer(row.shares, wrong) + PULL * weights[row.places]
            moved[row.places] += change * change
            weights[row.places] -= STEP * change / np.sqrt(moved[row.places])
            pull = wrong[width - own :] + PULL * (bias - START)
            moved_bias += pull * pull
            bias -= STEP * pull / np.sqrt(moved_bias)
    return weights, bias


def _chances(scores: Any) -> Any:
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


def _packed(base: Sorter, own: Sequence[str], chosen: dict[str, int], weights: Any, bias: Any) -> bytes:
    by_hash = {hash_of(feature): place for feature, place in sorted(chosen.items(), reverse=True)}
    hashes = sorted(by_hash)
    table = np.clip(np.rint(weights[[by_hash[one] for one in hashes]] * SCALE), -32767, 32767).astype("<i2")
    head = {
        "base": base.head.get("version"), "codes": list(own), "bias": [round(float(one), 4) for one in bias],
        "scale": SCALE, "rarity": UNKNOWN_RARITY, "features": len(hashes),
    }  # fmt: skip
    return pack(head, np.array(hashes, dtype="<u4").tobytes(), table.tobytes())


def reader(base: Sorter, data: bytes | None) -> Sorter | OwnSorter:
    """What guesses: the shared sorter, with a ward's rows when there are any."""
    return OwnSorter(base, data) if data else base
