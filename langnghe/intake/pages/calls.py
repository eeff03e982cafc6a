"""Whom the ward promised to call back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langnghe.intake import actions, reads
from langnghe.intake.pages.parts import tabs_for
from langnghe.kernel.doors import officer
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of


@officer("opinions.take")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Open call-backs within the officer's work, longest waiting first."""
    by = mandate_of(request)
    context = {"page": page_of(reads.call_backs(by), request), "tabs": tabs_for(by, "calls")}
    return render(request, "intake/calls.html", context)


@officer("opinions.take")
@require_POST
def done(request: HttpRequest, serial: str) -> HttpResponse:
    """Tick a call off."""
    by = mandate_of(request)
    opinion = reads.call_back_for(by, serial)
    if opinion is None:
        raise Http404
    actions.call_back_done(opinion, by=by)
    messages.success(request, _("Đã gọi lại cho người gửi %(serial)s.") % {"serial": opinion.serial})
    return redirect("desk:home" if request.POST.get("tu") == "nha" else "intake:calls")
