"""Vietnamese order of names and groups: letters by the alphabet, then tones; numbers by value."""

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_CHUNKS = re.compile(r"\d+|\D+")

Key = tuple[tuple[tuple[int, ...], ...], tuple[int, ...], str]


def key(text: str) -> Key:
    """A sort key: `Tổ 2` before `Tổ 10`, `ăn` after `an`; tones (ngang huyền hỏi ngã sắc nặng) decide last."""
    chunks = _CHUNKS.findall(unicodedata.normalize("NFC", text).casefold())
    return tuple(_chunk(chunk) for chunk in chunks), _tones(text), text


def _chunk(chunk: str) -> tuple[int, ...]:
    if chunk.isdecimal():
        return (-1, int(chunk))
    return tuple(_letter(sign) for sign in chunk)


def _letter(sign: str) -> int:
    bare = unicodedata.normalize("NFC", _without_tone(sign))
    return _RANK.get(bare, ord(bare[0]) - 0x10000 if bare.isspace() else 1000 + ord(bare[0]))


def _without_tone(sign: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", sign) if part not in _TONES)


def _tones(text: str) -> tuple[int, ...]:
    return tuple(_TONES[part] for part in unicodedata.normalize("NFD", text) if part in _TONES)
