"""Whether an opinion may belong to a matter, and whether opinions go together: asked before anything is joined."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI
from langnghe.kernel.refused import Refused
from langnghe.matters import reads, rules
from langnghe.matters.models import Answer, Matter
from langnghe.opinions import reads as opinions
from langnghe.opinions import standing
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate


def check_opinion(opinion: Opinion, *, by: Bearer) -> Opinion:
    """The opinion as it stands now, held until the transaction ends.

    Refused when it was withdrawn, erased or set aside, or when the mandate may not see it.
    """
    kept = standing.locked(opinion)
    rules.check_stands(kept)
    if isinstance(by, Mandate) and not opinions.unguarded(by).filter(id=kept.id).exists():
        raise Refused(_("Không tìm thấy ý kiến này trong phần việc của nhiệm vụ hiện tại."))
    return kept


def check_together(matter: Matter, joining: Iterable[Opinion]) -> None:
    """Refused when one of these may not stand in this matter beside what belongs to it."""
    joining = list(joining)
    guards = set(Opinion.objects.filter(id__in=reads.joined_ids(matter)).values_list("guard", flat=True))
    if len(guards | {opinion.guard for opinion in joining}) > 1:
        raise Refused(
            _("Ý kiến giữ kín không nhập chung với ý kiến thường, hoặc loại giữ kín khác. Xin nhận thành việc riêng.")
        )
    if matter.state not in rules.CLOSED:
        return
    answered = _answered_at(matter)
    if answered is not None and any(opinion.received_at > answered for opinion in joining):
        raise Refused(
            _(
                "Phường đã trả lời việc này trước khi ý kiến kia đến. Xin mở việc mới cho ý kiến ấy, "
                "để người gửi cũng được trả lời."
            )
        )


def guard_of(matter: Matter) -> str:
    """What guards the opinions of a matter, a key of `opinions.models.GUARDS`; empty for nothing."""
    found = Opinion.objects.filter(id__in=reads.joined_ids(matter)).values_list("guard", flat=True)
    return next(iter(found), "")


def _answered_at(matter: Matter) -> datetime | None:
    """When the ward last spoke: the moment of its last answer, else the end of the day of its promise."""
    last = Answer.objects.filter(ward=matter.ward_id, matter=matter).order_by("-id").first()
    if last is not None:
        return last.released_at
    day = matter.answered_on
    return datetime(day.year, day.month, day.day, tzinfo=HANOI) + timedelta(days=1) if day else None
