"""What words give away: a crime report, a complaint about an officer, a child or violence at home. Nothing here writes.

Leans to safety: what is hidden wrongly an officer puts right with one click, what was shown wrongly stays seen.
"""

from dataclasses import dataclass
from functools import cache

from langnghe.language import phrases
from langnghe.language.phrases import Find, Phrases

NEAR = 15
"""Words between an officer and what is said of them."""
_ADDRESSED = 4
_DOES = 7
_SAME_BREATH = 12


@dataclass(frozen=True)
class Alarms:
    """What a text is suspected of. `private`: about a child or violence at home, so never published.

    `roles`: the roles of officers whom a complaint speaks about ("trưởng công an" is somebody, named or not).
    `police`: the officers spoken of are the police, or may be.
    `officers`: where officers are mentioned, in words counted from 0 (first, behind the last).
    """

    crime: bool = False
    conduct: bool = False
    private: bool = False
    roles: frozenset[str] = frozenset()
    police: bool = False
    officers: tuple[tuple[int, int], ...] = ()


NONE = Alarms()
_ROLE = "role "
_OFFICERS = frozenset({"officer", "police", "office"})
_CIVIL = frozenset({
    "office", "role chairman", "role front_officer", "role group_head", "role steering_secretary",
    "role administrator",
})  # fmt: skip
AROUND = frozenset({"service", "idle", "deed", "they", "turn", "address", "told", "thank"})


def hear(text: str, folded: str) -> Alarms:
    """What `text` (in search form: `folded`) is suspected of, however weakly."""
    first = _first()
    words = first.words(folded)
    found = first.find(text, words)
    if not found:
        return NONE
    kinds = {find.kind for find in found}
    around = _second().find(text, words) if any(map(_is_officer, kinds)) else []
    officers = _officers(found, around)
    return Alarms(
        crime=not kinds.isdisjoint({"crime", "home"}),
        conduct="conduct" in kinds or _complains(around, officers),
        private=not kinds.isdisjoint({"home", "child"}),
        roles=frozenset(
            officer.role for officer in officers if officer.role and not officer.asked and not officer.thanked
        ),
        police=any(_may_be_police(officer, officers) for officer in officers),
        officers=tuple((officer.start, officer.end) for officer in officers),
    )


def words_of(text: str, folded: str) -> list[tuple[str, str]]:
    """The words that `Alarms.officers` counts, each as searched for and as typed."""
    words = _first().words(folded)
    return list(zip(words, _first().typed(text, words), strict=True))


@cache
def _first() -> Phrases:
    """What tells by itself, and who is an officer."""
    return phrases.read(("crime", "home", "conduct"), leave=AROUND)


@cache
def _second() -> Phrases:
    """What is said around an officer."""
    return phrases.read(("conduct",), only=AROUND | {"harmless"})


def _is_officer(kind: str) -> bool:
    return kind in _OFFICERS or kind.startswith(_ROLE)


def _may_be_police(one: "_Officer", officers: "list[_Officer]") -> bool:
    """`cán bộ địa chính` is of the committee, `cán bộ` alone may be anybody; who is asked for help is not meant."""
    if one.asked or one.kind in _CIVIL:
        return False
    return one.kind != "officer" or not any(
        other.kind in _CIVIL and other.start <= one.end and one.start <= other.end for other in officers
    )


@dataclass(frozen=True)
class _Officer:
    """Somebody of the authorities in a text: who is asked for help, who is thanked, who was told before."""

    kind: str
    start: int
    end: int
    asked: bool
    thanked: bool
    told: bool

    @property
    def role(self) -> str:
        """The role, when the words tell one."""
        return self.kind.removeprefix(_ROLE) if self.kind.startswith(_ROLE) else ""


def _officers(found: list[Find], around: list[Find]) -> list[_Officer]:
    before = {kind: [find.end for find in around if find.kind == kind] for kind in ("address", "thank", "told")}
    return [
        _Officer(find.kind, find.start, find.end, *(_just_before(find.start, ends) for ends in before.values()))
        for find in found
        if _is_officer(find.kind)
    ]  # fmt: skip


def _just_before(start: int, ends: list[int]) -> bool:
    return any(0 <= start - end < _ADDRESSED for end in ends)


def _complains(found: list[Find], officers: list[_Officer]) -> bool:
    """Whether blame stands near an officer: for what only an officer can do wrong, or for what this one did."""
    if not officers:
        return False
    turns = [find.start for find in found if find.kind == "turn"]
    they = [find for find in found if find.kind == "they"]
    return any(
        (find.kind == "service" and any(_between(one, find) <= NEAR for one in officers))
        or (find.kind == "idle" and any(_idle(one, find) for one in officers))
        or (find.kind == "deed" and _did(find, officers, they, turns))
        for find in found
    )


def _between(officer: _Officer, find: Find) -> int:
    return max(find.start - officer.end, officer.start - find.end, 0)


def _idle(officer: _Officer, find: Find) -> bool:
    """Asked to act, and "nobody has" may mean the neighbours; told, and nothing happened, means the officer."""
    return not officer.asked and _between(officer, find) <= _SAME_BREATH


def _did(deed: Find, officers: list[_Officer], they: list[Find], turns: list[int]) -> bool:
    """Whether an officer, or "they" after an officer, is who did it: just before the deed, nobody else in between."""
    doers = [one.end for one in officers if not (one.asked or one.thanked or one.told)]
    doers += [one.end for one in they if any(0 <= one.start - officer.end <= NEAR for officer in officers)]
    return any(0 <= deed.start - end <= _DOES and not any(end <= turn < deed.start for turn in turns) for end in doers)
