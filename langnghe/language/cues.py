"""Everything the guards' lists find in a text, in one walk: what tells by itself, who is an officer, what is near."""

from dataclasses import dataclass
from functools import cache, cached_property

from langnghe.language import phrases
from langnghe.language.phrases import HARMLESS, Find, Phrases, Spoken

LISTS = ("crime", "home", "conduct", "pairs", "hints")
PAIRS = {
    **dict.fromkeys(("theft", "fraud", "threat", "harm", "nature", "food", "abroad"), "crime"),
    **dict.fromkeys(("hurt", "touch"), "home"),
}
"""What it means when a deed stands near whom it is done to (`theft`, near `theft of`): see data/pairs.txt."""
AROUND = frozenset({"service", "idle", "deed", "blame", "praise", "they", "turn", "address", "told", "thank"})
SUFFERERS = frozenset(f"{deed} of" for deed in PAIRS)
_PLAINLY, _AROUND, _SUFFER, _HINTS = range(4)


@dataclass(frozen=True)
class Cues:
    """What was found in a text; what lies inside a harmless phrase of the same lists is left out."""

    spoken: Spoken
    raw: tuple[list[Find], ...]

    @cached_property
    def plainly(self) -> list[Find]:
        """What tells by itself, and who is an officer."""
        return phrases.without_harmless(self.raw[_PLAINLY])

    @cached_property
    def around(self) -> list[Find]:
        """What is said around an officer."""
        return phrases.without_harmless(self.raw[_AROUND])

    @cached_property
    def sufferers(self) -> list[Find]:
        """Who or what suffers a deed."""
        return phrases.without_harmless(self.raw[_SUFFER])

    @property
    def hints(self) -> list[Find]:
        """Everyday words of the classes of `hints.txt`."""
        return self.raw[_HINTS]


def look(text: str, folded: str) -> Cues:
    """Look through `text` (in search form: `folded`)."""
    tree, kinds = _tree(), _kinds()
    spoken = tree.spoken(text, folded)
    raw: tuple[list[Find], ...] = ([], [], [], [])
    for find in tree.walk(spoken):
        kind, places = kinds[find.kind]
        told = find if kind == find.kind else Find(kind, find.start, find.end)
        for place in places:
            raw[place].append(told)
    return Cues(spoken, raw)


def load() -> None:
    """Read the lists now, rather than with the first text."""
    _tree(), _kinds()


@cache
def _tree() -> Phrases:
    return phrases.read(LISTS, marked=True)


@cache
def _kinds() -> dict[str, tuple[str, tuple[int, ...]]]:
    """The class of each, marked or not, and where it belongs."""
    pairs = [told.split(phrases.OF) for told in phrases.marked_kinds(LISTS)]
    found = {f"{kind}{phrases.OF}{name}": (kind, _places(kind, name)) for kind, name in pairs}
    return found | {kind: (kind, _places(kind, name)) for kind, name in pairs}


def _places(kind: str, name: str) -> tuple[int, ...]:
    if name == "hints":
        return (_HINTS,)
    if kind == HARMLESS:
        return (_PLAINLY, *{"conduct": (_AROUND,), "pairs": (_SUFFER,)}.get(name, ()))
    if kind in AROUND:
        return (_AROUND,)
    return (_SUFFER,) if kind in SUFFERERS else (_PLAINLY,)
