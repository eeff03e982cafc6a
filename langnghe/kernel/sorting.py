"""Vietnamese order of names and groups: letters by the alphabet, then tones; numbers by value."""

import re
import unicodedata

from langnghe.kernel.folding import normal

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_CHUNKS = re.compile(r"\d+|\D+")
_DIGITS, _PUNCTUATION, _OTHERS = -1, -0x200000, 1000

Key = tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]


def key(text: str) -> Key:
    """A sort key: `Tổ 2` before `Tổ 10`, `ăn` after `an`; tones (ngang huyền hỏi ngã sắc nặng) decide last.

    Tones are compared word by word, so that `hòa` and `hoà` stand together and `Hạ Lan` stands after `Hà Lạn`.
    """
    tidy = " ".join(normal("NFC", text).split())
    plain = normal("NFD", tidy.casefold())
    return _letters(plain), tuple(_tones(word) for word in plain.split()), tidy


def _letters(plain: str) -> tuple[tuple[int, ...], ...]:
    toneless = normal("NFC", "".join(sign for sign in plain if sign not in _TONES))
    return tuple(_number(chunk) if chunk.isdecimal() else _word(chunk) for chunk in _CHUNKS.findall(toneless))


def _number(digits: str) -> tuple[int, ...]:
    """By value, however long: the count of digits first (int() refuses more than 4,300)."""
    plain = "".join(str(int(digit)) for digit in digits).lstrip("0")
    return (_DIGITS, len(plain), *map(int, plain))


def _word(chunk: str) -> tuple[int, ...]:
    return tuple(rank for sign in chunk for rank in _ranks(sign))


def _ranks(sign: str) -> tuple[int, ...]:
    if sign in _RANK:
        return (_RANK[sign],)
    return tuple(_RANK.get(part, _other(part)) for part in unicodedata.normalize("NFD", sign))


def _other(part: str) -> int:
    return ord(part) + (_OTHERS if part.isalnum() or unicodedata.combining(part) else _PUNCTUATION)


def _tones(word: str) -> tuple[int, ...]:
    return tuple(_TONES[sign] for sign in word if sign in _TONES)
