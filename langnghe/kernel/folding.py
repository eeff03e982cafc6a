"""Vietnamese text: cleaning what people send, and folding it so that it is found without accents."""

import re
import unicodedata

# U+0111/U+0110 is the Vietnamese letter; U+00F0/U+00D0 (eth) is what broken keyboards send for it.
_STROKES = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def fold(text: str) -> str:
    """`text` in lower case without accents: `Đường Hoà Bình` gives `duong hoa binh`."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKES).lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def clean_text(text: str) -> str:
    """`text` as we keep it: NFC, line ends as LF, no NUL, control, bidi or zero-width signs, trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lines)).strip()
