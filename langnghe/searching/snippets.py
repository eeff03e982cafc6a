"""The part of a text in which something was found, with the found words marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from langnghe.kernel.folding import normal
from langnghe.searching.asking import Query
from langnghe.searching.words import WORDS, word_of

LENGTH = 180
# Further than this no text is searched for the place to show.
FURTHEST = 20_000


@dataclass(frozen=True)
class _Part:
    """One folded part of a word, with the signs the word takes up in the text."""

    plain: str
    start: int
    end: int


def snippet(text: str, query: Query, length: int = LENGTH) -> SafeString:
    """About `length` signs around what was found, the words marked; the beginning where nothing was."""
    whole = normal("NFC", " ".join(text[:FURTHEST].split()))
    spans = _spans(whole, query)
    start, end = _window(whole, spans, length)
    shown = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    pieces: list[SafeString] = [escape("… " if start else "")]
    place = start
    for first, last in shown:
        pieces += [escape(whole[place:first]), format_html("<mark>{}</mark>", whole[first:last])]
        place = last
    pieces += [escape(whole[place:end]), escape(" …" if end < len(whole) else "")]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def is_in(text: str, query: Query) -> bool:
    """Whether any word of the query stands in a text."""
    return bool(_spans(normal("NFC", text[:FURTHEST]), query))


def _spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where in the text what is wanted stands, in order, none over another."""
    parts = [
        _Part(plain, match.start(), match.end())
        for match in WORDS.finditer(text)
        for plain in word_of(match[0].lower()).plain
    ]
    wanted = sorted({phrase for term in query.wanted for phrase in (term.typed, *term.others)}, key=len, reverse=True)
    begins: dict[str, list[tuple[str, ...]]] = {}
    for phrase in wanted:
        begins.setdefault(phrase[0], []).append(phrase)
    found, place = [], 0
    while place < len(parts):
        count = _longest(parts, place, begins.get(parts[place].plain, ()))
        if count:
            found.append((parts[place].start, parts[place + count - 1].end))
        place += count or 1
    return found


def _longest(parts: Sequence[_Part], place: int, phrases: Sequence[tuple[str, ...]]) -> int:
    for phrase in phrases:
        if tuple(part.plain for part in parts[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _window(text: str, spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """The signs to show: those in which most was found, begun and ended between words."""
    if len(text) <= length:
        return 0, len(text)
    best = max((_worth(spans, first, length) for first, _last in spans), default=(0, 0))
    start = max(0, -best[1] - length // 4) if best[0] else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = text.rfind(" ", start, start + length)
    return start, len(text) if start + length >= len(text) else max(end, start + length // 2)


def _worth(spans: Sequence[tuple[int, int]], start: int, length: int) -> tuple[int, int]:
    """How much is found from here on within a snippet; among equals the earlier."""
    return sum(start <= first and last <= start + length * 3 // 4 for first, last in spans), -start
