"""The day's work by mail, for officers who want it: counts and serials, never a word of anybody."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from langnghe.kernel.clock import local_now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.notices import actions
from langnghe.notices.models import Delivery, MorningMail
from langnghe.notices.reads import Subject, standing
from langnghe.people.models import Officer

HOURS = range(5, 13)
SERIALS = 5
# The lists of a morning that a mail tells of, in its order.
NAMES: dict[str, "Promise | str"] = {
    "late": _lazy("Quá hạn trả lời"),
    "reopened": _lazy("Lời hứa bị phản đối, phải làm tiếp"),
    "contests": _lazy("Lời phản đối chờ người ngoài đơn vị xem"),
    "confirm": _lazy("Lời hứa chờ người ngoài đơn vị xác nhận"),
    "evidence": _lazy("Ảnh bằng chứng chờ che rồi đăng"),
    "drafts": _lazy("Chờ anh chị duyệt"),
    "returned": _lazy("Bản soạn được trả lại để sửa"),
    "told": _lazy("Bà con vừa trả lời, nói thêm"),
    "mine": _lazy("Việc của tôi"),
    "promises": _lazy("Lời hứa tới hạn trong bảy ngày"),
    "calls": _lazy("Cần gọi lại"),
    "new": _lazy("Mới đến"),
    "release": _lazy("Chờ đăng lên bảng công khai"),
}


@transaction.atomic
def choose(officer: Officer, hour: int | None, address: str = "") -> MorningMail | None:
    """Let an officer have the day's work by mail at an hour; None: no more. A new address is asked to confirm first.

    Refused at an hour nobody begins, without any address, or with one that is none.
    """
    kept = MorningMail.objects.filter(ward=officer.ward_id, officer=officer)
    if hour is None:
        kept.delete()
        for box in standing(officer.ward_id, subject_of(officer)):
            actions.stop(box, by=officer.actor)
        _tell(officer, "off")
        return None
    if hour not in HOURS:
        raise Refused(_("Xin chọn giờ từ %(first)s đến %(last)s.") % {"first": HOURS[0], "last": HOURS[-1]})
    if address.strip():
        actions.ask(officer.ward, subject_of(officer), address, language=officer.language, by=officer.actor)
    elif not standing(officer.ward_id, subject_of(officer)).exists():
        raise Refused(_("Xin ghi địa chỉ thư."))
    row, _made = kept.update_or_create(officer=officer, defaults={"ward_id": officer.ward_id, "hour": hour})
    _tell(officer, str(hour))
    return row


def subject_of(officer: Officer) -> Subject:
    """The row whose letterbox an officer's address is."""
    return "people", officer.id


def due() -> QuerySet[MorningMail]:
    """Those whose hour has come today and who have had no mail today."""
    at = local_now()
    waiting = MorningMail.objects.filter(Q(last_on=None) | Q(last_on__lt=at.date()), hour__lte=at.hour)
    return waiting.filter(officer__is_active=True).select_related("officer__ward")


@transaction.atomic
def prepare(mail: MorningMail, day: date, lists: Mapping[str, tuple[int, list[str]]]) -> int:
    """Prepare the mail of a day, once, whoever calls and however often; `lists`: how many, and the first serials."""
    fresh = MorningMail.objects.filter(id=mail.id).filter(Q(last_on=None) | Q(last_on__lt=day))
    if not fresh.update(last_on=day) or not lists:
        return 0
    facts = {name: [count, *serials[:SERIALS]] for name, (count, serials) in lists.items() if name in NAMES}
    boxes = standing(mail.ward_id, subject_of(mail.officer)).exclude(confirmed_at=None)
    rows = [Delivery(ward_id=mail.ward_id, letterbox=box, code="morning", cause=uuid5(box.id, str(day)),
                     facts={"day": str(day), "lists": facts}) for box in boxes]  # fmt: skip
    return len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))


def _tell(officer: Officer, hour: str) -> None:
    record("morning_mail.set", ward_id=officer.ward_id, subject=("people", officer.id), by=officer.actor,
           facts={"hour": hour})  # fmt: skip
