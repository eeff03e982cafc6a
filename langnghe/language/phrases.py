"""Lists of phrases kept as plain text, and finding them in what people write. How a list is written: data/crime.txt."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from langnghe.kernel.folding import fold
from langnghe.language.search import search_form

GAP = "*"
HARMLESS = "harmless"
LONGEST_GAP = 3
_CHOICE = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_Letters = tuple[str, str]
"""A word's letters with their hats and horns, and its tone."""
_HOI, _NGA = "\u0309", "\u0303"  # told apart in the North only


class Find(NamedTuple):
    """A phrase of a class, from one word to another (both counted from 0, the end excluded)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Spoken:
    """A text as phrases are looked for in it: its words in search form, other spellings made one."""

    text: str
    words: list[str]
    same: dict[str, tuple[str, ...]]

    @cached_property
    def typed(self) -> list[str]:
        """The words as typed, in step with `words`; one replaced by another spelling has no accents."""
        same, words = self.same, self.words
        typed = _WORD.findall(unicodedata.normalize("NFC", self.text).lower())
        if len(typed) == len(words):
            return [word if one in same else one for one, word in zip(typed, words, strict=True)]
        apart = [pair for word in typed for pair in _split(word)]
        typed = [one for part, word in apart for one in same.get(part, (word,))]
        return typed if len(typed) == len(words) else words

    @cached_property
    def signs(self) -> "list[tuple[_Letters, bool]]":
        """Each word as typed: its letters and tone, and whether it was typed without any accent."""
        return [(_letters(word), word.isascii()) for word in self.typed]


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: the words that may follow, and what ends here: class and letters."""

    next: "dict[str, _Node]" = field(default_factory=dict)
    gap: "_Node | None" = None
    ends: "list[tuple[str, tuple[_Letters, ...]]]" = field(default_factory=list)

    def then(self, word: str) -> "_Node":
        """The place after one more word, or after a gap."""
        if word != GAP:
            return self.next.setdefault(word, _Node())
        self.gap = self.gap or _Node()
        return self.gap


_Path = tuple[tuple[int, ...], tuple[str, tuple[_Letters, ...]]]
"""Where the words of a phrase stand, and the phrase with its class."""


class Phrases:
    """Phrases in one tree, so that a text costs one walk however many phrases there are."""

    def __init__(self, phrases: "Iterator[tuple[str, str]]", same: dict[str, tuple[str, ...]]) -> None:
        self._same = same
        self._root = _Node()
        for kind, phrase in phrases:
            self._add(kind, tuple(phrase.split()))

    def spoken(self, text: str, folded: str) -> Spoken:
        """`text` (in search form: `folded`) as it is looked through, by these phrases and all others."""
        plain, same = folded.split(), self._same
        if not same.keys().isdisjoint(plain):
            plain = [part for word in plain for part in same.get(word, (word,))]
        return Spoken(text, plain, same)

    def find(self, spoken: Spoken, places: Iterable[int] = ()) -> list[Find]:
        """Every phrase in a text whose accents fit; harmless ones take away what lies inside them.

        `places`: where phrases may begin, if not anywhere.
        """
        ends: list[_Path] = []
        first, words = self._root.next, spoken.words
        after = [*words[1:], ""]
        for at in places or range(len(words)):
            node = first.get(words[at])
            # Most words begin some phrase, and few go on as one: not worth a call.
            if node is not None and (node.ends or node.gap is not None or after[at] in node.next):
                _walk(node, words, (at,), ends)
        return _fitting(spoken.signs, ends) if ends else []

    def _add(self, kind: str, phrase: tuple[str, ...]) -> None:
        node, spelt = self._root, []
        for word in phrase:
            plain = GAP if word == GAP else fold(word)
            for part in self._same.get(plain, (plain,)):
                node = node.then(part)
                spelt += [] if part == GAP else [word if part == plain else part]
        end = (kind, tuple(map(_letters, spelt)))
        if end not in node.ends:
            node.ends.append(end)


def _fitting(signs: "list[tuple[_Letters, bool]]", ends: "list[_Path]") -> list[Find]:
    said = [(kind, path) for path, (kind, phrase) in ends if _said(kind, signs, path, phrase)]
    return _without_harmless(list(dict.fromkeys([Find(kind, path[0], path[-1] + 1) for kind, path in said])))


def _split(word: str) -> list[tuple[str, str]]:
    """The word as the search form has it (in pieces, if it holds signs of other scripts), each with what was typed."""
    parts = search_form(word).split()
    return [(part, word if len(parts) == 1 else part) for part in parts]


def read(names: Iterable[str], *, only: Set[str] = frozenset(), leave: Set[str] = frozenset()) -> Phrases:
    """The phrases of these lists (files of `data`, without their ending): of `only` these classes, or all but some."""
    same = {}
    for _kind, line in _lines("same"):
        other, _, word = line.partition("=")
        same[other.strip()] = same[fold(other.strip())] = tuple(fold(word).split())
    lines = (pair for name in names for pair in _lines(name))
    wanted = ((kind, line) for kind, line in lines if (not only or kind in only) and kind not in leave)
    return Phrases(((kind, phrase) for kind, line in wanted for phrase in _spelt_out(line)), same)


def heads(name: str) -> list[str]:
    """The classes of a list as they are headed, those without phrases too."""
    return [line.strip("[]") for line in _text(name) if line.startswith("[")]


def _text(name: str) -> list[str]:
    path = resources.files("langnghe.language") / "data" / f"{name}.txt"
    raw = path.read_text(encoding="utf-8").splitlines()
    return [unicodedata.normalize("NFC", line).strip() for line in raw]


def _lines(name: str) -> Iterator[tuple[str, str]]:
    kind = ""
    for line in _text(name):
        if line.startswith("["):
            kind = line.strip("[]").partition(":")[0]
        elif line and not line.startswith("#"):
            yield kind, line


def _spelt_out(line: str) -> Iterator[str]:
    """`{bán|mua} {đề|số}` → four phrases; a gap at an end says nothing and goes."""
    parts = _CHOICE.split(line)
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    for chosen in product(*choices):
        yield "".join(chosen).strip(f" {GAP}")


def _walk(node: _Node, words: list[str], path: tuple[int, ...], ends: "list[_Path]") -> None:
    """Follow the words after `path` as far as phrases go; a turn of its own only for what lies behind a gap."""
    while True:
        for end in node.ends:
            ends.append((path, end))
        after = path[-1] + 1
        if after >= len(words):
            return
        if node.gap is not None:
            beyond = node.gap.next
            for place in range(after, min(after + LONGEST_GAP + 1, len(words))):
                if words[place] in beyond:
                    _walk(beyond[words[place]], words, (*path, place), ends)
        further = node.next.get(words[after])
        if further is None:
            return
        node, path = further, (*path, after)


def _said(
    kind: str, signs: "list[tuple[_Letters, bool]]", path: tuple[int, ...], phrase: "tuple[_Letters, ...]"
) -> bool:
    """Whether words typed with or without accents are this phrase.

    A single syllable without accents could be anything ("dan": dân, đàn, đạn), so alone it must be written out; and
    what takes an alarm away must be written out too, or be without accents altogether.
    """
    if len(path) == 1:
        return signs[path[0]][0] == phrase[0]
    written_out = kind == HARMLESS and not all(signs[place][1] for place in path)
    for place, letters in zip(path, phrase, strict=True):
        typed, bare = signs[place]
        if typed != letters and (written_out or not bare):
            return False
    return True


def fits(typed: str, word: str) -> bool:
    """Whether a typed word is this one: one without any accent may be any; hỏi and ngã are one."""
    return typed.isascii() or _letters(typed) == _letters(word)


@lru_cache(maxsize=8_192)
def _letters(word: str) -> _Letters:
    """Letters with their hats and horns, and the tone: `tuý` and `túy` are the same."""
    signs = unicodedata.normalize("NFD", word)
    tone = "".join(_NGA if sign == _HOI else sign for sign in signs if sign in _TONES)
    return "".join(sign for sign in signs if sign not in _TONES), tone


def _without_harmless(found: list[Find]) -> list[Find]:
    harmless = [find for find in found if find.kind == HARMLESS]
    if not harmless:
        return found
    return [
        find for find in found
        if find.kind != HARMLESS and not any(one.start <= find.start and find.end <= one.end for one in harmless)
    ]  # fmt: skip
