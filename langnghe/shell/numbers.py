"""Numbers as the reader of a page writes them: a comma where a Vietnamese writes a point, and the other way round."""

from django.utils.translation import get_language

from langnghe.kernel import formats

_TURNED = str.maketrans(",.", ".,")


def number(value: int) -> str:
    """1200 as 1.200, and as 1,200 for an English reader, who would read the other as a fraction."""
    return _read(formats.number(value))


def percent(part: int, whole: int) -> str:
    """The share as `69,4 %`, for an English reader as `69.4%`; an empty whole gives an empty string."""
    told = formats.percent(part, whole)
    return _read(told).replace(" ", "") if get_language() == "en" else told


def _read(told: str) -> str:
    return told.translate(_TURNED) if get_language() == "en" else told
