"""Residential groups: the list with household counts, adding, renaming, closing."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from langnghe.kernel.doors import officer
from langnghe.places import actions, reads
from langnghe.places.forms import DutyPhoneForm, GroupForm
from langnghe.places.models import ResidentialGroup
from langnghe.places.pages.acting import attempt, bearer, sent, show, ward_of


@officer("places.read")
def index(request: HttpRequest) -> HttpResponse:
    """All groups of the ward in Vietnamese order with their households."""
    ward = ward_of(request)
    counts = reads.household_counts(ward)
    groups = reads.in_order(ResidentialGroup.objects.filter(ward=ward))
    rows = [(group, counts.get(group.id, 0)) for group in groups]
    context = {
        "ward": ward,
        "rows": [row for row in rows if not row[0].closed_at],
        "closed": [row for row in rows if row[0].closed_at],
        "total": sum(counts.values()),
        "may": _rights(request),
    }
    return render(request, "places/groups.html", context)


@officer("places.manage")
def add(request: HttpRequest) -> HttpResponse:
    """Add a group."""
    form, ward = GroupForm(sent(request)), ward_of(request)
    made = attempt(
        form, lambda data: actions.add_group(ward, data["name"], kind_label=data["kind_label"], by=bearer(request))
    )
    if made:
        messages.success(request, _("Đã thêm %(group)s.") % {"group": made})
        return redirect("places:groups")
    return show(request, "places/group_form.html", form, title=_("Thêm tổ"), button=_("Thêm"))


@officer("places.manage")
def rename(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Rename a group."""
    group = _group(request, group_id)
    form = GroupForm(sent(request), initial=GroupForm.of(group))
    act = actions.rename_group
    if attempt(form, lambda data: act(group, data["name"], kind_label=data["kind_label"], by=bearer(request))):
        messages.success(request, _("Tổ nay tên là %(group)s.") % {"group": group})
        return redirect("places:groups")
    title = _("Đổi tên %(group)s") % {"group": _group(request, group_id)}
    return show(request, "places/group_form.html", form, title=title, button=_("Lưu"), group=group)


@officer("places.manage")
def close(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Close a group nobody lives in."""
    group, form = _group(request, group_id), Form(sent(request))
    if attempt(form, lambda data: actions.close_group(group, by=bearer(request))):
        messages.success(request, _("Đã đóng %(group)s. Mở lại được ở cuối trang này.") % {"group": group})
        return redirect("places:groups")
    question = _("Tổ đã đóng không nhận hộ mới và không hiện ra cho người dân chọn. Mở lại được.")
    return show(request, "places/confirm.html", form, title=_("Đóng %(group)s?") % {"group": group}, question=question,
                button=_("Đóng tổ"))  # fmt: skip


@officer("places.manage")
def reopen(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Open a closed group again."""
    group, form = _group(request, group_id), Form(sent(request))
    if attempt(form, lambda data: actions.reopen_group(group, by=bearer(request))):
        messages.success(request, _("Đã mở lại %(group)s.") % {"group": group})
        return redirect("places:groups")
    question = _("Tổ lại nhận hộ và hiện ra cho người dân chọn.")
    return show(request, "places/confirm.html", form, title=_("Mở lại %(group)s?") % {"group": group}, gentle=True,
                question=question, button=_("Mở lại"))  # fmt: skip


@officer("places.manage")
def duty_phone(request: HttpRequest) -> HttpResponse:
    """The number residents call when it cannot wait."""
    ward = ward_of(request)
    form = DutyPhoneForm(sent(request), initial={"phone": ward.duty_phone})
    if attempt(form, lambda data: actions.set_duty_phone(ward, data["phone"], by=bearer(request))):
        messages.success(request, _("Đã ghi. Trang của bà con hiện số này trong ít giây."))
        return redirect("places:groups")
    return show(request, "places/group_form.html", form, title=_("Điện thoại trực ban"), button=_("Lưu"))


def _group(request: HttpRequest, group_id: UUID) -> ResidentialGroup:
    return get_object_or_404(ResidentialGroup.objects.select_related("ward"), ward=bearer(request).ward_id, id=group_id)


def _rights(request: HttpRequest) -> dict[str, bool]:
    may = bearer(request).may
    return {
        "manage": may("places.manage"),
        "households": may("households.read"),
        "load": may("households.import"),
    }
