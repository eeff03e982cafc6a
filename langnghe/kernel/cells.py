"""Cells of tables that leave the house: none may be read as a formula by a spreadsheet."""

import re

_NUMBER = re.compile(r"[-+]?[\d.,\s]+")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The text of a cell; an apostrophe in front when a spreadsheet would take it for a formula (OWASP)."""
    text = "" if value is None else str(value)
    # Nearly every cell begins so, and a file has millions of them.
    if text[:1].isalnum():
        return text
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would run this cell; a lone dash (people write it for "nothing") and a number are none."""
    bare = text.strip()
    return bare.startswith(_STARTS) and not set(bare) <= set("-–—") and not _NUMBER.fullmatch(bare)
