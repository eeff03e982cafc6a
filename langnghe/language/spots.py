"""Where a text says something is: alleys, houses, streets, groups and landmarks, in whatever spelling it was typed.

Names are compared without accents and with one slip of a finger; what was meant but not written ("hẻm 12", no street)
neither agrees nor disagrees.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from langnghe.kernel.folding import fold
from langnghe.language.markers import kinds, landmarks, markers, parts, readings, streets, words
from langnghe.language.phrases import fits
from langnghe.language.slips import spelt

LONGEST = 4_000
"""Signs of a text that are looked at."""
LONGEST_NAME, GUESSED_NAME, SURELY_SAME = 4, 2, 6
_TOKEN = re.compile(
    r"\d{1,6}[a-zđ]?(?![^\W\d_])(?:\s?/\s?\d{1,6}[a-zđ]?(?![^\W\d_]))*|\d+|[^\W\d_]+|[,.;:!?()\n\u2013-]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed in lower case, folded; whether it began with a capital; figures only, or a sign between words."""

    typed: str
    plain: str
    capital: bool

    @property
    def number(self) -> bool:
        """Whether it is a number of a house, an alley, a group."""
        return self.plain[0].isdigit()

    @property
    def sign(self) -> bool:
        """Whether it parts words."""
        return not self.plain[0].isalnum()


@dataclass(slots=True)
class Spots:
    """What a text says of where it is; all folded. `landmarks`: kind to names, an empty name where none was told.

    `typed`: each of them (`alley 12`, `street hung vuong`, `landmark cho dong`) as somebody reads it.
    `used`: the folded words that were read as a place, so that they do not count as the trouble too.
    """

    alleys: set[str] = field(default_factory=set)
    houses: set[str] = field(default_factory=set)
    streets: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    landmarks: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    used: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, words: "list[Word]") -> None:
        """Remember how a spot was typed, for the reasons; with accents rather than without."""
        shown = " ".join(word.typed.capitalize() if word.capital and not word.number else word.typed for word in words)
        if key not in self.typed or self.typed[key].isascii():
            self.typed[key] = shown


def spots_of(text: str, place: str = "") -> Spots:
    """The spots a text and its place name; nothing found is an empty one."""
    found = Spots()
    for part, at_place in ((place, True), (text, False)):
        words = words_of(part)
        _Reading(words, _careless(words), at_place, found).read()
    return found


def words_of(text: str) -> list[Word]:
    """The words of a text and the signs between them."""
    made = unicodedata.normalize("NFC", text[:LONGEST])
    shouted = made.isupper()
    return [
        Word(typed.lower(), plain, typed[0].isupper() and not shouted)
        for typed in _TOKEN.findall(made)
        if (plain := "".join(fold(typed).split()))
    ]


def _careless(words: list[Word]) -> bool:
    """Whether the accents were mostly left out, so that a word without may be any."""
    letters = [word for word in words if word.plain.isalpha()]
    return sum(word.typed.isascii() for word in letters) > len(letters) * 0.6


@dataclass(slots=True)
class _Reading:
    """One walk through the words of a text."""

    words: list[Word]
    careless: bool
    at_place: bool
    found: Spots

    def read(self) -> None:
        """Take in every spot, from the first word to the last."""
        at = 0
        while at < len(self.words):
            at = max(at + 1, self._spot(at))

    def _spot(self, at: int) -> int:
        """Behind the spot that begins here; `at` where none does."""
        word = self.words[at]
        if word.sign:
            return at
        if word.number:
            return self._house(at)
        for name in readings().get(word.plain, ()):
            after: int = getattr(self, name)(at)
            if after > at:
                return after
        return at

    def _alley(self, at: int) -> int:
        if not any(self._marker(at, alley) > at for alley in markers("alley")):
            return at
        after = self._past(at + 1, "so")
        number, after = self._number(after)
        if not number:
            return at
        if after < len(self.words) and self.words[after].plain in ("ngach", "hem", "xet"):
            inner, behind = self._number(self._past(after + 1, "so"))
            number, after = (f"{number}/{inner}", behind) if inner else (number, after)
        self.found.alleys.add(number)
        self.found.take(f"alley {number}", self.words[at:after])
        return self._street_name(self._past(after, "duong", "pho"), after)

    def _house(self, at: int) -> int:
        """A number before a street's name, or after `số`, `nhà`: a house; with a stroke, in the alley before it."""
        number = self.words[at].plain
        before = self.words[at - 1].plain if at else ""
        after = self._street_name(self._past(at + 1, "duong", "pho"), at)
        told = before == "nha" or (
            before == "so" and at > 1 and self.words[at - 2].plain in ("nha", "o", "tai", "truoc")
        )
        if after == at and not told and not ("/" in number and before in ("so", "hem")):
            return at
        self.found.used.add(number)
        self.found.houses.add(number)
        self.found.take(f"house {number}", [*self.words[at - 1 : at], self.words[at]] if told else [self.words[at]])
        if "/" in number:
            self.found.alleys.add(number.rpartition("/")[0])
        return max(after, at + 1)

    def _group(self, at: int) -> int:
        for marker, kind in kinds("group"):
            after = self._marker(at, marker)
            if after > at:
                number, behind = self._number(self._past(after, "so"))
                if number:
                    self.found.groups.add(f"{fold(kind)} {number}")
                    self.found.take(f"group {fold(kind)} {number}", self.words[at:behind])
                    return behind
                if kind in ("thôn", "ấp", "xóm", "buôn", "làng", "bản") and (name := self._capitals(after)):
                    told = f"{fold(kind)} {' '.join(name[:2])}"
                    self.found.groups.add(told)
                    self.found.take(f"group {told}", self.words[at : after + len(name)])
                    return after + len(name)
        return at

    def _landmark(self, at: int) -> int:
        for marker, kind in landmarks().get(self.words[at].plain, ()):
            after = self._marker(at, marker)
            if after > at and self._meant(at, after):
                name = self._name(after)
                self.found.landmarks[fold(kind)].add(" ".join(name))
                self.found.used.update(name)
                self.found.used.update(fold(marker).split())
                self.found.take(f"landmark {fold(kind)} {' '.join(name)}".strip(), self.words[at : after + len(name)])
                return after + len(name)
        return at

    def _street(self, at: int) -> int:
        for marker in markers("street"):
            after = self._marker(at, marker)
            if after > at:
                number, behind = self._number(self._past(after, "so"))
                if number:
                    self.found.streets.add(
                        number if marker == "đường" else f"{fold(marker).replace('quoc lo', 'ql')} {number}"
                    )
                    return behind
                if marker == "phố" and self.careless and not self._known(after):
                    return at
                return self._street_name(after, at)
        return at

    def _known_street(self, at: int) -> int:
        length = self._known(at)
        if length < 2:
            return at
        self._take_street(self.words[at : at + length])
        return at + length

    def _street_name(self, at: int, otherwise: int) -> int:
        """Behind the street's name that begins at `at`; `otherwise` where none does."""
        length = self._known(at)
        name = [word.plain for word in self.words[at : at + length]] or self._capitals(at)
        if not name and at > otherwise:
            name = self._guessed(at)
        if len(name) < 2:
            return otherwise
        self._take_street(self.words[at : at + len(name)])
        return at + len(name)

    def _take_street(self, words: list[Word]) -> None:
        name = [word.plain for word in words]
        self.found.streets.add(" ".join(name))
        self.found.used.update(name)
        self.found.take(f"street {' '.join(name)}", words)

    def _name(self, at: int) -> list[str]:
        """The name behind a landmark's marker: a number or letter, words with capitals, or words that may be one."""
        behind = self._past(at, "so")
        first = self.words[behind] if behind < len(self.words) else None
        if first is not None and not first.sign and (first.number or len(first.plain) == 1):
            return [first.plain]
        known = self._known(at)
        if known:
            return [word.plain for word in self.words[at : at + known]]
        return self._capitals(at) or self._guessed(at)

    def _capitals(self, at: int) -> list[str]:
        name = []
        for word in self.words[at : at + LONGEST_NAME]:
            if not word.capital or word.number:
                break
            name.append(word.plain)
        return name

    def _guessed(self, at: int) -> list[str]:
        name: list[str] = []
        for word in self.words[at : at + GUESSED_NAME]:
            if word.sign or word.number or word.plain in words("no name"):
                break
            name.append(word.plain)
        return name

    def _known(self, at: int) -> int:
        """How many words from here on are the name of a street that many wards have."""
        if at >= len(self.words) or "_known_street" not in readings().get(self.words[at].plain, ()):
            return 0
        for length in range(LONGEST_NAME + 1, 0, -1):
            name = " ".join(word.plain for word in self.words[at : at + length])
            if name in streets() and (length > 1 or self.words[at].capital):
                return length
        return 0

    def _number(self, at: int) -> tuple[str, int]:
        """The number here, in figures or words, and what is behind it; empty where none is."""
        if at >= len(self.words):
            return "", at
        if self.words[at].number:
            self.found.used.add(self.words[at].plain)
            return self.words[at].plain, at + 1
        told, length = spelt([word.plain for word in self.words[at : at + 3]])
        return (str(told), at + length) if told else ("", at)

    def _past(self, at: int, *words: str) -> int:
        return at + 1 if at < len(self.words) and self.words[at].plain in words else at

    def _marker(self, at: int, marker: str) -> int:
        """Behind a marker that stands here in whatever accents fit; `at` where it does not."""
        told = parts(marker)
        if all(self._is(at + step, part, plain) for step, (part, plain) in enumerate(told)):
            return at + len(told)
        return at

    def _is(self, at: int, word: str, plain: str) -> bool:
        if at >= len(self.words) or self.words[at].plain != plain:
            return False
        typed = self.words[at].typed
        return typed == word or (fits(typed, word) if self.careless or not typed.isascii() else False)

    def _meant(self, at: int, after: int) -> bool:
        """Whether a short word without accents means the landmark: behind a word of place, or before a name."""
        word = self.words[at]
        around = [other.plain for other in self.words[max(0, at - 1) : at + 2]]
        if after == at + 1 and any(" ".join(two) in words("other meaning") for two in pairwise(around)):
            return False
        if word.plain in words("deed"):
            return bool(self._capitals(after)) or (at > 0 and self.words[at - 1].plain in words("near"))
        if after > at + 1 or not word.typed.isascii() or word.plain not in words("short"):
            return True
        near = at > 0 and self.words[at - 1].plain in words("near")
        return near or (self.at_place and at == 0) or bool(self._capitals(after))
