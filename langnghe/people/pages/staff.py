"""Officers and posts, for those who see or manage them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.kernel.doors import officer as officers_only
from langnghe.people import access, actions, entrances, reads, rules
from langnghe.people.acting import mandate_of
from langnghe.people.forms import CoverForm, OfficerForm
from langnghe.people.models import Mandate, Officer
from langnghe.people.pages.one_form import attempt, sent, show


@officers_only("people.read")
def index(request: HttpRequest) -> HttpResponse:
    """Everybody with what they hold; first what nobody holds."""
    ward = mandate_of(request).ward
    mandates: dict[UUID, list[Mandate]] = {}
    for mandate in reads.mandates_of(ward):
        mandates.setdefault(mandate.officer_id, []).append(mandate)
    people = [(officer, mandates.get(officer.id, [])) for officer in reads.officers(ward)]
    return render(request, "people/index.html", {"people": people, **_vacancies(request)})


@officers_only("people.read")
def posts(request: HttpRequest) -> HttpResponse:
    """All posts with who holds them."""
    ward = mandate_of(request).ward
    held: dict[UUID, list[Mandate]] = {}
    for mandate in reads.mandates_of(ward):
        held.setdefault(mandate.post_id, []).append(mandate)
    found = reads.open_posts(ward)
    groups = reads.groups_of(found)
    rows = [(post, held.get(post.id, []), groups.get(post.id, [])) for post in found]
    return render(request, "people/posts.html", {"rows": rows, **_vacancies(request)})


@officers_only("account.own")
def access_table(request: HttpRequest) -> HttpResponse:
    """Which role may do what, from the very table that decides."""
    roles = reads.roles_at(mandate_of(request).ward)
    by_capability = [
        (says, [name for role, name in roles if capability in access.TABLE[role]])
        for capability, says in access.CAPABILITIES.items()
    ]
    by_role = [
        (name, [says for capability, says in access.CAPABILITIES.items() if capability in access.TABLE[role]])
        for role, name in roles
    ]
    own = reads.role_name(mandate_of(request).role)
    return render(request, "people/access.html", {"by_role": by_role, "by_capability": by_capability, "own_role": own})


@officers_only("people.read")
def officer(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """One officer: what they hold, and the steps one may take."""
    person = _person(request, officer_id)
    mandates = [(m, rules.may_hand_over(m, mandate_of(request))) for m in reads.current_mandates(person)]
    context = {
        "person": person,
        "mandates": mandates,
        "can_sign_in": entrances.has_second_factor(person),
        "manages": mandate_of(request).may("people.manage"),
    }
    return render(request, "people/officer.html", context)


@officers_only("people.manage")
def add_officer(request: HttpRequest) -> HttpResponse:
    """Add an officer, then print the slip."""
    form = OfficerForm(sent(request))
    ward = mandate_of(request).ward
    made = attempt(form, lambda data: actions.add_officer(ward, by=mandate_of(request), **data))
    if made:
        messages.success(
            request, _("Đã thêm %(name)s. Việc tiếp theo: giao chức danh và in phiếu nhận việc.") % {"name": made.name}
        )
        return redirect("people:officer", made.id)
    return show(request, form, _("Thêm cán bộ"), _("Thêm"), reverse("people:index"))


@officers_only("people.manage")
def disable(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Close an account now."""
    person = _person(request, officer_id)
    orphaned = reads.orphaned_by(reads.current_mandates(person))
    form = CoverForm(sent(request), leaving=person, needed=bool(orphaned))
    if attempt(form, lambda data: actions.disable_officer(person, by=mandate_of(request), **data)):
        messages.success(request, _("Đã khóa tài khoản của %(name)s, mọi phiên đã đóng.") % {"name": person.name})
        return redirect("people:officer", person.id)
    lead = _("Tài khoản bị khóa ngay: phiên đang mở đóng lại, phiếu chưa dùng hết hiệu lực, nhiệm vụ kết thúc.")
    if orphaned:
        lead += " " + _("Cần người nhận thay: %(posts)s.") % {"posts": ", ".join(post.name for post in orphaned)}
    back = reverse("people:officer", args=[person.id])
    title = _("Khóa tài khoản của %(name)s") % {"name": person.name}
    return show(request, form, title, _("Khóa tài khoản"), back, lead=lead, danger=True)


@officers_only("people.manage")
def enable(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    person = _person(request, officer_id)
    form = Form(sent(request))
    if attempt(form, lambda data: actions.enable_officer(person, by=mandate_of(request))):
        messages.success(request, _("Đã mở lại tài khoản của %(name)s. Xin giao chức danh.") % {"name": person.name})
        return redirect("people:officer", person.id)
    lead = _("Người này đăng nhập lại được khi đã có chức danh.")
    title = _("Mở lại tài khoản của %(name)s") % {"name": person.name}
    return show(request, form, title, _("Mở lại"), reverse("people:officer", args=[person.id]), lead=lead)


@officers_only("people.manage")
def slip(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Print a slip with a one-time code; it is shown this once."""
    person = _person(request, officer_id)
    form = Form(sent(request))
    made = attempt(form, lambda data: entrances.make_entrance(person, by=mandate_of(request)))
    if made:
        where = f"{settings.PUBLIC_ADDRESS}{reverse('people:first_entry')}"
        context = {"person": person, "entrance": made[0], "code": made[1], "where": where}
        return render(request, "people/slip.html", context)
    lead = _("Phiếu có mã dùng một lần, hạn 7 ngày, để tự đặt cách đăng nhập.")
    if entrances.can_sign_in(person):
        lead += " " + _("Người này đang có cách đăng nhập: in phiếu sẽ xóa mật khẩu, khóa và mã cũ, đóng mọi phiên.")
    title = _("In phiếu nhận việc cho %(name)s") % {"name": person.name}
    back = reverse("people:officer", args=[person.id])
    return show(request, form, title, _("In phiếu"), back, lead=lead)


def _person(request: HttpRequest, officer_id: UUID) -> Officer:
    return get_object_or_404(Officer, ward=mandate_of(request).ward, pk=officer_id)


def _vacancies(request: HttpRequest) -> dict[str, Any]:
    ward = mandate_of(request).ward
    manages = mandate_of(request).may("people.manage")
    return {"vacant": reads.vacant_posts(ward), "soon": reads.soon_vacant(ward), "manages": manages}
