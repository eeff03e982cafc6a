"""What the fonts of our papers can draw. Everything else is written as its number: nothing said is left out.

The fonts come with the typesetter, so papers look the same on every machine. A PDF/A that is to be kept may hold no
letter without a drawing; marks that are not seen but turn lines around are written out too, so that what one reads on
paper is what was said.
"""

import re
import unicodedata

# First and last code point of what all may be drawn; `tests/test_letters.py` has every one of them set.
DRAWN = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x18F, 0x18F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC),
    (0x218, 0x21B), (0x250, 0x2A8), (0x2B0, 0x2B8), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x304), (0x306, 0x30C),
    (0x30F, 0x30F), (0x311, 0x311), (0x31B, 0x31B), (0x323, 0x328), (0x391, 0x3A1), (0x3A3, 0x3C9), (0x400, 0x45F),
    (0x1E00, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2033),
    (0x2039, 0x203A), (0x20AB, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2195), (0x2212, 0x2212),
    (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25CB, 0x25CB),
    (0x25CF, 0x25CF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2713), (0x2717, 0x2717),
)  # fmt: skip
_NOT_DRAWN = re.compile(
    "[^\n" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in DRAWN) + "]"
)


def drawable(text: str) -> str:
    """The text with composed letters and one kind of line end; `[U+1F600]` for what no font of ours can draw."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _NOT_DRAWN.sub(_as_number, plain)


def has_numbers(text: str) -> bool:
    """Whether something in the text is printed as its number."""
    return drawable(text).count("[U+") > text.count("[U+")


def _as_number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
