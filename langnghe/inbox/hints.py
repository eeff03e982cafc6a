"""What rows that nobody sorted may be about: guessed once a text by each process, which keeps no words of it."""

from langnghe.language import shelf
from langnghe.language.topics import name_of
from langnghe.matters.suggesting import topic_for

MOST = 50_000
_guessed: dict[tuple[int, int, bool], str] = {}


def hint(words: str, guard: str = "") -> str:
    """The name of the topic to suggest; empty while unsure. No statement; half a millisecond for words not met yet."""
    sorter = shelf.sorter()
    if sorter is None or not words:
        return ""
    key = (id(sorter), hash(words), guard == "conduct")
    if key not in _guessed:
        if len(_guessed) >= MOST:
            _guessed.clear()
        found = topic_for(words, "", guard)
        _guessed[key] = found.code if found else ""
    return name_of(_guessed[key])
