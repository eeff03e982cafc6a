"""Matters that may be the same one: looked for among what the mandate may work on, best first, with reasons.

Two statements at most, each along an index and cut off, however large the ward: the newest opinions of the same group,
and the newest of the whole ward. Shared words pick a few of them, `language.alike` puts those in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langnghe.kernel.clock import HANOI
from langnghe.language import reasons, shelf
from langnghe.language.alike import Reader, Seen, compare
from langnghe.language.sorter import Sorter
from langnghe.maps.earth import Position, position_of
from langnghe.matters import rules
from langnghe.matters.models import Joining, Matter
from langnghe.opinions.models import Opinion
from langnghe.workspace.likeness import GROUP, NEAR_METRES, PLACE, TOPIC, Likeness, Said, Why

LOOKED_AT = 300
KEPT = 300
"""Texts a process remembers as they were read, in its memory alone."""
MOST, COMPARED, OWN = 5, 15, 3
"""Matters shown; candidates and own opinions that are read as language, a millisecond each."""


@dataclass(frozen=True)
class Similar:
    """A matter that may be the same one, the words of the opinion that shows it, and why."""

    matter: Matter
    words: str
    why: Why
    place: str = ""
    rank: float = 0.0

    @property
    def takes_in(self) -> bool:
        """Whether a later opinion can join it: where the ward has answered, its sender would be answered beforehand."""
        return self.matter.state not in rules.CLOSED

    @property
    def reasons(self) -> str:
        """The reasons in the reader's words: `cùng tổ, cùng chỗ: hẻm 12, 3 ngày trước, cùng chữ: đèn`."""
        return ", ".join(filter(None, [self._place(), self.place, self._time(), self._words()]))

    def _place(self) -> str:
        if self.why.metres is not None:
            return _("cách %(metres)s m") % {"metres": self.why.metres}
        return _("cùng tổ") if self.why.same_group else ""

    def _time(self) -> str:
        if self.why.days == 0:
            return _("cùng ngày")
        return ngettext("%(days)s ngày trước", "%(days)s ngày trước", self.why.days) % {"days": self.why.days}

    def _words(self) -> str:
        further = [word for word in self.why.words if word not in self.place.lower()]
        if further:
            return _("cùng chữ: %(words)s") % {"words": ", ".join(further)}
        return _("cùng lĩnh vực") if self.why.same_topic else ""


def like(
    opinions: Sequence[Opinion], scope: QuerySet[Matter], *, topic: str = "", without: Matter | None = None
) -> list[Similar]:
    """Matters of `scope` (`matters.reads.in_scope`) that are like these opinions of one ward and one guard.

    Of equally alike ones the older stands first, always: a list that turns over by itself looks like news.
    """
    if not opinions:
        return []
    found = _candidates(opinions[0], scope, without)
    own = [_said(opinion, topic or opinion.topic) for opinion in opinions]
    others = [_said(joining.opinion, joining.matter.topic) for joining in found]
    likeness, best = Likeness(own, (opinion.words for opinion in opinions), others), dict[Matter, tuple[Why, Opinion]]()
    for index, joining in enumerate(found):
        why = likeness.why(index)
        if why and (joining.matter not in best or best[joining.matter][0].score < why.score):
            best[joining.matter] = why, joining.opinion
    likeliest = sorted(best.items(), key=lambda one: (-one[1][0].score, one[0].id))[:COMPARED]
    return _in_order(opinions[-OWN:], likeliest)[:MOST]


def _in_order(own: Sequence[Opinion], likeliest: list[tuple[Matter, tuple[Why, Opinion]]]) -> list[Similar]:
    """Best first, by what the words say of trouble and place, the points, the group and the topic."""
    if not likeliest:
        return []
    sorter = shelf.sorter()
    ours = [_seen(sorter, opinion) for opinion in own]
    made = []
    for matter, (why, opinion) in likeliest:
        theirs = _seen(sorter, opinion)
        score, mine = max(((compare(one, theirs).score, one) for one in ours), key=lambda pair: pair[0])
        near = max(0.0, 1 - why.metres / NEAR_METRES) if why.metres is not None else 0.0
        rank = score + GROUP * why.same_group + TOPIC * why.same_topic + PLACE * near
        made.append(Similar(matter, opinion.words, why, reasons.place(mine, theirs), rank))
    return sorted(made, key=lambda similar: (-similar.rank, -similar.why.score, similar.matter.id))


def _seen(sorter: Sorter | None, opinion: Opinion) -> Seen:
    return _read(sorter, opinion.words, opinion.place, opinion.received_at.astimezone(HANOI).date())


@lru_cache(maxsize=KEPT)
def _read(sorter: Sorter | None, words: str, place: str, day: date) -> Seen:
    """A millisecond; whoever goes from matter to matter of a ward meets the same candidates again."""
    return Reader(sorter).read(words, place, day)


def _candidates(one: Opinion, scope: QuerySet[Matter], without: Matter | None) -> list[Joining]:
    """Opinions that belong to matters of the scope, guarded as this one is: never beside what others may not see."""
    newest = Opinion.objects.filter(ward=one.ward_id).order_by("-id")
    pools = [newest.filter(group=one.group_id)] if one.group_id else []
    found: dict[object, Joining] = {}
    for pool in [*pools, newest]:
        for joining in _joined(pool, one, scope, without):
            found[joining.opinion_id] = joining
    return sorted(found.values(), key=lambda joining: joining.opinion_id, reverse=True)


def _joined(pool: QuerySet[Opinion], one: Opinion, scope: QuerySet[Matter], without: Matter | None) -> list[Joining]:
    looked_at = pool.values("id")[:LOOKED_AT]
    joined = Joining.objects.filter(
        ward=one.ward_id, parted_at=None, opinion__in=looked_at, opinion__guard=one.guard, matter__in=scope
    ).exclude(matter__state__in=("joined", "empty"))
    if without is not None:
        joined = joined.exclude(matter=without)
    rows = joined.select_related("matter__ward", "matter__group", "opinion")
    return list(rows.defer("matter__text", "opinion__salt", "opinion__commitment"))


def _said(opinion: Opinion, topic: str) -> Said:
    return Said(opinion.folded, opinion.group_id, opinion.received_at, topic, _point(opinion))


def _point(opinion: Opinion) -> Position | None:
    return position_of(opinion.latitude, opinion.longitude)
