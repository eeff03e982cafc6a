"""The page about backups, for whoever looks after the machine."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from langnghe.backups.standing import standing
from langnghe.kernel.doors import officer


@officer("jobs.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The last one, when it was verified, the next one, room, and what to do when something is wrong."""
    return render(request, "backups/index.html", {"standing": standing()})
