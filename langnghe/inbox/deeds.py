"""What a bulk deed does to one row, and how that is undone: always by the verbs that officers have for one.

Each keeps in the row what its undo needs. A row that somebody worked on since is left alone: the sentence says so.
"""

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from langnghe.inbox.models import Bulk, BulkRow
from langnghe.kernel.refused import Refused
from langnghe.matters import gathering, restoring, working
from langnghe.matters import reads as matters
from langnghe.matters.actions import join, part
from langnghe.matters.models import Joining, Matter
from langnghe.opinions import additions
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Addition, Opinion
from langnghe.opinions.visibility import seen_by
from langnghe.people.models import Mandate

Deed = Callable[[Bulk, BulkRow, Mandate], None]


def do(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    """Do the deed to one row. Refused with the sentence of its verb."""
    _DO[bulk.deed](bulk, row, by)


def undo(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    """Put one row back as it was. Refused when somebody worked on it since, or when it is kept from `by` now."""
    _UNDO[bulk.deed](bulk, row, by)


def _take_up(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    matter = working.take_up(_opinion(row, by), topic=bulk.topic, post=bulk.post, by=by)
    row.matter, row.after = matter, _version(matter.id)


def _lay_back(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    matter = _matter(row, by)
    _check_untouched(matter, row)
    part(_joining(row), by=by)


def _assign(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    matter = _matter(row, by)
    row.before = restoring.picture(matter)
    row.after = working.assign(matter, bulk.post, seen=row.seen, by=by).version


def _assign_back(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    """Given to somebody else it may have left the groups of whoever gave it; they take back what is untouched."""
    matter = given_away(by).filter(id__in=[row.matter_id]).select_related("ward").first()
    if matter is None:
        raise Refused(_gone())
    _check_untouched(matter, row)
    if str(matter.post_id or "") != (row.before["post"] or ""):
        working.recall(matter, by=by)
    restoring.put_back(matter.id, row.before)


def given_away(by: Mandate) -> QuerySet[Matter]:
    """Matters that nothing hides from an officer, whoever has them in hand; only for rows of their own deeds."""
    return matters.unhidden(seen_by(by), by.ward_ids())


def _retopic(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    matter = _matter(row, by)
    row.before = restoring.picture(matter)
    row.after = working.retopic(matter, bulk.topic or "", seen=row.seen, by=by).version


def _retopic_back(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    matter = _matter(row, by)
    _check_untouched(matter, row)
    working.retopic(matter, row.before["topic"], by=by)
    restoring.put_back(matter.id, row.before)


def _join(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    if row.opinion_id is None:
        _merge(bulk, row, by)
    elif bulk.into_id is None:
        _take_up(bulk, row, by)
        bulk.into = row.matter
    else:
        joining = join(_in_scope(bulk.into_id, by), _opinion(row, by), by=by)
        row.matter_id, row.after = joining.matter_id, _version(joining.matter_id)


def _merge(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    matter = _matter(row, by)
    if matter.is_public or matter.state == "asked":
        raise Refused(_("Việc này đang ở trên bảng hoặc đang hỏi lại người gửi. Xin nhập ở trang của việc."))
    if bulk.into_id is None:
        raise Refused(_("Không thấy việc để nhập vào. Xin xem lại số của việc."))
    row.before = restoring.picture(matter)
    gathering.merge(matter, _in_scope(bulk.into_id, by), seen=row.seen, by=by)
    row.after = _version(matter.id)


def _join_back(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    if row.opinion_id is not None:
        _opinion_in_scope(row, by)
        part(_joining(row), by=by)
        return
    matter = _matter(row, by)
    _check_untouched(matter, row)
    gathering.take_apart(matter, by=by)
    restoring.put_back(matter.id, row.before)


def _read(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    ids = [row.opinion_id] if row.opinion_id else list(matters.joined_ids(_matter(row, by)))
    unread = Addition.objects.filter(opinion__in=ids, read_at=None)
    row.before = {"additions": [str(one) for one in unread.values_list("id", flat=True)]}
    if not row.before["additions"]:
        raise Refused(_("Không có lời mới nào chưa đọc."))
    for opinion in _seen(by).filter(id__in=ids):
        additions.mark_read(opinion, by=by)


def _unread(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    read = Addition.objects.filter(id__in=row.before["additions"], read_at__isnull=False)
    for opinion in _seen(by).filter(id__in=read.values("opinion_id")):
        additions.mark_unread(opinion, list(read.values_list("id", flat=True)), by=by)


def _opinion(row: BulkRow, by: Mandate) -> Opinion:
    """The opinion of a row while it is nobody's matter."""
    found = opinions.without_matter(by).filter(id__in=[row.opinion_id]).first()
    if found is None:
        raise Refused(_("Ý kiến này vừa có người nhận, hoặc không còn trong phần việc của nhiệm vụ này."))
    return found


def _opinion_in_scope(row: BulkRow, by: Mandate) -> None:
    if not _seen(by).filter(id__in=[row.opinion_id]).exists():
        raise Refused(_gone())


def _seen(by: Mandate) -> QuerySet[Opinion]:
    return opinions.unguarded(by).select_related("ward")


def _matter(row: BulkRow, by: Mandate) -> Matter:
    return _in_scope(row.matter_id, by)


def _in_scope(matter_id: UUID | None, by: Mandate) -> Matter:
    found = matters.in_scope(by).filter(id__in=[matter_id]).select_related("ward").first()
    if found is None:
        raise Refused(_gone())
    return found


def _gone() -> str:
    return str(_("Việc này không còn trong phần việc của nhiệm vụ này."))


def _version(matter_id: UUID) -> int:
    return Matter.objects.values_list("version", flat=True).get(id=matter_id)


def _check_untouched(matter: Matter, row: BulkRow) -> None:
    if matter.version != row.after:
        raise Refused(_("Có người đã làm tiếp với việc này sau đó, nên để nguyên."))


def _joining(row: BulkRow) -> Joining:
    joining = Joining.objects.filter(opinion=row.opinion_id, matter=row.matter_id, parted_at=None).first()
    if joining is None:
        raise Refused(_("Có người đã tách ý kiến này ra sau đó, nên để nguyên."))
    return joining


_DO: dict[str, Deed] = {
    "take_up": _take_up, "assign": _assign, "retopic": _retopic, "join": _join, "read": _read,
}  # fmt: skip
_UNDO: dict[str, Deed] = {
    "take_up": _lay_back, "assign": _assign_back, "retopic": _retopic_back, "join": _join_back, "read": _unread,
}  # fmt: skip
