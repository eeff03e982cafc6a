"""Vietnamese syllables without accents: what a word that is half typed may become."""

from bisect import bisect_left
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "syllables.txt"
SHORTEST, MOST = 2, 40


def beginning_with(begun: str) -> list[str]:
    """The syllables of which somebody may have typed the beginning, in order; none for one letter, or for too many."""
    if len(begun) < SHORTEST:
        return []
    every = _every()
    first = bisect_left(every, begun)
    found = [one for one in every[first : first + MOST + 2] if one.startswith(begun) and one != begun]
    return found if len(found) <= MOST else []


@cache
def _every() -> list[str]:
    _head, beginnings, endings = DATA.read_text(encoding="utf-8").split("# ")
    onsets, rimes = (part.split()[1:] for part in (beginnings, endings))
    return sorted({*rimes, *(onset + rime for onset in onsets for rime in rimes)})
