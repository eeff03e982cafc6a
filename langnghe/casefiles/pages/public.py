"""The covered case file, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from langnghe.casefiles import covered as the_covered
from langnghe.casefiles.pages.files import download
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters.pages.public import holder_or_404, ward_or_404
from langnghe.shell.caching import public_for

SECONDS = 60
BUSY_SECONDS = "20"


@public
@require_safe
@public_for(SECONDS)
def covered(request: HttpRequest, slug: str, serial: str) -> HttpResponse:
    """What the public page shows, as a download."""
    ward = ward_or_404(slug)
    found = matters.public_matter(ward, serial)
    if found is None:
        return redirect("casefiles:covered", slug=slug, serial=holder_or_404(ward, serial).serial)
    try:
        return download(the_covered.pdf(found), f"ho-so-cong-khai-{found.serial}")
    except Refused as error:
        context = {"matter": found, "ward": found.ward, "place": found.ward, "refused": error.message}
        response = render(request, "casefiles/busy.html", context, status=503)
        response.headers["Retry-After"] = BUSY_SECONDS
        return response
