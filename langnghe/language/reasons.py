"""Why two opinions may be about the same trouble, as an officer reads it: place, time, shared words."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langnghe.language.alike import Seen, same_spots

SHOWN_WORDS = 3
BETWEEN = " · "


def why(mine: Seen, other: Seen) -> str:
    """`cùng chỗ: hẻm 12 Hùng Vương · 3 ngày trước · cùng chữ: đèn, tối`; the days are told from `mine` on."""
    return BETWEEN.join(filter(None, [place(mine, other), days(mine.day, other.day), words(mine, other)]))


def place(mine: Seen, other: Seen) -> str:
    """The spots both name, as they were typed with accents if anybody did."""
    shown: list[str] = []
    for key, theirs in same_spots(mine.spots, other.spots):
        typed = [mine.spots.typed.get(key, ""), other.spots.typed.get(theirs, "")]
        told = next((one for one in typed if one and not one.isascii()), typed[0] or typed[1])
        shown.append(told if key.startswith("street") else told[:1].lower() + told[1:])
    return _("cùng chỗ: %(place)s") % {"place": " ".join(dict.fromkeys(filter(None, shown)))} if any(shown) else ""


def days(mine: date | None, other: date | None) -> str:
    """How long before or after; empty where a day is not known."""
    if mine is None or other is None:
        return ""
    between = (mine - other).days
    if between == 0:
        return _("cùng ngày")
    if between > 0:
        return ngettext("%(days)s ngày trước", "%(days)s ngày trước", between) % {"days": between}
    return ngettext("%(days)s ngày sau", "%(days)s ngày sau", -between) % {"days": -between}


def words(mine: Seen, other: Seen) -> str:
    """The rarest words both have, as typed."""
    shared = sorted(mine.words.keys() & other.words.keys(), key=lambda word: (-mine.words[word], word))
    shown = list(_typed(mine, other, [word for word in shared if word.startswith("w ")][:SHOWN_WORDS]))
    return _("cùng chữ: %(words)s") % {"words": ", ".join(shown)} if shown else ""


def _typed(mine: Seen, other: Seen, shared: list[str]) -> Iterator[str]:
    for feature in shared:
        word = feature[2:]
        one, two = mine.typed.get(word, word), other.typed.get(word, word)
        yield two if one.isascii() else one
