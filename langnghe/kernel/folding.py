"""Vietnamese text: cleaning what people send, and folding it so that it is found without accents."""

import re
import unicodedata
from functools import cache
from itertools import chain
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
    plain = text.translate(_letters())
    return plain if plain.isascii() else _fold_any(text)


@cache
def _letters() -> dict[int, str]:
    """Each Latin letter and each mark on one, as `_fold_any` folds it; Vietnamese needs no more."""
    latin = chain(range(0x41, 0x5B), range(0xC0, 0x250), range(0x300, 0x370), range(0x1E00, 0x1F00))
    return {point: _fold_any(chr(point)) for point in latin}


def _fold_any(text: str) -> str:
    calm = _STORM.sub(_calm, text.translate(_STROKES).lower())
    plain = _MARK.sub("", unicodedata.normalize("NFD", calm))
    return plain if plain.isascii() else "".join(sign for sign in plain if category(sign) not in ("Mn", "Me"))


def clean_text(text: str) -> str:
    """`text` as we keep it: NFC, line ends as LF, no NUL, control, bidi or zero-width signs, trimmed."""
    seen = text if text.isprintable() else _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return normal("NFC", seen).strip()


def normal(form: Literal["NFC", "NFD"], text: str) -> str:
    """`text` in a normal form, in linear time whatever it holds: no letter keeps more than 30 marks."""
    calm = _STORM.sub(_calm, text)
    made = unicodedata.normalize(form, calm)
    return made if made == calm else _STORM.sub(_calm, made)


def _calm(storm: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in storm[0]:
        marks = marks + 1 if category(sign).startswith("M") else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)
