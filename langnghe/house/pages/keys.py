"""The recovery key on paper: two halves for two safes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from langnghe.kernel.doors import officer
from langnghe.people.acting import mandate_of
from langnghe.people.printing import print_halves


@officer("keys.print")
@require_http_methods(["GET", "HEAD", "POST"])
def halves(request: HttpRequest) -> HttpResponse:
    """Explains, and on POST shows both papers; each print is a new pair and is recorded."""
    mandate = mandate_of(request)
    papers = print_halves(mandate.ward_id, by=mandate) if request.method == "POST" else None
    return render(request, "house/halves.html", {"papers": papers})
