"""The part of a text in which something was found, with the found words marked."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.safestring import SafeString

from langnghe.kernel.folding import normal
from langnghe.searching.asking import Query
from langnghe.searching.words import WORDS, word_of
from langnghe.shell.escaping import filled, joined

LENGTH = 180
# Further than this no text is searched for the place to show.
FURTHEST = 20_000
# Folded parts of the words of a text in order, each with the signs its word takes up.
Parts = list[tuple[str, int, int]]


def snippet(text: str, query: Query, length: int = LENGTH) -> SafeString:
    """About `length` signs around what was found, the words marked; the beginning where nothing was."""
    whole = _in_a_line(text)
    return _shown(whole, list(_spans(whole, query)), length)


def found_in(texts: Iterable[str], query: Query) -> SafeString | None:
    """A snippet of the first of these texts in which any word of the query stands."""
    for text in texts:
        whole = _in_a_line(text)
        if spans := list(_spans(whole, query)):
            return _shown(whole, spans, LENGTH)
    return None


def is_in(text: str, query: Query) -> bool:
    """Whether any word of the query stands in a text."""
    return next(_spans(normal("NFC", text[:FURTHEST]), query), None) is not None


def _in_a_line(text: str) -> str:
    return normal("NFC", " ".join(text[:FURTHEST].split()))


def _shown(whole: str, spans: Sequence[tuple[int, int]], length: int) -> SafeString:
    start, end = _window(whole, spans, length)
    shown = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    before = [start, *(last for _first, last in shown)]
    marked = filled(
        "{before}<mark>{found}</mark>",
        [{"before": whole[place:first], "found": whole[first:last]}
         for place, (first, last) in zip(before, shown, strict=False)],
    )  # fmt: skip
    return joined("", ["… " if start else "", marked, whole[before[-1] : end], " …" if end < len(whole) else ""])


def _spans(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """Where in the text what is wanted stands, in order, none over another."""
    phrases = query.phrases
    parts = [
        (plain, match.start(), match.end())
        for match in WORDS.finditer(text)
        for plain in word_of(match[0].lower()).plain
    ]
    over = 0
    for place, (plain, start, _end) in enumerate(parts):
        if plain in phrases and place >= over and (count := _longest(parts, place, phrases[plain])):
            over = place + count
            yield start, parts[over - 1][2]


def _longest(parts: Parts, place: int, phrases: Iterable[tuple[str, ...]]) -> int:
    for phrase in phrases:
        if len(phrase) == 1 or tuple(part[0] for part in parts[place : place + len(phrase)]) == phrase:
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
