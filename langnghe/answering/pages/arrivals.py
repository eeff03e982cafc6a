"""What other wards of this installation handed over to this one: take it in, or send it back with words."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.answering import carrying, reads
from langnghe.answering.forms import RefusalForm
from langnghe.answering.models import Arrival
from langnghe.answering.pages.parts import matter_url
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.topics import name_of
from langnghe.people.acting import mandate_of
from langnghe.shell.navigation import Link
from langnghe.shell.paging import page_of


@officer("matters.work")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What arrived and waits, longest waiting first; `?xong=1`: what was decided."""
    by, closed = mandate_of(request), request.GET.get("xong") == "1"
    here = reverse("answering:arrivals")
    tabs = [Link(_("Chờ nhận"), here, not closed), Link(_("Đã xong"), f"{here}?xong=1", closed)]
    page = page_of(reads.arrivals(by, is_open=not closed), request)
    return render(request, "answering/arrivals.html", {"page": page, "tabs": tabs, "closed": closed})


@officer("matters.work")
@require_safe
def arrival(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """One of them, with the words that came along."""
    return _page(request, _fetch(request, arrival_id), RefusalForm(auto_id="tra_%s"))


@officer("matters.work")
@require_POST
def accept(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Open a matter of this ward with it."""
    row = _fetch(request, arrival_id)
    try:
        opened = carrying.accept(row, by=mandate_of(request))
    except Refused as error:
        messages.error(request, error.message)
        return redirect("answering:arrival", row.id)
    messages.success(
        request, _("Đã nhận thành việc %(serial)s. Phường chuyển tới được báo.") % {"serial": opened.serial}
    )
    return redirect(matter_url(opened))


@officer("matters.work")
@require_POST
def refuse(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Send it back."""
    row, form = _fetch(request, arrival_id), RefusalForm(request.POST, auto_id="tra_%s")
    if form.is_valid():
        try:
            carrying.refuse(row, words=form.cleaned_data["words"], by=mandate_of(request))
            messages.success(request, _("Đã trả lại, kèm lý do. Phường chuyển tới được báo."))
            return redirect("answering:arrivals")
        except Refused as error:
            form.add_error(None, error.message)
    return _page(request, row, form, status=422)


def _page(request: HttpRequest, row: Arrival, form: RefusalForm, status: int = 200) -> HttpResponse:
    context = {"row": row, "form": form, "topic": name_of(row.topic)}
    if row.matter:
        context["matter_url"] = matter_url(row.matter)
    return render(request, "answering/arrival.html", context, status=status)


def _fetch(request: HttpRequest, arrival_id: UUID) -> Arrival:
    row = reads.arrival(mandate_of(request), arrival_id)
    if row is None:
        raise Http404
    return row
