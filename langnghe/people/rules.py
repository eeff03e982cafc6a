"""Decisions about officers and mandates: who may, and what must never be left without an owner."""

import re
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.formats import short_date
from langnghe.kernel.refused import Refused
from langnghe.people import access
from langnghe.people.models import Mandate, Officer, Post
from langnghe.places.models import Ward

USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?")
# Whose hand-overs a head of office arranges, besides their own: mandates at units of this kind.
_HEADS = {"police_chief": "police", "chairman": "committee"}


def check_may(by: Bearer, capability: str, ward: Ward) -> None:
    """Refused unless `by` belongs to the ward and carries the capability."""
    if by.ward_id != ward.id or not by.may(capability):
        raise Refused(_("Nhiệm vụ hiện tại không được làm việc này. Xin nhờ người quản trị của phường."))


def acts_for(by: Bearer, ward_id: UUID) -> bool:
    """Whether somebody acts for a ward: their own, or for a mandate one that was merged into it."""
    return by.ward_id == ward_id or (isinstance(by, Mandate) and ward_id in by.ward_ids())


def check_may_for(by: Bearer, capability: str, ward: Ward) -> None:
    """As `check_may`, also for the work that a ward merged into the own one has left."""
    if not acts_for(by, ward.id) or not by.may(capability):
        raise Refused(_("Nhiệm vụ hiện tại không được làm việc này. Xin nhờ người quản trị của phường."))


def check_new_officer(username: str, name: str, taken: bool) -> None:
    """Refused when the sign-in name is taken or not typable everywhere, or the name is empty."""
    if not USERNAME.fullmatch(username):
        raise Refused(_("Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch; ví dụ: chau.le"))
    if taken:
        raise Refused(_("Tên đăng nhập «%(name)s» đã có người dùng, xin thêm số hoặc họ.") % {"name": username})
    if not name:
        raise Refused(_("Xin ghi họ và tên của cán bộ."))


def check_role(ward: Ward, role: str) -> None:
    """Refused when the role is unknown, or needs residents where there are none: above the wards."""
    if role not in access.TABLE:
        raise Refused(_("Không có vai trò này."))
    if ward.level != "commune" and role not in access.PROVINCE_ROLES:
        raise Refused(_("Vai trò này không dùng ở cấp này."))


def check_new_post(unit_name: str, name: str, taken: bool) -> None:
    """Refused when unit or post has no name, or the unit has a post of that name."""
    if not unit_name or not name:
        raise Refused(_("Xin ghi tên đơn vị và tên chức danh."))
    if taken:
        raise Refused(_("Đơn vị «%(unit)s» đã có chức danh «%(name)s».") % {"unit": unit_name, "name": name})


def check_days(starts_on: date, ends_on: date | None, today: date) -> None:
    """Refused when the end lies before the start, or everything lies in the past."""
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu."))
    if ends_on is not None and ends_on < today:
        raise Refused(_("Ngày kết thúc đã qua, xin chọn từ hôm nay trở đi."))


def check_appointable(post: Post, officer: Officer, current: Collection[Mandate]) -> None:
    """Refused when the post is closed, the officer is of another ward or disabled, or holds the post already."""
    if post.closed_on is not None:
        raise Refused(_("Chức danh này đã đóng, xin chọn chức danh khác."))
    if officer.ward_id != post.ward_id:
        raise Refused(_("Cán bộ này thuộc nơi khác, không giao được ở đây."))
    if not officer.is_active:
        raise Refused(_("Tài khoản của %(name)s đang khóa, xin mở lại trước khi giao việc.") % {"name": officer.name})
    if any(mandate.post_id == post.id and not mandate.is_deputy for mandate in current):
        raise Refused(_("%(name)s đang giữ chức danh này rồi.") % {"name": officer.name})


def check_covered(post: Post, others: Collection[Mandate], cover: Officer | None) -> None:
    """Refused when nobody would hold an open post any more and no cover is named."""
    if post.closed_on is None and not others and cover is None:
        raise Refused(
            _("Chức danh «%(post)s» sẽ không còn ai giữ. Xin chọn người nhận thay trong cùng bước này.")
            % {"post": post.name}
        )


def check_administrators(ward: Ward, remaining: int) -> None:
    """Refused when the ward would have no administrator left."""
    if remaining < 1:
        raise Refused(
            _(
                "Đây là người quản trị cuối cùng của %(ward)s. "
                "Xin giao nhiệm vụ quản trị cho người khác trước, rồi làm lại bước này."
            )
            % {"ward": ward.name}
        )


def check_hand_over(mandate: Mandate, to: Officer, same_unit: bool, by: Bearer) -> None:
    """Refused unless it is one's own mandate or one of one's office, and goes to a colleague of that office.

    Administrators hand over anything to anyone of the ward: rights of another office are theirs to give.
    """
    if not may_hand_over(mandate, by):
        raise Refused(_("Chỉ bàn giao được việc của mình hoặc của đơn vị mình phụ trách. Xin nhờ người quản trị."))
    if to.id == mandate.officer_id:
        raise Refused(_("Xin chọn một người khác để nhận việc."))
    if not by.may("people.manage") and not same_unit:
        raise Refused(_("Chỉ bàn giao cho người cùng đơn vị. Giao sang đơn vị khác là việc của người quản trị."))


def may_hand_over(mandate: Mandate, by: Bearer) -> bool:
    """Whether `by` may pass on the work of `mandate`."""
    if by.ward_id != mandate.ward_id or not by.may("people.hand_over"):
        return False
    own = by.actor.id == mandate.id
    head = isinstance(by, Mandate) and _HEADS.get(by.role) == mandate.post.unit.kind
    return own or head or by.may("people.manage")


def check_hand_over_days(mandate: Mandate, kind: str, from_day: date, to_day: date | None, today: date) -> None:
    """Refused when the days make no sense for this kind."""
    if kind not in dict(access.HAND_OVERS):
        raise Refused(_("Xin chọn: nghỉ phép, chuyển công tác hoặc bàn giao ca."))
    if from_day < today or (kind == "shift" and from_day != today):
        raise Refused(_("Ngày bắt đầu phải từ hôm nay; ca được bàn giao ngay lúc này."))
    if kind == "leave" and to_day is None:
        raise Refused(_("Nghỉ phép cần ngày trở lại: xin ghi ngày nghỉ cuối cùng."))
    if to_day is not None and to_day < from_day:
        raise Refused(_("Ngày cuối phải sau ngày đầu."))
    if not mandate.runs_on(from_day):
        raise Refused(
            _("Nhiệm vụ này không còn hiệu lực vào ngày %(day)s, không có gì để bàn giao.")
            % {"day": short_date(from_day)}
        )
