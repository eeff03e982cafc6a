"""The sealed box: note the opening, enter its papers one by one, stop and go on later."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from langnghe.intake import actions, reads
from langnghe.intake.forms import BoxOpeningForm, BoxWriteForm, VoidForm
from langnghe.intake.models import BoxForm, BoxOpening
from langnghe.intake.pages.parts import tabs_for
from langnghe.intake.papers import format_number, parse_number
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of


@officer("boxes.open")
def index(request: HttpRequest) -> HttpResponse:
    """Note that a box was opened; below, earlier openings with how far they are."""
    by = mandate_of(request)
    form = BoxOpeningForm(request.POST or None, initial={"opened_on": local_today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        witnesses = (data["witness_one"], data["witness_two"])
        try:
            opening = actions.open_box(by.ward, data["opened_on"], data["place"], witnesses, data["papers"], by=by)
            return redirect("intake:box", opening.id)
        except Refused as error:
            form.add_error(None, error.message)
    context = {"form": form, "page": page_of(reads.openings(by), request), "tabs": tabs_for(by, "boxes")}
    return render(request, "intake/boxes.html", context, status=422 if form.errors else 200)


@officer("boxes.open")
def enter(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """The next paper of the box; after saving, the one after it with the cursor on its number."""
    opening, by = _opening(request, opening_id), mandate_of(request)
    if request.method != "POST":
        return _page(request, opening, BoxWriteForm(by.ward, initial={"token": new_token()}))
    form = BoxWriteForm(by.ward, request.POST)
    if form.is_valid():
        try:
            paper, _received = actions.enter_form(opening, form.submission(by), form.cleaned_data["number"], by=by)
            messages.success(request, _told(paper))
            return redirect("intake:box", opening.id)
        except Refused as error:
            form.add_error(None, error.message)
    return _page(request, opening, form, status=422)


def _told(paper: BoxForm) -> str:
    told = {"place": paper.place, "serial": paper.opinion}
    return _("Tờ thứ %(place)s đã ghi: số phiếu %(serial)s.") % told


@officer("boxes.open")
@require_POST
def void(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """A paper of the box that becomes no opinion."""
    opening, by, form = _opening(request, opening_id), mandate_of(request), VoidForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Xin chọn vì sao tờ này không ghi thành ý kiến."))
        return redirect("intake:box", opening.id)
    try:
        typed = form.cleaned_data["number"]
        number = parse_number(opening.ward, typed) if typed else 0
        paper = actions.void_form(opening, form.cleaned_data["void"], number, by=by)
        told = {"place": paper.place, "why": paper.get_void_display()}
        messages.success(request, _("Tờ thứ %(place)s không ghi: %(why)s.") % told)
    except Refused as error:
        messages.error(request, error.message)
    return redirect("intake:box", opening.id)


def _opening(request: HttpRequest, opening_id: UUID) -> BoxOpening:
    found = reads.openings(mandate_of(request)).select_related("ward")
    return get_object_or_404(found, id=opening_id)


def _page(request: HttpRequest, opening: BoxOpening, form: BoxWriteForm, status: int = 200) -> HttpResponse:
    page = page_of(reads.papers_of(opening), request)
    context = {
        "opening": opening,
        "form": form,
        "void_form": VoidForm(auto_id="bo_%s"),
        "next": opening.entered + 1,  # type: ignore[attr-defined]
        "full": opening.entered >= opening.forms,  # type: ignore[attr-defined]
        "page": page,
        "rows": [(paper, format_number(opening.ward, paper.number) if paper.number else "") for paper in page],
    }
    return render(request, "intake/box.html", context, status=status)
