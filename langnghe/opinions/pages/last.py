"""Complaints that speak about all who read complaints: an auditor reads them and passes them on above the ward."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import guarding, reads
from langnghe.opinions.guard_forms import PassOnForm
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of


@officer("opinions.conduct_last")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What nobody else of the ward may read, oldest first; the words are one click further."""
    return render(request, "opinions/last.html", {"page": page_of(reads.last_resort(mandate_of(request)), request)})


@officer("opinions.conduct_last")
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, serial: str) -> HttpResponse:
    """The words, and passing them on with a printed slip; nothing else can be done here."""
    by = mandate_of(request)
    found = reads.by_serial(reads.last_resort(by), serial)
    if found is None:
        raise Http404
    form = PassOnForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            guarding.pass_on(found, form.cleaned_data["to"], by=by)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã ghi là chuyển đi. Xin in phiếu, ký và giao tận tay."))
            return redirect("opinions:last_pass_on", serial=found.serial)
    passed = [told for told in reads.guard_steps(found) if told.step.what == "passed_on"]
    context = {
        "opinion": found, "form": form, "passed": passed, "talk": reads.talk_of(found), "may": True, "last": True,
    }  # fmt: skip
    return render(request, "opinions/pass_on.html", context, status=422 if form.is_bound else 200)
