"""Which troubles a text tells of, also by what follows from them: words of `data/tellings.txt`, weighed by rarity."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from math import sqrt

from langnghe.kernel.folding import fold
from langnghe.language.features import chat
from langnghe.language.phrases import fits

LONGEST = 4_000
"""Signs of a text that are looked at."""
COMMON, LEAST, POWER = 1.5, 0.2, 1.5
MOSTLY = 0.6
"""Share of words without accents from which on a word without may be any."""
_WORD = re.compile(r"\d+|[^\W\d_]+")
_PARTS = re.compile(r"\w+")
Phrase = tuple[str, ...]


class Tellings:
    """The lists with what their phrases weigh."""

    def __init__(self, rarities: Sequence[float]) -> None:
        """`rarities`: of each phrase in the order of `phrases()`. Raises ValueError when they are not as many."""
        self._weights = {
            phrase: max(LEAST, rarity - COMMON) ** POWER for phrase, rarity in zip(phrases(), rarities, strict=True)
        }

    def of(self, text: str) -> dict[str, float]:
        """How much a text tells of each trouble, of length 1 together; empty where it tells of none."""
        found: dict[str, float] = defaultdict(float)
        for phrase, kinds, accents in heard(text):
            many = len(kinds) if accents else len(phrases()[phrase])
            for kind in kinds:
                found[kind] += self._weights[phrase] / many
        whole = sqrt(sum(found.values()))
        return {kind: sqrt(weight) / whole for kind, weight in found.items()}


def heard(text: str) -> Iterator[tuple[Phrase, list[str], bool]]:
    """Each phrase once, folded, with the troubles its accents fit, and whether it was typed with any."""
    typed = _words(text)
    plain = [fold(word) for word in typed]
    letters = [word for word in typed if not word.isdigit()]
    careless = sum(word.isascii() for word in letters) > len(letters) * MOSTLY
    known, lengths, found = phrases(), _lengths(), set[Phrase]()
    for at, word in enumerate(plain):
        for length in lengths.get(word, ()):
            phrase = tuple(plain[at : at + length])
            if phrase in known and phrase not in found:
                here = typed[at : at + length]
                kinds = [kind for kind, told in known[phrase].items() if _fit(here, told, careless)]
                if kinds:
                    found.add(phrase)
                    yield phrase, kinds, any(not one.isascii() for one in here)


@cache
def phrases() -> dict[Phrase, dict[str, list[Phrase]]]:
    """Phrases by their folded words: the troubles they are listed under, as they are written there."""
    found: dict[Phrase, dict[str, list[Phrase]]] = defaultdict(lambda: defaultdict(list))
    for kind, told in lists():
        words = tuple(_PARTS.findall(told))
        found[tuple(fold(word) for word in words)][kind].append(words)
    return dict(found)


def lists() -> Iterator[tuple[str, str]]:
    """Each phrase of the file with its trouble."""
    raw = resources.files("langnghe.language").joinpath("data", "tellings.txt").read_text("utf-8")
    kind = ""
    for line in unicodedata.normalize("NFC", raw).splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            yield from ((kind, told) for part in line.split(",") if (told := part.strip()))


def _words(text: str) -> list[str]:
    made = unicodedata.normalize("NFC", text[:LONGEST]).lower()
    return [told for word in _WORD.findall(made) for told in chat().get(word, (word,))]


def _fit(typed: Sequence[str], told: Sequence[Phrase], careless: bool) -> bool:
    def fit(one: str, word: str) -> bool:
        return one == word or (careless if one.isascii() else fits(one, word))

    return any(all(map(fit, typed, words)) for words in told)


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases():
        found[phrase[0]].add(len(phrase))
    return {word: tuple(sorted(lengths)) for word, lengths in found.items()}
