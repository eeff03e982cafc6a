"""Texts with personal data marked, and counting how much of it is found."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Span = tuple[int, int, str]
Case = tuple[str, list[Span]]
STRUCTURED = ("phone", "id_number", "plate", "bank_account", "email", "zalo", "address", "birth_date")
NAMES = ("name", "child_name")
_MARKED = re.compile(r"\{(\w+)\|([^{}]*)\}")
_ALIKE = {"zalo": "phone", "child_name": "name"}


class Score(NamedTuple):
    """How many marked places were found, of how many; how many findings were right, of how many."""

    found: int
    marked: int
    right: int
    given: int

    @property
    def recall(self) -> float:
        return self.found / max(self.marked, 1)

    @property
    def precision(self) -> float:
        return self.right / max(self.given, 1)


def read(path: Path) -> list[Case]:
    """Cases from lines like `gọi {phone|0905 123 456}`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if line and not line.startswith("#")]


def _case(line: str) -> Case:
    line = line.replace("\\n", "\n").replace("\\u200b", "\u200b")
    text, spans, at = "", [], 0
    for mark in _MARKED.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, at = text + mark[2], mark.end()
    return text + line[at:], spans


def judged(path: Path, *, bare_names: bool) -> Iterator[Case]:
    """Cases of other hands; those with a name in small letters without accents apart from all others."""
    for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text, spans = line["text"], [(start, end, kind) for start, end, kind in line["spans"]]
        if any(_is_bare(text[start:end], kind) for start, end, kind in spans) == bare_names:
            yield text, spans


def _is_bare(words: str, kind: str) -> bool:
    return kind in NAMES and words.isascii() and words == words.lower()


def overlaps(one: Span, two: Span) -> bool:
    """Whether two places share a sign and a kind; telephone and Zalo are one kind, names of all ages too."""
    alike = _ALIKE.get(one[2], one[2]) == _ALIKE.get(two[2], two[2])
    return alike and one[0] < two[1] and two[0] < one[1]


def score(cases: Iterable[Case], find: Callable[[str], list[Span]]) -> dict[str, Score]:
    """A score for each kind, and for `structured` and `names` together."""
    counts: dict[str, Counter[str]] = {}
    for text, marked in cases:
        given = find(text)
        for kind, way, hit in [
            *((one[2], "marked", any(overlaps(one, two) for two in given)) for one in marked),
            *((one[2], "given", any(overlaps(one, two) for two in marked)) for one in given),
        ]:
            for name in (kind, "structured" if kind in STRUCTURED else "names"):
                counts.setdefault(name, Counter()).update({way: 1, f"{way} hit": int(hit)})
    return {
        kind: Score(one["marked hit"], one["marked"], one["given hit"], one["given"]) for kind, one in counts.items()
    }
