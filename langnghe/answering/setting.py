"""The ward's own words on answering: which posts release a topic's answers, and its ready answers."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langnghe.answering import rules
from langnghe.answering.approval import RELEASE
from langnghe.answering.models import Approver, ReadyAnswer
from langnghe.kernel.clock import now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.search import search_form
from langnghe.language.topics import TOPICS
from langnghe.ledger.actions import record
from langnghe.matters.models import ANSWERS, DECLINE_REASONS
from langnghe.people import access
from langnghe.people.models import Mandate, Post
from langnghe.people.rules import check_may
from langnghe.places.models import Ward

MANAGE = "deadlines.manage"


@transaction.atomic
def set_approvers(ward: Ward, topic: str, posts: Collection[Post], *, by: Mandate) -> list[Approver]:
    """Say which posts release answers of a topic; none: the default again. Earlier rows stay as history."""
    check_may(by, MANAGE, ward)
    if topic not in TOPICS:
        raise Refused(_("Xin chọn lĩnh vực."))
    for post in posts:
        if post.ward_id != ward.id or post.closed_on is not None or RELEASE not in access.TABLE[post.role]:
            raise Refused(
                _("Chức danh «%(post)s» không duyệt được lời trả lời. Xin chọn chức danh khác.") % {"post": post}
            )
    Ward.objects.select_for_update(no_key=True).get(id=ward.id)
    standing = Approver.objects.filter(ward=ward, topic=topic, removed_at=None)
    standing.exclude(post__in=[post.id for post in posts]).update(removed_at=now())
    known = set(standing.values_list("post_id", flat=True))
    fresh = [post for post in {post.id: post for post in posts}.values() if post.id not in known]
    Approver.objects.bulk_create(Approver(ward=ward, topic=topic, post=post, set_at=now(), set_by=by) for post in fresh)
    record("approver.set", ward_id=ward.id, subject=("answering", ward.id), by=by.actor,
           facts={"topic": topic, "posts": len(known) + len(fresh)})  # fmt: skip
    return list(standing.select_related("post"))


@transaction.atomic
def write_ready(
    ward: Ward, *, topic: str, name: str, kind: str, words: str, reason: str = "", changes: ReadyAnswer | None = None,
    seen: str = "", by: Mandate,
) -> ReadyAnswer:  # fmt: skip
    """Add a ready answer, or change one. Refused without name or words, or when somebody changed it meanwhile."""
    check_may(by, MANAGE, ward)
    name, words = " ".join(clean_text(name).split()), clean_text(words)
    _check_ready(topic, name, kind, reason, words)
    row = _held(ward, changes, seen) if changes else ReadyAnswer(ward=ward, version=0)
    row.topic, row.name, row.kind, row.words = topic, name, kind, words
    row.reason = reason if kind == "declined" else ""
    row.version, row.changed_at, row.changed_by = row.version + 1, now(), by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(_("Lĩnh vực này đã có câu mẫu tên «%(name)s». Xin đặt tên khác.") % {"name": name}) from error
    record("ready_answer.written", ward_id=ward.id, subject=("answering", row.id), by=by.actor,
           facts={"version": row.version})  # fmt: skip
    return row


@transaction.atomic
def retire_ready(ready: ReadyAnswer, *, by: Mandate) -> ReadyAnswer:
    """Offer it no more; answers given with it stay. Twice does no harm."""
    row = ReadyAnswer.objects.select_for_update(of=("self",)).select_related("ward").get(id=ready.id)
    check_may(by, MANAGE, row.ward)
    if row.retired_at is None:
        row.retired_at = now()
        row.save(update_fields=["retired_at"])
        record("ready_answer.retired", ward_id=row.ward_id, subject=("answering", row.id), by=by.actor)
    return row


def _check_ready(topic: str, name: str, kind: str, reason: str, words: str) -> None:
    if topic and topic not in TOPICS:
        raise Refused(_("Xin chọn lĩnh vực."))
    if not search_form(name).strip() or not search_form(words).strip():
        raise Refused(_("Xin ghi tên gọi ngắn của câu mẫu và lời trả lời."))
    if len(name) > rules.MAX_NAME or len(words) > rules.MAX_WORDS:
        raise Refused(_("Câu mẫu quá dài: tên tối đa 120 chữ cái, lời tối đa 5.000. Xin viết gọn lại."))
    if kind not in dict(ANSWERS):
        raise Refused(_("Xin chọn: tiếp thu, tiếp thu một phần, chưa làm được, hay chuyển nơi có thẩm quyền."))
    if kind == "declined" and reason not in dict(DECLINE_REASONS):
        raise Refused(_("Xin chọn vì sao chưa làm được; người gửi đọc được lý do này."))


def _held(ward: Ward, ready: ReadyAnswer, seen: str) -> ReadyAnswer:
    row = ReadyAnswer.objects.select_for_update(of=("self",)).get(ward=ward, id=ready.id)
    if row.retired_at is not None:
        raise Refused(_("Câu mẫu này đã thôi dùng. Xin thêm câu mới."))
    if seen and seen != str(row.version):
        raise Refused(_("Có người vừa sửa câu mẫu này. Lời anh chị viết còn ở dưới; xin đối chiếu rồi lưu lại."))
    return row
