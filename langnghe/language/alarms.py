"""What words give away: a crime report, a complaint about an officer, a child or violence at home. Nothing here writes.

Leans to safety: what is hidden wrongly an officer puts right with one click, what was shown wrongly stays seen.
"""

from dataclasses import dataclass, field

from langnghe.language import cues, hints, shelf, suspicion
from langnghe.language.cues import PAIRS, Cues
from langnghe.language.phrases import Find, Spoken

NEAR = 15
"""Words between an officer and what is said of them."""
_ADDRESSED = 4
_DOES = 7
_SAME_BREATH = 12
_TOGETHER = 12
_BRIEF = 15
"""Words below which an answer says too little for weights that were learnt from whole opinions."""


@dataclass(frozen=True)
class Alarms:
    """What a text is suspected of. `private`: about a child or violence at home, so never published.

    `roles`: the roles of officers whom a complaint speaks about ("trưởng công an" is somebody, named or not).
    `police`: the officers spoken of are the police, or may be.
    `officers`: where officers are mentioned, in words counted from 0 (first, behind the last).
    `outright`: which of `crime` and `conduct` are plainly said; the others are only suspected.
    `spoken`: the text as it was looked through, whose words `officers` counts.
    """

    spoken: Spoken = field(repr=False, compare=False)
    crime: bool = False
    conduct: bool = False
    private: bool = False
    roles: frozenset[str] = frozenset()
    police: bool = False
    officers: tuple[tuple[int, int], ...] = ()
    outright: frozenset[str] = frozenset()


_CRIME_SAID = frozenset({"said crime", "said home", "said crime by halves", "said home by halves"})
_CONDUCT_SAID = frozenset({"said conduct", "said blame"})
_ROLE = "role "
_OFFICERS = frozenset({"officer", "police", "office"})
_CIVIL = frozenset({
    "office", "role chairman", "role front_officer", "role group_head", "role steering_secretary",
    "role administrator",
})  # fmt: skip


def hear(text: str, folded: str, *, later: bool = False) -> Alarms:
    """What `text` (in search form: `folded`) is suspected of, however weakly: as learnt, by points until then.

    `later`: words added to an opinion that was judged as a whole. A brief answer ("cột thứ hai, trước quán cơm") is
    suspected only where the lists hear something in it too.
    """
    heard = listen(text, folded)
    learnt = shelf.suspicion()
    kinds, outright = _learnt(learnt, heard) if learnt else (heard.by_points(), heard.outright)
    if later and len(heard.spoken.words) < _BRIEF:
        kinds &= heard.by_points() | heard.outright
    return Alarms(
        crime=not kinds.isdisjoint({"crime", "home"}),
        conduct="conduct" in kinds,
        private="home" in kinds or heard.is_private,
        roles=frozenset(
            officer.role for officer in heard.officers if officer.role and not officer.asked and not officer.thanked
        ),
        police=any(_may_be_police(officer, heard.officers) for officer in heard.officers),
        officers=tuple((officer.start, officer.end) for officer in heard.officers),
        outright=outright,
        spoken=heard.spoken,
    )


@dataclass(frozen=True)
class Heard:
    """What the lists hear in a text: `said` outright, as classes of `hints`, and `cues` of everyday words."""

    spoken: Spoken
    officers: "list[_Officer]"
    said: frozenset[str]
    cues: list[Find]

    @property
    def classes(self) -> frozenset[str]:
        """Everything heard, as learnt weights see it."""
        return hints.classes(self.cues, self.said)

    @property
    def outright(self) -> frozenset[str]:
        """Which of `crime` and `conduct` a phrase of the lists says."""
        crime = not self.said.isdisjoint(_CRIME_SAID)
        conduct = not self.said.isdisjoint(_CONDUCT_SAID)
        return frozenset(kind for kind, is_said in (("crime", crime), ("conduct", conduct)) if is_said)

    @property
    def is_private(self) -> bool:
        """Whether violence at home is said outright, or a child is spoken of and no everyday matter."""
        return "said home" in self.said or ("said child" in self.said and not hints.is_plain(self.cues))

    def by_points(self) -> frozenset[str]:
        """What the points of `hints.txt` suspect."""
        return hints.weigh(self.cues, len(self.spoken.words), self.said)


def listen(text: str, folded: str) -> Heard:
    """What the lists hear in `text` (in search form: `folded`)."""
    found = cues.look(text, folded)
    kinds = {find.kind for find in found.plainly}
    around = found.around if any(map(_is_officer, kinds)) or "paper" in kinds else []
    officers = _officers(found.plainly, around)
    reproach = _reproached(kinds, around, officers, found.plainly)
    return Heard(found.spoken, officers, _said(kinds, _paired(found), officers, reproach), hints.kept(found.hints))


def _learnt(learnt: suspicion.Suspicion, heard: Heard) -> tuple[frozenset[str], frozenset[str]]:
    """Kinds as learnt weights suspect them, and those that are plain: said by the lists.

    A complaint that the weights are sure of is plain too, unless the lists say a crime: who poses as the police is
    reported to the police.
    """
    chances = learnt.chances(heard.spoken, heard.classes)
    kinds = suspicion.suspected(chances, heard.outright)
    plain = kinds & heard.outright
    if "crime" not in plain and chances["officer"] >= suspicion.SURE:
        plain |= {"conduct"}
    return kinds, plain


def _reproached(kinds: set[str], around: list[Find], officers: "list[_Officer]", found: list[Find]) -> str:
    """How plainly an officer is complained about: `conduct`, only by a tone of `blame`, or not."""
    plainly = [find for find in around if find.kind != "blame"]
    if "conduct" in kinds or _complains(plainly, officers) or _at_the_counter(plainly, found):
        return "conduct"
    return "blame" if _complains(around, officers) else ""


def _said(kinds: set[str], paired: set[str], officers: "list[_Officer]", reproach: str) -> frozenset[str]:
    """What the lists of outright phrases heard, as classes of `hints`."""
    said = {f"said {kind}" for kind in kinds & {"crime", "home", "child"}}
    said |= {f"said {kind} by halves" for kind in paired}
    said |= {f"said {reproach}"} if reproach else set()
    return frozenset(said | ({"said officer"} if officers else set()))


def load() -> None:
    """Read the lists of words now, rather than with the first text."""
    cues.load()
    hints.load()


def _paired(found: Cues) -> set[str]:
    """What deeds mean that stand near somebody they are done to: "mất" and "con bò" are each an everyday word."""
    deeds = [find for find in found.plainly if find.kind in PAIRS]
    return {
        PAIRS[deed.kind]
        for deed in deeds
        if any(
            one.kind == f"{deed.kind} of" and max(one.start - deed.end, deed.start - one.end) <= _TOGETHER
            for one in found.sufferers
        )
    }  # fmt: skip


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
    praises = [find for find in found if find.kind == "praise"]
    turns = [find.start for find in found if find.kind == "turn"]
    they = [find for find in found if find.kind == "they"]
    return any(
        (find.kind == "service" and any(_between(one, find) <= NEAR for one in officers))
        or (find.kind == "idle" and any(_idle(one, find) for one in officers))
        or (find.kind == "blame" and any(_blamed(one, find, praises) for one in officers))
        or (find.kind == "deed" and _did(find, officers, they, turns))
        for find in found
    )


def _between(officer: _Officer, find: Find) -> int:
    return max(find.start - officer.end, officer.start - find.end, 0)


def _idle(officer: _Officer, find: Find) -> bool:
    """Asked to act, and "nobody has" may mean the neighbours; told, and nothing happened, means the officer."""
    return not officer.asked and _between(officer, find) <= _SAME_BREATH


def _blamed(officer: _Officer, find: Find, praises: list[Find]) -> bool:
    """Words of reproach that follow an officer who was neither asked, nor thanked, nor praised, nor only told."""
    spared = officer.asked or officer.thanked or officer.told
    return (
        not spared and all(_between(officer, one) > _DOES for one in praises) and 0 <= find.start - officer.end <= NEAR
    )


def _at_the_counter(around: list[Find], found: list[Find]) -> bool:
    """Whether blame fit for officers stands near a matter that only officers handle, though none is mentioned."""
    papers = [find for find in found if find.kind == "paper"]
    return any(
        find.kind == "service" and max(find.start - one.end, one.start - find.end) <= NEAR
        for one in papers
        for find in around
    )  # fmt: skip


def _did(deed: Find, officers: list[_Officer], they: list[Find], turns: list[int]) -> bool:
    """Whether an officer, or "they" after an officer, is who did it: just before the deed, nobody else in between."""
    doers = [one.end for one in officers if not (one.asked or one.thanked or one.told)]
    doers += [one.end for one in they if any(0 <= one.start - officer.end <= NEAR for officer in officers)]
    return any(0 <= deed.start - end <= _DOES and not any(end <= turn < deed.start for turn in turns) for end in doers)
