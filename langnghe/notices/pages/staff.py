"""Dead letters of mail: messages that no channel could hand over."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.notices import actions, reads, rules
from langnghe.people.acting import mandate_of
from langnghe.places.reads import reach
from langnghe.shell.paging import page_of


@officer("jobs.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What could not be sent, when and with which kind of error; never to whom or about what."""
    by = mandate_of(request)
    wards = reach(by.ward)
    context = {
        "page": page_of(reads.failed(wards), request), "waiting": reads.waiting(wards), "is_on": rules.email_is_on(),
        "may_revive": by.may("jobs.revive"),
    }  # fmt: skip
    return render(request, "notices/index.html", context)


@officer("jobs.revive")
@require_POST
def revive(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Try again."""
    by = mandate_of(request)
    delivery = reads.failed(reach(by.ward)).filter(id=delivery_id).first()
    if delivery is None:
        raise Http404
    actions.revive(delivery, by=by)
    return redirect("notices:index")
