"""Erasures that an officer decides: the list of those that wait, and the page where one is erased or declined."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import erasures, leaving, standing
from langnghe.opinions.later_forms import DeclineForm
from langnghe.opinions.models import Opinion
from langnghe.opinions.pages import staff
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of


@officer("opinions.erase")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest request first, and what is late."""
    page = page_of(erasures.waiting(mandate_of(request)), request)
    context = {"page": page, "lines": erasures.with_clocks(list(page))}
    return render(request, "opinions/erasures.html", context)


@officer("opinions.erase")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, serial: str) -> HttpResponse:
    """Erase at the sender's request what the sender alone may not erase; asks once more before."""
    found = staff.fetch(request, serial)
    if request.method != "POST":
        return _page(request, found, DeclineForm())
    leaving.erase(found, by=mandate_of(request))
    messages.success(request, _("Đã xóa theo yêu cầu của người gửi."))
    return redirect("opinions:opinion", serial=found.serial)


@officer("opinions.erase")
@require_POST
def decline(request: HttpRequest, serial: str) -> HttpResponse:
    """Do not erase, and tell the sender why."""
    found, form = staff.fetch(request, serial), DeclineForm(request.POST)
    if form.is_valid():
        try:
            erasures.decline(found, form.cleaned_data["reason"], form.cleaned_data["words"], by=mandate_of(request))
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã trả lời là chưa xóa. Người gửi đọc lý do trên trang của phiếu."))
            return redirect("opinions:opinion", serial=found.serial)
    return _page(request, found, form, status=422)


def _page(request: HttpRequest, found: Opinion, form: DeclineForm, *, status: int = 200) -> HttpResponse:
    by = mandate_of(request)
    asked = found.erasure_asked_at is not None and found.erased_at is None
    context = {
        "opinion": found, "form": form, "clock": erasures.clock_of(found) if asked else None,
        "may_erase": asked and leaving.may_erase(found, by), "may_decline": standing.held(found),
    }  # fmt: skip
    return render(request, "opinions/erasing.html", context, status=status)
