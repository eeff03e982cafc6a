"""Digits as people write them: apart, with letters for noughts, in words; chains of them, cut where a date stands."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from langnghe.language.personal.seen import Seen

_WORDS = {
    **dict.fromkeys(("khong", "zero", "hong", "ko", "o"), "0"),
    **dict.fromkeys(("mot", "mo"), "1"), "hai": "2", "ba": "3",
    **dict.fromkeys(("bon", "tu"), "4"), **dict.fromkeys(("nam", "lam", "nham"), "5"), "sau": "6",
    **dict.fromkeys(("bay", "bẩy"), "7"), "tam": "8", "chin": "9",
}  # fmt: skip
DIGIT_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_LETTERS = str.maketrans("oil|", "0111")
_ATOM = re.compile(
    r"(?<![a-z0-9])(?P<times>hai|ba|bon) (?:so|con) (?P<what>[0-9](?![0-9])|"
    r"(?:" + DIGIT_WORD + r")(?![a-z0-9]))"
    r"|(?<![a-z0-9])[oil]{1,3}(?=[0-9])[0-9oil|]*(?![a-z])"
    r"|[0-9](?:[0-9oil|]*[0-9])?(?:o+(?![a-z]))?"
    r"|(?<![a-z0-9])(?:(?P<tens>hai|ba|bon|nam|sau|bay|tam|chin) )?muoi(?: (?P<ones>" + DIGIT_WORD + r"))?(?![a-z0-9])"
    r"|(?<![a-z0-9])(?:" + DIGIT_WORD + r")(?![a-z0-9])"
)
_GAP = re.compile(
    r"[ ,.]{1,2}(?:roi|tiep|den)[ ,.]{1,2}|[ \t.,\-\u2010-\u2015_()/·•*~…\u2600-\u27bf\U0001f000-\U0001faff]{0,4}"
)
_DATE = re.compile(
    r"(?<![0-9])(?<![0-9][./\-])(?:0?[1-9]|[12][0-9]|3[01]) ?([/.\-]) ?(?:0?[1-9]|1[0-2]) ?\1 ?(?:19|20)[0-9]{2}"
    r"(?![0-9]|[./\-][0-9])"
)


class Atom(NamedTuple):
    """Digits written together, or one in a word. `spoken`: a word."""

    start: int
    end: int
    digits: str
    spoken: bool


@dataclass(frozen=True)
class Run:
    """Atoms read as one number."""

    start: int
    end: int
    digits: str
    atoms: tuple[Atom, ...]


def chains(seen: Seen) -> list[list[Atom]]:
    """Atoms that follow each other with no more between them than people write within one number."""
    dates = [(match.start(), match.end()) for match in _DATE.finditer(seen.plain)]
    found: list[list[Atom]] = []
    for match in _ATOM.finditer(seen.plain):
        while dates and dates[0][1] <= match.start():
            dates.pop(0)
        if dates and dates[0][0] <= match.start():
            continue
        atom = _atom(match)
        if found and _follows(seen.plain, found[-1][-1], atom):
            found[-1].append(atom)
        else:
            found.append([atom])
    return found


def runs(chain: list[Atom], at: int, most: int) -> list[Run]:
    """The numbers that begin with the atom at `at`, shortest first, none with more than `most` digits."""
    made: list[Run] = []
    digits = ""
    for to in range(at, len(chain)):
        digits += chain[to].digits
        if len(digits) > most:
            break
        made.append(Run(chain[at].start, chain[to].end, digits, tuple(chain[at : to + 1])))
    return made


def _atom(match: re.Match[str]) -> Atom:
    if match["times"]:
        what = _WORDS.get(match["what"], match["what"])
        return Atom(match.start(), match.end(), what * int(_WORDS[match["times"]]), True)
    said = match[0]
    if "muoi" in said:
        return Atom(match.start(), match.end(), _WORDS[match["tens"] or "mot"] + _WORDS[match["ones"] or "khong"], True)
    spoken = said in _WORDS
    return Atom(match.start(), match.end(), _WORDS[said] if spoken else said.translate(_LETTERS), spoken)


def _follows(plain: str, before: Atom, atom: Atom) -> bool:
    between = atom.start - before.end
    return between <= 8 and _GAP.fullmatch(plain, before.end, atom.start) is not None
