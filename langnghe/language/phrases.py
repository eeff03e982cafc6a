"""Lists of phrases kept as plain text, and finding them in what people write. How a list is written: data/crime.txt."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from langnghe.kernel.folding import fold
from langnghe.language.search import search_form

GAP = "*"
HARMLESS = "harmless"
OF = "@"
"""Stands in a marked class before the list it is of."""
LONGEST_GAP = 3
CARELESS = 0.5
"""So many of the words without accents: then any of them may have been meant with some."""
_CHOICE = re.compile(r"\{([^{}]*)\}")
_CHOICES = re.compile(r"[{}|\s]+")
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
    swapped: frozenset[str]

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
        """Each word as typed: its letters and tone, and whether it may stand for one with accents.

        Who writes with accents writes them on most words; there «om» in «tối om» is no «ôm».
        """
        bare = [word.isascii() for word in self.typed]
        careless = sum(bare) > len(bare) * CARELESS
        return [
            (_letters(word), one and (careless or word in self.swapped))
            for word, one in zip(self.typed, bare, strict=True)
        ]


@dataclass(slots=True)
class _Growing:
    """A place in the tree while phrases are added: what may follow by word and letters, the classes that end here."""

    next: "dict[tuple[str, _Letters], _Growing]" = field(default_factory=dict)
    gap: "_Growing | None" = None
    ends: set[str] = field(default_factory=set)

    def then(self, word: str, letters: _Letters) -> "_Growing":
        """The place after one more word, or after a gap."""
        if word != GAP:
            return self.next.setdefault((word, letters), _Growing())
        self.gap = self.gap or _Growing()
        return self.gap


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the finished tree: places by the word that follows, one for each way it is written with accents.

    Places from which all goes on alike are one and the same: the lists are products of choices, so that of 75,000
    places few are left, in every process that reads them.
    """

    next: "dict[str, _Ways]"
    gap: "_Place | None"
    ends: tuple[str, ...]


_Ways = tuple[tuple[_Letters, _Place], ...]
_Vocabulary = dict[str, tuple[tuple[str, _Letters], ...]]


class Phrases:
    """Phrases in one tree, so that a text costs one walk however many phrases there are."""

    def __init__(
        self, phrases: "Iterator[tuple[str, str]]", vocabulary: Set[str], same: dict[str, tuple[str, ...]]
    ) -> None:
        """`vocabulary`: the words of the phrases, so that what stays of them is made before what goes again."""
        self._same = same
        known = {word: _parts(word, same) for word in vocabulary}
        root = _Growing()
        for kind, phrase in phrases:
            self._add(root, kind, phrase.split(), known)
        self._root = _settled(root, {})

    def spoken(self, text: str, folded: str) -> Spoken:
        """`text` (in search form: `folded`) as it is looked through, by these phrases and all others."""
        plain, same = folded.split(), self._same
        other = same.keys() & set(plain)
        if other:
            plain = [part for word in plain for part in same.get(word, (word,))]
        return Spoken(text, plain, same, frozenset(part for word in other for part in same[word]))

    def find(self, spoken: Spoken) -> list[Find]:
        """Every phrase in a text whose accents fit; harmless ones take away what lies inside them."""
        return without_harmless(self.walk(spoken))

    def walk(self, spoken: Spoken) -> list[Find]:
        """Every phrase in a text whose accents fit, harmless ones too."""
        found: dict[Find, None] = {}
        first, walk = self._root.next, (spoken.words, spoken.signs, found)
        for at, word in enumerate(spoken.words):
            if word in first:
                _step(first[word], walk, at, at, True, True)
        return list(found)

    def _add(self, root: _Growing, kind: str, phrase: list[str], known: "_Vocabulary") -> None:
        place = root
        for word in phrase:
            for part in known.get(word) or _parts(word, self._same):
                place = place.then(*part)
        place.ends.add(kind)


def _parts(word: str, same: dict[str, tuple[str, ...]]) -> "tuple[tuple[str, _Letters], ...]":
    """What a word of a list is looked for as: in search form, with its letters; other spellings made one."""
    plain = GAP if word == GAP else fold(word)
    return tuple((part, _letters(word if part == plain else part)) for part in same.get(plain, (plain,)))


def _settled(growing: _Growing, known: "dict[object, _Place]") -> _Place:
    """The place for good; the one that is `known` already where all goes on alike."""
    ways: dict[str, list[tuple[_Letters, _Place]]] = {}
    for (word, letters), further in growing.next.items():
        ways.setdefault(word, []).append((letters, _settled(further, known)))
    gap = _settled(growing.gap, known) if growing.gap else None
    ends = tuple(sorted(growing.ends))
    told = frozenset((word, letters, id(place)) for word, pairs in ways.items() for letters, place in pairs)
    place = _Place({word: tuple(pairs) for word, pairs in ways.items()}, gap, ends)
    return known.setdefault((told, id(gap), ends), place)


_Walk = tuple[list[str], "list[tuple[_Letters, bool]]", dict[Find, None]]
"""What every step carries along: the words, their signs, and what was found."""


def _step(ways: "_Ways", walk: _Walk, start: int, at: int, written: bool, bare: bool) -> None:
    """Take the word at `at` of a phrase from `start`, as far as its accents allow, note what ends with it, and go on.

    `written`: so far every word was written out with its accents; `bare`: none had any. A single syllable without
    accents could be anything ("dan": dân, đàn, đạn), so alone it must be written out; and what takes an alarm away must
    be written out too, or be without accents altogether.
    """
    words, signs, found = walk
    typed, plain = signs[at]
    after = at + 1
    ahead = words[after] if after < len(words) else ""
    for letters, place in ways:
        same = typed == letters
        if not (same or plain):
            continue
        as_written, as_bare = written and same, bare and plain
        for kind in place.ends:
            if as_written or (at > start and (as_bare or not kind.startswith(HARMLESS))):
                found[Find(kind, start, after)] = None
        if place.gap is not None:
            _leap(place.gap, walk, start, after, as_written, as_bare)
        if ahead in place.next:
            _step(place.next[ahead], walk, start, after, as_written, as_bare)


def _leap(gap: _Place, walk: _Walk, start: int, after: int, written: bool, bare: bool) -> None:
    """Go on behind a gap of up to three words."""
    words = walk[0]
    for at in range(after, min(after + LONGEST_GAP + 1, len(words))):
        if words[at] in gap.next:
            _step(gap.next[words[at]], walk, start, at, written, bare)


def _split(word: str) -> list[tuple[str, str]]:
    """The word as the search form has it (in pieces, if it holds signs of other scripts), each with what was typed."""
    parts = search_form(word).split()
    return [(part, word if len(parts) == 1 else part) for part in parts]


def read(names: Sequence[str], *, leave: Set[str] = frozenset(), marked: bool = False) -> Phrases:
    """The phrases of these lists (files of `data`, without their ending), all classes but some.

    `marked`: classes that several lists have are told apart by the list (`child@home`, `child@hints`).
    """
    same = {}
    for _kind, line in _lines("same"):
        other, _, word = line.partition("=")
        same[other.strip()] = same[fold(other.strip())] = tuple(fold(word).split())
    clashing = _clashing(names) if marked else set()
    wanted = [
        (f"{kind}{OF}{name}" if kind in clashing else kind, line)
        for name in names
        for kind, line in _lines(name)
        if kind not in leave
    ]
    vocabulary = {word for _kind, line in wanted for word in _CHOICES.split(line)}
    return Phrases(((kind, phrase) for kind, line in wanted for phrase in _spelt_out(line)), vocabulary, same)


def marked_kinds(names: Sequence[str]) -> set[str]:
    """The marked classes of lists that have phrases."""
    return {f"{kind}{OF}{name}" for name in names for kind, _line in _lines(name)}


def _clashing(names: Sequence[str]) -> set[str]:
    """Classes that several lists have."""
    kinds = Counter(told.partition(OF)[0] for told in marked_kinds(names))
    return {kind for kind, lists in kinds.items() if lists > 1 or kind == HARMLESS}


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


def fits(typed: str, word: str) -> bool:
    """Whether a typed word is this one: one without any accent may be any; hỏi and ngã are one."""
    return typed.isascii() or _letters(typed) == _letters(word)


@lru_cache(maxsize=8_192)
def _letters(word: str) -> _Letters:
    """Letters with their hats and horns, and the tone: `tuý` and `túy` are the same."""
    signs = unicodedata.normalize("NFD", word)
    tone = "".join(_NGA if sign == _HOI else sign for sign in signs if sign in _TONES)
    return "".join(sign for sign in signs if sign not in _TONES), tone


def without_harmless(found: list[Find]) -> list[Find]:
    """What lies in no harmless phrase."""
    harmless = [find for find in found if find.kind == HARMLESS]
    if not harmless:
        return found
    return [
        find for find in found
        if find.kind != HARMLESS and not any(one.start <= find.start and find.end <= one.end for one in harmless)
    ]  # fmt: skip
