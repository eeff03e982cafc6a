"""The form in which text is searched."""

import re

from langnghe.kernel.folding import fold

_BETWEEN = re.compile(r"[^0-9a-z]+")
MAX_TERMS = 12


def search_form(text: str) -> str:
    """`text` folded, words parted by single spaces, one space at each end: `Hẻm 12, đèn hỏng` → ` hem 12 den hong `."""
    return f" {_BETWEEN.sub(' ', fold(text)).strip()} "


def terms(query: str) -> list[str]:
    """The words somebody looks for, folded, at most 12; each is found at the beginning of a word."""
    return search_form(query).split()[:MAX_TERMS]
