"""The lists of words for names and streets, read once from data/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from langnghe.kernel.folding import fold

_FILES = ("names.txt", "streets.txt", "titles.txt", "around.txt")
_FOLDER = resources.files("langnghe.language") / "data"


@dataclass(frozen=True)
class Lists:
    """Words in small letters with their accents; `bare_…`: without. Names of several words hold single spaces."""

    family: frozenset[str]
    family_word: frozenset[str]
    middle: frozenset[str]
    given: frozenset[str]
    given_word: frozenset[str]
    child: frozenset[str]
    order: frozenset[str]
    looks: frozenset[str]
    historic: frozenset[str]
    places: frozenset[str]
    revered: frozenset[str]
    bare_family: frozenset[str]
    bare_middle: frozenset[str]
    bare_given: frozenset[str]
    bare_rare: frozenset[str]
    bare_child: frozenset[str]
    bare_historic: frozenset[str]
    bare_places: frozenset[str]
    bare_namesakes: frozenset[str]
    kin: frozenset[str]
    bare_kin: frozenset[str]
    child_titles: frozenset[str]
    posts: frozenset[str]
    named: frozenset[str]
    bare_named: frozenset[str]
    never: frozenset[str]
    after: frozenset[str]
    bare_after: frozenset[str]
    things: frozenset[str]
    bare_things: frozenset[str]
    title_ends: frozenset[str]
    label_ends: frozenset[str]


def entries(section: str) -> frozenset[str]:
    """The words of one section of the lists."""
    return _sections()[section]


def either(*sections: str) -> str:
    """A pattern for any of the words of some sections, longest first."""
    said = frozenset[str]().union(*map(entries, sections))
    return "|".join(map(re.escape, sorted(said, key=lambda words: (-len(words), words)))).replace(r"\ ", " ")


@cache
def lists() -> Lists:
    """Every list; the first call reads the files."""
    said = _sections()
    given, common = said["given"], said["given word"]
    return Lists(
        family=said["family"] | said["family word"],
        family_word=said["family word"],
        middle=said["middle"],
        given=given | common,
        given_word=common,
        child=said["child"],
        order=said["order"],
        looks=said["by look"],
        historic=said["historic"] | said["also a person"],
        places=said["place"],
        revered=said["revered"],
        bare_family=_bare(said["family"] | said["family word"]),
        bare_middle=_bare(said["middle"]),
        bare_given=_bare(given | common),
        bare_rare=_bare(given - common)
        - _bare(common | said["not name"] | said["after"] | said["thing"])
        - said["bare word"],
        bare_child=_bare(said["child"]),
        bare_historic=_bare(said["historic"] | said["also a person"]),
        bare_places=_bare(said["place"]),
        bare_namesakes=_bare(said["also a person"]),
        kin=said["kin"],
        bare_kin=said["kin bare"],
        child_titles=said["child title"],
        posts=said["post"],
        named=said["named"],
        bare_named=_bare(said["named"]),
        never=said["not name"],
        after=said["after"],
        bare_after=_bare(said["after"]),
        things=said["thing"],
        bare_things=_bare(said["thing"]),
        title_ends=_ends(said["kin"] | said["child title"] | said["post"] | said["kin bare"]),
        label_ends=_ends(said["named"] | _bare(said["named"])),
    )


def _bare(said: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, said))


def _ends(said: frozenset[str]) -> frozenset[str]:
    return frozenset(entry.split(" ")[-1] for entry in said)


@cache
def _sections() -> dict[str, frozenset[str]]:
    return {section: said for name in _FILES for section, said in _read(name)}


def _read(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    for block in re.split(r"^\[", (_FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        section, _, words = block.partition("]\n")
        yield section, frozenset(word.strip().lower() for word in re.split("[,\n]", words) if word.strip())
