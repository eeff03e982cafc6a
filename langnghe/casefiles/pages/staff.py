"""The page from which officers make the whole case file of a matter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from langnghe.casefiles import actions, gathering
from langnghe.casefiles.pages.files import download
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter, PublicPhoto
from langnghe.matters.serials import parse_serial
from langnghe.opinions.models import Photo
from langnghe.people.acting import mandate_of


@officer("matters.work")
@require_safe
def case_file(request: HttpRequest, serial: str) -> HttpResponse:
    """What the file holds, who made it before, and the button that makes it."""
    return _page(request, _fetch(request, serial))


@officer("matters.work")
@require_POST
def make(request: HttpRequest, serial: str) -> HttpResponse:
    """The whole file, as a download."""
    found = _fetch(request, serial)
    try:
        printed = actions.make(found, by=mandate_of(request))
    except Refused as error:
        return _page(request, found, refused=error.message, status=503)
    response = download(printed, f"ho-so-{found.serial}")
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, found: Matter, *, refused: str = "", status: int = 200) -> HttpResponse:
    ids = list(matters.joined_ids(found))
    context = {
        "matter": found, "refused": refused, "opinions": len(ids), "made": gathering.made_before(found),
        "photos": Photo.objects.filter(opinion__in=ids, file__erased_at=None).count(),
        "public_photos": PublicPhoto.objects.filter(ward=found.ward_id, matter=found).count(),
    }  # fmt: skip
    return render(request, "casefiles/case_file.html", context, status=status)


def _fetch(request: HttpRequest, serial: str) -> Matter:
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        raise Http404 from None
    scope = matters.in_scope(mandate_of(request)).filter(ward__code=code, year=year, number=number)
    related = ("ward", "group", "post", "joined_into__ward", "released_by__officer", "taken_back_by__officer")
    found = scope.select_related(*related, "released_by__post", "taken_back_by__post").defer("indexed").first()
    if found is None:
        raise Http404
    return found
