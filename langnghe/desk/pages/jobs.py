"""Dead letters: reactions that failed too often and wait for a person."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from langnghe.kernel.doors import officer
from langnghe.ledger import jobs
from langnghe.ledger.models import Job
from langnghe.ledger.reads import dead_letters
from langnghe.people.acting import mandate_of
from langnghe.places.reads import reach
from langnghe.shell.paging import page_of


@officer("jobs.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What failed, how often and with which kind of error; never what it was about."""
    may_revive = mandate_of(request).may("jobs.revive")
    return render(request, "desk/jobs.html", {"page": page_of(_dead(request), request), "may_revive": may_revive})


@officer("jobs.revive")
@require_POST
def revive(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Try again, with all attempts."""
    job = _dead(request).filter(id=job_id).first()
    if job is None:
        raise Http404
    jobs.revive(job, by=mandate_of(request))
    return redirect("desk:jobs")


def _dead(request: HttpRequest) -> QuerySet[Job]:
    return dead_letters(reach(mandate_of(request).ward))
