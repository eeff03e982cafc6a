"""Matters that may be the same one: looked for among what the mandate may work on, best first, with reasons.

Two statements at most, each along an index and cut off, however large the ward: the newest opinions of the same group,
and the newest of the whole ward.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langnghe.maps.earth import Position, position_of
from langnghe.matters.models import Joining, Matter
from langnghe.opinions.models import Opinion
from langnghe.workspace.likeness import Likeness, Said, Why

LOOKED_AT = 300
MOST = 5


@dataclass(frozen=True)
class Similar:
    """A matter that may be the same one, the words of the opinion that shows it, and why."""

    matter: Matter
    words: str
    why: Why

    @property
    def reasons(self) -> str:
        """The reasons in the reader's words: `cùng tổ, 3 ngày trước, cùng chữ: đèn, hẻm 12`."""
        return ", ".join(filter(None, [self._place(), self._time(), self._words()]))

    def _place(self) -> str:
        if self.why.metres is not None:
            return _("cách %(metres)s m") % {"metres": self.why.metres}
        return _("cùng tổ") if self.why.same_group else ""

    def _time(self) -> str:
        if self.why.days == 0:
            return _("cùng ngày")
        return ngettext("%(days)s ngày trước", "%(days)s ngày trước", self.why.days) % {"days": self.why.days}

    def _words(self) -> str:
        if self.why.words:
            return _("cùng chữ: %(words)s") % {"words": ", ".join(self.why.words)}
        return _("cùng lĩnh vực") if self.why.same_topic else ""


def like(
    opinions: Sequence[Opinion], scope: QuerySet[Matter], *, topic: str = "", without: Matter | None = None
) -> list[Similar]:
    """Matters of `scope` (`matters.reads.in_scope`) that are like these opinions of one ward and one guard."""
    if not opinions:
        return []
    found = _candidates(opinions[0], scope, without)
    own = [_said(opinion, topic or opinion.topic) for opinion in opinions]
    others = [_said(joining.opinion, joining.matter.topic) for joining in found]
    likeness, best = Likeness(own, (opinion.words for opinion in opinions), others), dict[Matter, Similar]()
    for index, joining in enumerate(found):
        why = likeness.why(index)
        if why and (joining.matter not in best or best[joining.matter].why.score < why.score):
            best[joining.matter] = Similar(joining.matter, joining.opinion.words, why)
    return sorted(best.values(), key=lambda similar: -similar.why.score)[:MOST]


def _candidates(one: Opinion, scope: QuerySet[Matter], without: Matter | None) -> list[Joining]:
    """Opinions that belong to matters of the scope, guarded as this one is: never beside what others may not see."""
    newest = Opinion.objects.filter(ward=one.ward_id).order_by("-id")
    pools = [newest.filter(group=one.group_id)] if one.group_id else []
    found: dict[object, Joining] = {}
    for pool in [*pools, newest]:
        for joining in _joined(pool, one, scope, without):
            found[joining.opinion_id] = joining
    return list(found.values())


def _joined(pool: QuerySet[Opinion], one: Opinion, scope: QuerySet[Matter], without: Matter | None) -> list[Joining]:
    looked_at = pool.values("id")[:LOOKED_AT]
    joined = Joining.objects.filter(
        ward=one.ward_id, parted_at=None, opinion__in=looked_at, opinion__guard=one.guard, matter__in=scope
    ).exclude(matter__state__in=("joined", "empty"))
    if without is not None:
        joined = joined.exclude(matter=without)
    rows = joined.select_related("matter__ward", "matter__group", "opinion")
    return list(rows.defer("matter__indexed", "matter__text", "opinion__salt", "opinion__commitment"))


def _said(opinion: Opinion, topic: str) -> Said:
    return Said(opinion.folded, opinion.group_id, opinion.received_at, topic, _point(opinion))


def _point(opinion: Opinion) -> Position | None:
    return position_of(opinion.latitude, opinion.longitude)
