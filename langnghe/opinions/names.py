"""Officers' names in what people write. Pure: given the roll and the words.

A full name is enough. A part of it needs a rank or office beside it ("đồng chí Châu", "Châu cảnh sát khu vực"), since
a third of a ward is called Bình, Lan or Minh; with an everyday title ("anh Bình") it is taken for the officer only
where an officer is spoken of anyway.
"""

from dataclasses import dataclass, field
from uuid import UUID

from langnghe.kernel.folding import fold
from langnghe.language.alarms import Alarms
from langnghe.language.phrases import fits
from langnghe.people.roll import Roll

_TITLES = frozenset({
    "anh", "chị", "ông", "bà", "cô", "chú", "bác", "em", "cậu", "thầy", "thằng", "con", "lão", "mụ", "tên", "cha",
    "sếp", "dì", "ả", "gã", "mợ", "o", "mệ",
})  # fmt: skip
_BETWEEN = _TITLES | {"là", "tên", "họ", "khu", "vực", "phụ", "trách"}
_ROADS = frozenset({"đường", "hẻm", "kiệt", "quốc"})
_PLAIN_TITLES = frozenset(fold(title) for title in _TITLES)
_PLAIN_BETWEEN = frozenset(fold(word) for word in _BETWEEN)
_CLOSE = 5
ROLLS = 64  # of so many wards at once
Words = list[tuple[str, str]]


@dataclass(frozen=True)
class Named:
    """Officers found by name. `sure`: so that the opinion is about them; `maybe`: if it is about an officer at all."""

    sure: frozenset[UUID] = frozenset()
    maybe: frozenset[UUID] = frozenset()


NOBODY = Named()


@dataclass
class _Name:
    """One way to say an officer's name; `given`: nothing but the last word of it."""

    officer_id: UUID
    plain: tuple[str, ...]
    typed: tuple[str, ...]
    full: bool
    given: bool


@dataclass
class _Index:
    """Ways to say names by their first word; and each as it would stand in a text in search form."""

    first: dict[str, list[_Name]] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)


_known: dict[int, tuple[Roll, _Index]] = {}


def find(roll: Roll, folded: str, alarms: Alarms) -> Named:
    """The officers whom a text (in search form: `folded`) names."""
    whole = _index_of(roll)
    if not any(name in folded for name in whole.spoken):
        return NOBODY
    index = whole.first
    words = list(zip(alarms.spoken.words, alarms.spoken.typed, strict=True))
    sure: set[UUID] = set()
    maybe: set[UUID] = set()
    for at, (plain, _typed) in enumerate(words):
        for name in index.get(plain, ()):
            if _says(words, at, name):
                how = _how(words, at, name, alarms)
                if how:
                    (sure if how == "sure" else maybe).add(name.officer_id)
    return Named(frozenset(sure), frozenset(maybe))


def _index_of(roll: Roll) -> _Index:
    """Known by the very object, which `roll_of` gives again and again: comparing names costs more than looking."""
    known = _known.get(id(roll))
    if known is None or known[0] is not roll:
        if len(_known) >= ROLLS:
            _known.clear()
        known = _known[id(roll)] = roll, _index(roll)
    return known[1]


def _index(roll: Roll) -> _Index:
    index = _Index()
    for person in roll:
        words = tuple(person.name.lower().split())
        for typed in {words, words[1:], (words[0], words[-1]), words[-1:]} - {()}:
            plain = tuple(fold(word) for word in typed)
            name = _Name(person.officer_id, plain, typed, full=typed == words and len(words) > 1, given=len(typed) == 1)
            index.first.setdefault(plain[0], []).append(name)
            index.spoken.add(f" {' '.join(plain)} ")
    return index


def _says(words: Words, at: int, name: _Name) -> bool:
    here = words[at : at + len(name.plain)]
    if tuple(plain for plain, _typed in here) != name.plain:
        return False
    return name.full or all(fits(typed, word) for (_plain, typed), word in zip(here, name.typed, strict=True))


def _how(words: Words, at: int, name: _Name, alarms: Alarms) -> str:
    """Whether the name at this place is surely the officer's, may be, or is somebody else's."""
    end = at + len(name.plain)
    if name.full:
        return "maybe" if at and words[at - 1][1] in _ROADS else "sure"
    titled = at > 0 and _is(words[at - 1], _PLAIN_TITLES, _TITLES)
    if _ranked_before(words, at, alarms) or ((titled or not name.given) and _office_after(words, end, alarms)):
        return "sure"
    if titled and any(start - end < _CLOSE and at - stop < _CLOSE for start, stop in alarms.officers):
        return "sure" if not name.given else "maybe"
    return "maybe" if titled or not name.given else ""


def _ranked_before(words: Words, at: int, alarms: Alarms) -> bool:
    """`công an Bình`, `cán bộ tên Bình`, `cảnh sát khu vực là anh Châu`; not `công an phường Tân Bình`."""
    before = [plain for plain, _typed in words[max(at - 2, 0) : at]]
    if before[-1:] in (["dc"], ["sep"]) or before == ["d", "c"]:
        return True
    return any(
        0 <= at - stop <= 2 and all(_is(word, _PLAIN_BETWEEN, _BETWEEN) for word in words[stop:at])
        for _start, stop in alarms.officers
    )


def _office_after(words: Words, end: int, alarms: Alarms) -> bool:
    """`anh Bình công an`, `Minh Châu bên công an`."""
    return any(0 <= start - end <= 1 for start, _stop in alarms.officers)


def _is(word: tuple[str, str], plain: frozenset[str], accented: frozenset[str]) -> bool:
    """Whether a word is one of these, by its accents when it was typed with any."""
    return word[0] in plain and (word[1].isascii() or word[1] in accented)
