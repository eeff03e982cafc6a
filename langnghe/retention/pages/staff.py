"""What will go and what went, because the ward keeps it no longer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import officer
from langnghe.people.acting import mandate_of
from langnghe.retention import reads
from langnghe.shell.paging import page_of


@officer("deadlines.manage")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """How long each kind is kept, what goes within 30 days, what stays and why, what went."""
    mandate, day = mandate_of(request), local_today() + reads.AHEAD
    context = {
        "kinds": reads.foresee(mandate.ward, day), "day": day, "held": reads.held(mandate.ward),
        "page": page_of(reads.runs(mandate), request),
    }  # fmt: skip
    return render(request, "retention/index.html", context)
