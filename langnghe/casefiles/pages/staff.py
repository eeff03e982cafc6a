"""The page from which officers make the whole case file of a matter, and the list of them for inspectors."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from langnghe.casefiles import actions, gathering
from langnghe.casefiles.pages.files import download
from langnghe.casefiles.scope import matters_of
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.language.topics import name_of
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter, PublicPhoto
from langnghe.matters.serials import parse_serial
from langnghe.opinions.models import Photo
from langnghe.people.acting import mandate_of
from langnghe.shell.paging import page_of


@officer("casefiles.inspect")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The matters whose file an inspector may read, newest first; `?so=` one of them by its number."""
    sought = " ".join(request.GET.get("so", "").split())[:40]
    found = matters_of(mandate_of(request)).select_related("ward", "group").defer("text").order_by("-id")
    page = page_of(found.filter(_numbered(sought)) if sought else found, request)
    rows = [(matter, name_of(matter.topic)) for matter in page]
    return render(request, "casefiles/index.html", {"page": page, "rows": rows, "sought": sought})


def _numbered(sought: str) -> Q:
    """A serial, or the number alone; nothing where it is neither."""
    try:
        code, year, number = parse_serial(sought)
    except Refused:
        alone = sought.isascii() and sought.isdigit() and len(sought) < 9
        return Q(number=int(sought)) if alone else Q(pk__in=[])
    return Q(ward__code=code, year=year, number=number)


@officer("casefiles.make")
@require_safe
def case_file(request: HttpRequest, serial: str) -> HttpResponse:
    """What the file holds, who made it before, and the button that makes it."""
    return _page(request, _fetch(request, serial))


@officer("casefiles.make")
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
        "works": mandate_of(request).may("matters.work"),
        "public_photos": PublicPhoto.objects.filter(ward=found.ward_id, matter=found).count(),
    }  # fmt: skip
    return render(request, "casefiles/case_file.html", context, status=status)


def _fetch(request: HttpRequest, serial: str) -> Matter:
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        raise Http404 from None
    scope = matters_of(mandate_of(request)).filter(ward__code=code, year=year, number=number)
    related = ("ward", "group", "post", "joined_into__ward", "released_by__officer", "taken_back_by__officer")
    found = scope.select_related(*related, "released_by__post", "taken_back_by__post").first()
    if found is None:
        raise Http404
    return found
