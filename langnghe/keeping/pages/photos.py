"""Photos that stand as evidence: seen by who may open the promise, covered by who puts words on the board."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from langnghe.commitments import evidence
from langnghe.commitments.models import EvidencePhoto
from langnghe.files import serving
from langnghe.files.rules import Box
from langnghe.keeping.finding import Opened
from langnghe.keeping.pages.promise import fetch
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions.boxes import Grid, chosen
from langnghe.people.acting import mandate_of


@officer("commitments.see")
@require_safe
def picture(request: HttpRequest, serial: str, number: int, photo_id: UUID, *, small: bool = False) -> FileResponse:
    """The photo as it came, for who may open the promise."""
    return serving.answer(request, _photo(fetch(request, serial, number), photo_id).file, small=small)


@officer("commitments.release")
def cover(request: HttpRequest, serial: str, number: int, photo_id: UUID) -> HttpResponse:
    """Cover faces and plates; the covered copy, and it alone, then stands beside the promise for everybody."""
    opened = fetch(request, serial, number)
    photo, problem = _photo(opened, photo_id), ""
    if request.method == "POST":
        try:
            evidence.cover_photo(photo, _boxes(request, photo), by=mandate_of(request))
        except Refused as error:
            problem = error.message
        else:
            return redirect("keeping:promise", serial=serial, number=number)
    context = {
        "opened": opened, "matter": opened.matter, "number": number, "photo": photo, "problem": problem,
        "grid": Grid.over(photo.file.width, photo.file.height), "ticked": set(request.POST.getlist("o")),
        "drawn": request.POST.get("ve", "")[:8000],
    }  # fmt: skip
    return render(request, "keeping/cover.html", context, status=422 if problem else 200)


def _boxes(request: HttpRequest, photo: EvidencePhoto) -> list[Box]:
    if request.POST.get("viec") == "khong-che":
        return []
    grid = Grid.over(photo.file.width, photo.file.height)
    return chosen(grid, request.POST.getlist("o"), request.POST.get("ve", ""))


def _photo(opened: Opened, photo_id: UUID) -> EvidencePhoto:
    shown = [*opened.evidence, *(photo for doubt in opened.doubts for photo in doubt.photos)]
    found = next((photo for photo in shown if photo.id == photo_id), None)
    if found is None:
        raise Http404
    return found
