"""The words of a text as names are looked for in them: which stand together, which could be part of a name."""

import re
from functools import cached_property

from langnghe.language.personal.lists import Lists, entries, lists
from langnghe.language.personal.seen import Seen, Word

_INSIDE = re.compile(r"[ \u00a0]|['’ʼ`]|-")
_SAME_CLAUSE = re.compile(r"[ \u00a0\t]*[:\-–]?[ \u00a0\t]*[\"“'‘(«]?")


class Reading:
    """`words` of a text, and questions about them by their number."""

    def __init__(self, seen: Seen) -> None:
        self.seen, self.words = seen, seen.words

    @cached_property
    def lists(self) -> Lists:
        """The lists of words."""
        return lists()

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it; a line end for the first."""
        if not 0 < at < len(self.words):
            return "\n"
        return self.seen.text[self.words[at - 1].end : self.words[at].start]

    def joined(self, at: int) -> bool:
        """Whether a word follows the one before it within one name."""
        return _INSIDE.fullmatch(self.gap(at)) is not None

    def spaced(self, at: int) -> bool:
        """Whether only a space parts a word from the one before it."""
        return self.gap(at) in {" ", "\u00a0"}

    def announced(self, at: int) -> bool:
        """Whether a word may be what the words before it announce: nothing between but a space or a colon."""
        return _SAME_CLAUSE.fullmatch(self.gap(at)) is not None

    def low(self, at: int) -> str:
        """The word in small letters; "" where there is none."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def plain(self, at: int) -> str:
        """The word folded; "" where there is none."""
        return self.words[at].plain if 0 <= at < len(self.words) else ""

    def said(self, start: int, end: int) -> str:
        """Words `start` to before `end` in small letters, single spaces between."""
        return " ".join(word.low for word in self.words[max(start, 0) : end])

    def bare(self, at: int) -> bool:
        """Whether a word stands without accents where the writer sets none."""
        return self.seen.careless and self.words[at].low == self.words[at].plain

    def cap(self, at: int) -> bool:
        """Whether a capital says something here: a proper name, or a sentence that begins."""
        if not 0 <= at < len(self.words) or self.seen.shouted:
            return False
        return self.words[at].cap and not any(map(str.isdigit, self.words[at].text))

    def begins_sentence(self, at: int) -> bool:
        """Whether a word would have a capital anyhow."""
        gap = self.gap(at)
        return at == 0 or any(sign in gap for sign in "\n.!?…:*•")

    def is_given(self, at: int) -> bool:
        """Whether a word can be somebody's given name, accents as the writer sets them."""
        word = self.words[at] if 0 <= at < len(self.words) else None
        return word is not None and (word.low in self.lists.given or self._bare_in(word, self.lists.bare_given))

    def is_family(self, at: int) -> int:
        """How many words of a family name begin there: 0, 1 or more."""
        for many in (2, 1):
            said = self.said(at, at + many)
            if said in self.lists.family or (self._upper_bare(at) and said in self.lists.bare_family):
                return many
        return 0

    def is_middle(self, at: int) -> bool:
        """Whether a word can stand in the middle of a name."""
        word = self.words[at]
        return word.low in self.lists.middle or self._bare_in(word, self.lists.bare_middle)

    def _bare_in(self, word: Word, bare: frozenset[str]) -> bool:
        return word.low == word.plain and word.plain in bare and (self.seen.careless or word.text.isupper() or word.cap)

    def _upper_bare(self, at: int) -> bool:
        word = self.words[at] if at < len(self.words) else None
        return word is not None and word.low == word.plain and (word.cap or self.seen.careless)

    def stops(self, at: int) -> bool:
        """Whether a word with a capital begins something that is no name: `Công an`, `SĐT`, `Tổ`."""
        word = self.words[at]
        if f"{word.low} {self.low(at + 1)}" in entries("stop pair"):
            return True
        if word.low in self.lists.given or word.low in self.lists.family or word.low in self.lists.looks:
            return False
        known = self.is_given(at) or self.is_family(at) > 0
        return word.low in self.lists.never or (len(word.text) > 1 and word.text.isupper() and not known)

    def capitals(self, at: int, most: int = 5) -> int:
        """The number of the word behind those with capitals that begin at `at` and could be one name."""
        end = at
        while end - at < most and self.cap(end) and (end == at or self.joined(end)):
            if self.stops(end) or (end > at and self._calls_somebody(end)):
                break
            end += 1
        return end

    def _calls_somebody(self, at: int) -> bool:
        """`Ông Tám Bà Năm`: the second title begins another name."""
        return self.low(at) in self.lists.kin and self.low(at) not in self.lists.given
