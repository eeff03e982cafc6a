"""What was handed over: the list with the late ones first, each with its slip, and what the body said."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from langnghe.answering import handing, reads
from langnghe.answering.forms import AcceptanceForm, RefusalForm
from langnghe.answering.models import HandOver
from langnghe.answering.pages.parts import matter_url
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.kernel.units import language_of
from langnghe.language.topics import topic_of
from langnghe.opinions import codes
from langnghe.people.acting import mandate_of
from langnghe.shell.navigation import Link
from langnghe.shell.paging import page_of
from langnghe.shell.way_back import a_list


@officer("matters.work")
@require_safe
@a_list(gettext_lazy("Đã chuyển nơi khác"))
def index(request: HttpRequest) -> HttpResponse:
    """Open hand-overs by their day, those that are late on top; `?xong=1`: the others."""
    by, closed = mandate_of(request), request.GET.get("xong") == "1"
    page = page_of(reads.hand_overs(by, is_open=not closed), request)
    rows = [(row, row.late_days()) for row in page]
    here = reverse("answering:hand_overs")
    tabs = [
        Link(_("Đang chờ nhận"), here, not closed, reads.hand_overs(by, is_open=True).count()),
        Link(_("Đã xong"), f"{here}?xong=1", closed),
    ]
    return render(request, "answering/hand_overs.html", {"page": page, "rows": rows, "tabs": tabs, "closed": closed})


@officer("matters.work")
@require_safe
def hand_over(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """One hand-over: how long it waits, its slip, what the body said."""
    row = _fetch(request, hand_over_id)
    return _page(request, row, AcceptanceForm(initial={"on": local_today()}), RefusalForm(auto_id="tra_%s"))


@officer("matters.work")
@require_POST
def accept(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Note that the body accepted."""
    row, form = _fetch(request, hand_over_id), AcceptanceForm(request.POST)
    if form.is_valid():
        try:
            handing.accept(row, **form.cleaned_data, by=mandate_of(request))
            messages.success(request, _("Đã ghi là nơi kia nhận. Người gửi đọc được ngay."))
            return redirect("answering:hand_over", row.id)
        except Refused as error:
            form.add_error(None, error.message)
    return _page(request, row, form, RefusalForm(auto_id="tra_%s"), status=422)


@officer("matters.work")
@require_POST
def send_back(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Note that the body sent it back."""
    row, form = _fetch(request, hand_over_id), RefusalForm(request.POST, auto_id="tra_%s")
    if form.is_valid():
        try:
            handing.send_back(row, note=form.cleaned_data["words"], by=mandate_of(request))
            messages.success(request, _("Đã ghi là nơi kia trả lại. Phường còn nợ câu trả lời, đồng hồ chạy tiếp."))
            return redirect(matter_url(row.matter))
        except Refused as error:
            form.add_error(None, error.message)
    return _page(request, row, AcceptanceForm(initial={"on": local_today()}), form, status=422)


@officer("matters.work")
@require_safe
def slip(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """The slip to print, A5; the code leads to the matter's public page, when it has one."""
    row = _fetch(request, hand_over_id)
    ward, matter = row.ward, row.matter
    where = reverse("matters:matter", args=[ward.slug, matter.serial]) if matter.is_public else ""
    context = {
        "row": row, "matter": matter, "ward": ward, "unit": office(row.opened_by.post.unit.name, ward.name),
        "topic": topic_of(matter.topic),
        "qr": codes.svg(settings.PUBLIC_ADDRESS + where) if where else "", "speech": language_of(ward.name) or "vi",
        "commune": ward.commune or ward.name,
    }  # fmt: skip
    return render(request, "answering/slip.html", context)


def office(unit: str, ward: str) -> str:
    """An office as papers name it, with its ward: `Ủy ban nhân dân phường` of `Phường Diên Hồng` says which one."""
    kind, _space, name = ward.partition(" ")
    if ward.casefold() in unit.casefold():
        return unit
    return f"{unit} {name}" if unit.casefold().endswith(kind.casefold()) else f"{unit} {ward}"


def _page(
    request: HttpRequest, row: HandOver, accept_form: AcceptanceForm, back_form: RefusalForm, status: int = 200
) -> HttpResponse:
    context = {
        "row": row, "late": row.late_days(), "accept_form": accept_form, "back_form": back_form,
        "matter_url": matter_url(row.matter),
    }  # fmt: skip
    return render(request, "answering/hand_over.html", context, status=status)


def _fetch(request: HttpRequest, hand_over_id: UUID) -> HandOver:
    row = reads.hand_over(mandate_of(request), hand_over_id)
    if row is None:
        raise Http404
    return row
