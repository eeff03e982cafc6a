"""The form in which text is searched."""

import re

from langnghe.kernel.folding import fold

_BETWEEN = re.compile(r"[^0-9a-z]")
_SPACES = {point: " " for point in range(128) if not chr(point).isalnum()}
MAX_TERMS = 12


def search_form(text: str) -> str:
    """`text` folded, words parted by single spaces, one space at each end: `Hẻm 12, đèn hỏng` → ` hem 12 den hong `."""
    plain = fold(text)
    spaced = plain.translate(_SPACES) if plain.isascii() else _BETWEEN.sub(" ", plain)
    return f" {' '.join(spaced.split())} "


def terms(query: str) -> list[str]:
    """The words somebody looks for, folded, at most 12; each is found at the beginning of a word."""
    return search_form(query).split()[:MAX_TERMS]
