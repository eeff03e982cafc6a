"""A text as it is looked through: composed, folded and cut into words, with the way back to the signs as given."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from langnghe.kernel.folding import fold

Span = tuple[int, int]

_PLAIN_SIGNS = re.compile(
    "[\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u1ea0-\u1ef9\u2010-\u2027\u2030-\u203e\u20ab\U0001f300-\U0001faff]*"
)
_CLUSTER = re.compile(r"([^\u0300-\u036f])([\u0300-\u036f]{0,4})[\u0300-\u036f]*", re.DOTALL)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0"
    r"\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_WORD = re.compile(r"[^\W_]+")
_CARELESS = 0.12
_SHOUTED = 0.6


class Word(NamedTuple):
    """A word from `start` to before `end`. `text` as written, `low` in small letters, `plain` folded."""

    start: int
    end: int
    text: str
    low: str
    plain: str
    cap: bool


@dataclass(frozen=True)
class Seen:
    """`text`: composed, without signs nobody sees; `plain`: the same folded, sign for sign.

    `careless`: hardly an accent, so a word without accents may stand for any; `shouted`: capitals mean nothing.
    """

    text: str
    plain: str
    careless: bool
    shouted: bool
    words: list[Word]
    _starts: Sequence[int] | None = field(default=None, repr=False)
    _ends: Sequence[int] | None = field(default=None, repr=False)

    def given(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the text as given."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]


def see(given: str) -> Seen:
    """`given` made ready; linear time whatever it holds."""
    if _PLAIN_SIGNS.fullmatch(given):
        text, starts, ends = given, None, None
    else:
        text, starts, ends = _composed(given)
    plain = fold(text)
    if len(plain) != len(text):
        plain = "".join(map(_folded_sign, text))
    plain = plain.replace("\u00a0", " ")
    words = [_word(match.start(), match.end(), text, plain) for match in _WORD.finditer(plain)]
    letters = sum(map(str.isalpha, text)) or 1
    return Seen(
        text,
        plain,
        _accents(text, plain) < _CARELESS * letters,
        sum(map(str.isupper, text)) > _SHOUTED * letters and letters > 12,
        words,
        starts,
        ends,
    )


def _word(start: int, end: int, text: str, plain: str) -> Word:
    said = text[start:end]
    return Word(start, end, said, said.lower(), plain[start:end], said[0].isupper())


def _accents(text: str, plain: str) -> int:
    return sum(one != other for one, other in zip(text.lower(), plain, strict=False))


def _composed(given: str) -> tuple[str, list[int], list[int]]:
    signs, starts, ends = [], [], []
    for cluster in _CLUSTER.finditer(given):
        if _UNSEEN.match(cluster[1]):
            continue
        signs.append(_sign(cluster[1], cluster[2]))
        starts.append(cluster.start())
        ends.append(cluster.end())
    return "".join(signs), starts, ends


@lru_cache(maxsize=4096)
def _sign(base: str, marks: str) -> str:
    """One sign for a letter with its marks; digits and letters in fancy dress as plain ones."""
    plainer = unicodedata.normalize("NFKC", base) if base > "\u2000" else base
    if len(plainer) == 1 and plainer.isalnum():
        base = plainer
    digit = unicodedata.decimal(base, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFC", base + marks)[:1] or " "


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    return fold(sign)[:1] or " "
