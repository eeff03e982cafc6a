"""What the sorter sees of a text: words and their neighbours, without accents and, where some were typed, with them.

Chat spelling is made plain first (`data/chat.txt`); figures count by their length alone: no house number tells a topic.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

from langnghe.kernel.folding import fold

_WORD = re.compile(r"\d+|[^\W\d_]+")
LONGEST = 4_000
"""Signs of a text that are looked at: a topic shows in the first pages of any letter."""


def features(text: str) -> list[str]:
    """Each feature once: `w` a word, `b` two, `s` two around a third, `a` and `d` the same as typed with accents."""
    typed = list(_words(text[:LONGEST]))
    plain = _folded(typed)
    found = {f"w {word}" for word in plain}
    found.update(f"b {one} {two}" for one, two in pairwise(plain))
    found.update(f"s {one} {two}" for one, two in zip(plain, plain[2:], strict=False))
    found.update(f"a {word}" for word in typed if not word.isascii())
    found.update(f"d {one} {two}" for one, two in pairwise(typed) if not (one.isascii() and two.isascii()))
    return sorted(found)


def as_typed(text: str) -> dict[str, str]:
    """Each plain word of a text with the way it was typed."""
    return {fold(word): word for word in _words(text[:LONGEST])}


def words_in(text: str) -> list[str]:
    """The words of a text without accents, chat spelling made plain, figures by their length alone (`#2`)."""
    return _folded(_words(text[:LONGEST]))


def words_of(feature: str) -> list[str]:
    """The words a feature is made of."""
    return feature.split()[1:]


def _folded(typed: Iterable[str]) -> list[str]:
    return [word if word.startswith("#") else fold(word) for word in typed]


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()):
        if word.isdigit():
            yield f"#{min(len(word), 4)}"
        else:
            yield from chat().get(word, (word,))


@cache
def chat() -> dict[str, tuple[str, ...]]:
    """Chat spellings with the words they stand for."""
    text = resources.files("langnghe.language").joinpath("data", "chat.txt").read_text("utf-8")
    lines = (line.partition("=") for line in text.splitlines() if "=" in line and not line.startswith("#"))
    return {short.strip(): tuple(words.split()) for short, _, words in lines}
