"""The words by which places are told (`data/spots.txt`) and the names of streets (`data/streets.txt`)."""

from collections import defaultdict
from functools import cache
from importlib import resources

from langnghe.kernel.folding import fold

READINGS = {"alley": "_alley", "group": "_group", "landmark": "_landmark", "street": "_street"}
"""Which way of reading (`spots`) begins at a word of which class."""


@cache
def markers(kind: str) -> tuple[str, ...]:
    """The markers of a class, with accents."""
    return tuple(_classes()[kind])


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class, folded."""
    return frozenset(_classes()[f"*{kind}"])


@cache
def kinds(beginning: str) -> tuple[tuple[str, str], ...]:
    """Markers with their kind, of all classes that begin so; the longest first."""
    found = [
        (marker, name.removeprefix(beginning).strip())
        for name, several in _classes().items()
        if name.startswith(beginning)
        for marker in several
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0].split())))


@cache
def landmarks() -> dict[str, list[tuple[str, str]]]:
    """Markers of landmarks with their kind, by the first word folded."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for marker, kind in kinds("landmark"):
        found[fold(marker).split()[0]].append((marker, kind))
    return found


@cache
def parts(marker: str) -> tuple[tuple[str, str], ...]:
    """The words of a marker, each with its folded form."""
    return tuple((part, fold(part)) for part in marker.split())


@cache
def readings() -> dict[str, list[str]]:
    """Which readings may begin at a folded word."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, reading in READINGS.items():
        for first in sorted({parts(marker)[0][1] for marker, _kind in kinds(kind)}):
            found[first].append(reading)
    for first in sorted({name.split()[0] for name in streets() if name}):
        found[first].append("_known_street")
    return found


@cache
def streets() -> frozenset[str]:
    """Folded names that a street may have, those of gods left out."""
    names: set[str] = set()
    kind = ""
    for line in _lines("streets"):
        if line.startswith("["):
            kind = line
        elif kind != "[revered]":
            names.update(fold(name).strip() for name in line.split(","))
    return frozenset(names)


@cache
def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    kind = ""
    for line in _lines("spots"):
        if line.startswith("["):
            kind = line.strip("[]")
        else:
            found[kind] += [one for part in line.split(",") if (one := part.strip())]
    return found


def _lines(name: str) -> list[str]:
    text = resources.files("langnghe.language").joinpath("data", f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
