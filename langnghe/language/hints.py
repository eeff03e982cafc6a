"""Suspicion that no single phrase gives: everyday words of several classes close together, weighed by points.

`data/hints.txt` holds the classes and their points. A report seldom names the crime ("chỉ còn cái ổ khóa"),
but night, strangers and something gone stand near each other in it; what a ward hears every day (lamps, rubbish, a
question, thanks) weighs against. Explainable: `classes` lists what was heard.
"""

from collections.abc import Sequence, Set
from functools import cache

from langnghe.language import phrases
from langnghe.language.phrases import Find

WINDOW = 40
"""Words that are weighed together; a longer text is weighed piece by piece, the heaviest counts."""
_STEP = 10
_EVERYDAY = "everyday"
_DOERS = frozenset({"stranger", "gang", "relative_out"})
_CRIMES = frozenset({
    "take", "lost_money", "dupe", "fake", "debt", "threat", "weapon", "violence", "fire", "dope", "vice", "sex",
    "slavery", "nature", "break", "spy", "death",
})  # fmt: skip
_OFFICE = frozenset({"clerk", "counter", "paper", "said officer"})
_REPROACH = frozenset({"rude", "wait", "bribe", "favour", "abuse", "slack", "irony", "feel"})
_HOUSEHOLD = frozenset({"spouse", "kin", "child", "elder", "weak_person", "nearby"})
_HURT = frozenset({
    "beating", "bruise", "lockup", "marriage", "neglect", "selfharm", "violence", "sex", "threat", "weapon", "escape",
})  # fmt: skip
_WISHES = frozenset({"ask", "please", "works", "praise", "prevent", "fest", _EVERYDAY, "stage"})
_TOGETHER = {"crime": (_DOERS, _CRIMES), "conduct": (_OFFICE, _REPROACH), "home": (_HOUSEHOLD, _HURT)}


def load() -> None:
    """Read the points now, rather than with the first text."""
    _points(), _plain()


def weigh(cues: Sequence[Find], length: int, said: Set[str]) -> frozenset[str]:
    """Kinds that a text of so many words is suspected of, given what was `said` outright (classes `said …`)."""
    return frozenset().union(*(_suspected(frozenset(piece | said)) for piece in _pieces(cues, length)))


def classes(cues: Sequence[Find], said: Set[str]) -> frozenset[str]:
    """Everything heard in a text, to tell why it was suspected: classes of cues, what was said, what goes together."""
    heard = frozenset(cue.kind for cue in cues) | said
    return heard | _together(heard)


def is_plain(cues: Sequence[Find]) -> bool:
    """Whether everyday matters are spoken of."""
    return any(cue.kind in _plain() for cue in cues)


def kept(found: list[Find]) -> list[Find]:
    """Cues of what the lists found; `everyday` phrases take away the suspicious cues inside them."""
    everyday = [(find.start, find.end) for find in found if find.kind == _EVERYDAY]
    if not everyday:
        return found
    plain = _plain()
    return [
        find for find in found
        if find.kind in plain or not any(start <= find.start and find.end <= end for start, end in everyday)
    ]  # fmt: skip


def _pieces(cues: Sequence[Find], length: int) -> list[set[str]]:
    if length <= WINDOW:
        return [{cue.kind for cue in cues}]
    return [
        {cue.kind for cue in cues if start <= cue.start and cue.end <= start + WINDOW}
        for start in range(0, length - WINDOW + _STEP, _STEP)
    ]  # fmt: skip


def _suspected(classes: frozenset[str]) -> frozenset[str]:
    """Kinds whose points reach what they need."""
    points, needs = _points()
    heard = classes | _together(classes)
    return frozenset(
        kind for kind, need in needs.items() if sum(points[kind][one] for one in heard if one in points[kind]) >= need
    )


def _together(classes: frozenset[str]) -> set[str]:
    """Classes that are more than their sum: a doer and a deed, an office and a reproach; or without everyday words."""
    alone = classes.isdisjoint(_plain())
    heard = {f"together {kind}" for kind, (who, what) in _TOGETHER.items() if classes & who and classes & what}
    if alone:
        heard |= {"nothing else crime", "nothing else conduct"}
        heard |= {"nothing else home"} if "together home" in heard else set()
    if not classes.isdisjoint(_OFFICE):
        heard |= {"no wish"} if classes.isdisjoint(_WISHES) else set()
        heard |= {"office alone"} if alone else set()
    return heard


@cache
def _points() -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """The points that classes have for every kind, and how many a kind needs."""
    table: dict[str, dict[str, int]] = {kind: {} for kind in _TOGETHER}
    for head in phrases.heads("hints"):
        name, _, told = head.partition(":")
        for pair in filter(str.strip, told.split(",")):
            kind, points = pair.split()
            table[kind][name] = int(points)
    return table, {kind: points["need"] for kind, points in table.items()}


@cache
def _plain() -> frozenset[str]:
    """Classes of everyday matters: those that weigh against."""
    return frozenset(name for points in _points()[0].values() for name, one in points.items() if one < 0)
