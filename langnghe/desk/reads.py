"""Where rooms meet: lists what each room's reads return."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from langnghe.inbox.counting import Counted
from langnghe.ledger.reads import dead_letters
from langnghe.notices import reads as notices
from langnghe.people import reads as people
from langnghe.people.models import Mandate
from langnghe.people.printing import halves_were_printed
from langnghe.places.models import Ward
from langnghe.places.reads import open_groups


@dataclass(frozen=True)
class FirstStep:
    """What a new ward's administrator still has to do, and where."""

    title: str
    url_name: str
    done: bool


def first_steps(mandate: Mandate) -> list[FirstStep]:
    """The first steps of a new ward, for its administrator, until all are done; then none."""
    if not mandate.may("keys.print"):
        return []
    ward = mandate.ward
    steps = [
        FirstStep(_("In khóa khôi phục thành hai nửa"), "house:halves", halves_were_printed(ward.id)),
        FirstStep(_("Thêm cán bộ và giao nhiệm vụ"), "people:index", len(people.officers(ward)) > 1),
        FirstStep(_("Nhập tổ dân phố và hộ"), "places:imports", open_groups(ward).exists()),
    ]
    return [] if all(step.done for step in steps) else steps


def greeting(at: datetime) -> str:
    """What is said to an officer who opens the desk at this hour."""
    if at.hour < 11:
        return _("Chào buổi sáng. Đây là những việc đang chờ anh chị.")
    if at.hour < 18:
        return _("Chào anh chị. Đây là những việc đang chờ.")
    return _("Chào buổi tối. Đây là những việc còn chờ anh chị.")


@dataclass(frozen=True)
class Care:
    """Something about the machine or the people that waits for whoever looks after it: how many, and where."""

    title: str
    count: int
    url_name: str


def care(mandate: Mandate) -> list[Care]:
    """What waits for those who look after the installation: work that stopped, mails that failed, empty posts."""
    found = []
    if mandate.may("jobs.read"):
        stopped, unsent = _stuck(mandate)
        found += [
            Care(_("Việc nền bị dừng"), stopped, "desk:jobs"),
            Care(_("Thư không gửi được"), unsent, "notices:index"),
        ]
    if mandate.may("people.manage"):
        found.append(Care(_("Chức danh chưa có người"), len(people.vacant_posts(mandate.ward)), "people:posts"))
    return [one for one in found if one.count]


def _stuck(mandate: Mandate) -> tuple[int, int]:
    """How many jobs stopped and how many mails failed, in one statement."""
    stuck = dead_letters(mandate.ward_ids()), notices.failed(mandate.ward_ids())
    stopped, unsent = (Counted(some.order_by().values("pk")) for some in stuck)
    return (
        Ward.objects.annotate(stopped=stopped, unsent=unsent).values_list("stopped", "unsent").get(id=mandate.ward_id)
    )
