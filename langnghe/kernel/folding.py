"""Vietnamese text: cleaning what people send, and folding it so that it is found without accents."""

import re
import unicodedata
from typing import Literal
from unicodedata import category

# U+0111/U+0110 is the Vietnamese letter; U+00F0/U+00D0 (eth) is what broken keyboards send for it.
_STROKES = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PICTURE = "\U0001f000-\U0001faff\u2190-\u2bff\ufe0f"
_JOINER = f"(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])"  # between two pictures it makes one picture of them
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    rf"\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]|{_JOINER}"
)
_MARKS = 30  # on one letter, as in Unicode's stream-safe text (UAX 15): sorting a longer run takes quadratic time
_MARK = re.compile("[\u0300-\u036f]+")
_STORM = re.compile(rf"[^\x00-\u02ff\u1ea0-\u1ef9]{{{_MARKS + 1},}}")


def fold(text: str) -> str:
    """`text` in lower case without accents: `Đường Hoà Bình` gives `duong hoa binh`."""
    plain = _MARK.sub("", normal("NFD", text.translate(_STROKES).lower()))
    return plain if plain.isascii() else "".join(sign for sign in plain if category(sign) not in ("Mn", "Me"))


def clean_text(text: str) -> str:
    """`text` as we keep it: NFC, line ends as LF, no NUL, control, bidi or zero-width signs, trimmed."""
    return normal("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))).strip()


def normal(form: Literal["NFC", "NFD"], text: str) -> str:
    """`text` in a normal form, in linear time whatever it holds: no letter keeps more than 30 marks."""
    return _STORM.sub(_calm, unicodedata.normalize(form, _STORM.sub(_calm, text)))


def _calm(storm: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in storm[0]:
        marks = marks + 1 if category(sign).startswith("M") else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)
