"""Text as words of the index: folded in their order, and as they were written, accents and all.

Each word stands folded (`den`); one written with accents stands also in a spelling of its own (`den2_`), the same for
NFC and NFD, for `hoà` and `hòa`, for đ and ð: letters with their hats as digits, the tone at the end. Only [a-z0-9_]
ever reaches the index or its query languages, so both databases hold the same words and nobody's text is a command.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from langnghe.kernel.folding import fold, normal

# With marks that no letter holds by itself, a word goes on behind them.
WORDS = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_PLAIN_WORDS = re.compile("[^\\W_]+")
_MARK = re.compile("[\u0300-\u036f]")
_LETTER = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
_TONE = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_STROKES = {"đ": "d9", "ð": "d9"}
_PARTS = re.compile("[0-9a-z]+")
LONGEST = 40


class Word(NamedTuple):
    """One word as somebody wrote it: its folded parts, as a rule one, and its spelling when it bears accents."""

    plain: tuple[str, ...]
    spelling: str = ""


def words_of(text: str) -> list[Word]:
    """The words of a text in order; signs are none."""
    composed = _composed(text)
    pattern = WORDS if _MARK.search(composed) else _PLAIN_WORDS
    return [word for word in map(word_of, pattern.findall(composed.lower())) if word[0]]


def plain_of(words: Iterable[Word]) -> list[str]:
    """The folded parts of words, in order."""
    return [part for plain, _spelling in words for part in plain]


def spellings_of(words: Iterable[Word]) -> list[str]:
    """Each spelling with accents once, in order."""
    return list(dict.fromkeys([spelling for _plain, spelling in words if spelling]))


def _composed(text: str) -> str:
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else normal("NFC", text)


@lru_cache(maxsize=20_000)
def word_of(written: str) -> Word:
    plain = tuple(part[:LONGEST] for part in _PARTS.findall(fold(written)))
    if written.isascii() or len(plain) != 1 or len(written) > LONGEST:
        return Word(plain)
    spelling = _spelling(written)
    return Word(plain, f"{spelling}_" if spelling and spelling != plain[0] else "")


def _spelling(written: str) -> str:
    """`đường` gives `d9u7o7ng2`; nothing for a word with signs that are not Vietnamese."""
    letters, tones = "", ""
    for sign in unicodedata.normalize("NFD", written):
        if sign in _TONE:
            tones += _TONE[sign]
        else:
            letters += _STROKES.get(sign) or _LETTER.get(sign) or sign
    return letters + tones if letters.isascii() else ""
