"""The officer's page that covers a photo before anybody outside may see it, and the pictures behind its door."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from langnghe.files import serving
from langnghe.files.models import File
from langnghe.kernel.doors import officer
from langnghe.kernel.refused import Refused
from langnghe.opinions import photos
from langnghe.opinions.boxes import Grid, chosen
from langnghe.opinions.models import Opinion, Photo
from langnghe.opinions.pages.staff import fetch
from langnghe.people.acting import mandate_of

ORIGINAL, COVERED, SMALL = "goc", "che", "nho"


@officer("opinions.cover")
def cover(request: HttpRequest, serial: str, photo_id: UUID) -> HttpResponse:
    """The photo as it stands, boxes to draw or squares to tick; covering shows the result and publishes nothing."""
    opinion = fetch(request, serial)
    photo = _photo(opinion, photo_id)
    if request.method != "POST":
        return _page(request, opinion, photo)
    try:
        _act(request, photo)
    except Refused as error:
        return _page(request, opinion, photo, problem=error.message, status=422)
    return redirect("opinions:cover", serial=opinion.serial, photo_id=photo.id)


@officer("opinions.read")
@require_safe
def picture(request: HttpRequest, serial: str, photo_id: UUID, which: str) -> FileResponse:
    """One picture of the photo for those who may read the opinion: as it came, covered, or small as it stands."""
    photo = _photo(fetch(request, serial), photo_id)
    files: dict[str, File | None] = {ORIGINAL: photo.file, COVERED: photo.covered, SMALL: photo.covered or photo.file}
    file = files.get(which)
    if file is None:
        raise Http404
    return serving.answer(request, file, small=which == SMALL)


def _act(request: HttpRequest, photo: Photo) -> None:
    by = mandate_of(request)
    act = request.POST.get("viec", "")
    if act == "lam-lai":
        photos.uncover(photo, by=by)
    elif act == "khong-che":
        photos.cover(photo, [], by=by)
    else:
        grid = Grid.over(photo.file.width, photo.file.height)
        photos.cover(photo, chosen(grid, request.POST.getlist("o"), request.POST.get("ve", "")), by=by)


def _page(
    request: HttpRequest, opinion: Opinion, photo: Photo, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "opinion": opinion, "photo": photo, "shown": photo.covered or photo.file,
        "which": COVERED if photo.covered else ORIGINAL, "grid": Grid.over(photo.file.width, photo.file.height),
        "problem": problem, "ticked": set(request.POST.getlist("o")), "drawn": request.POST.get("ve", "")[:8000],
        "others": [other for other in photos.of(opinion) if other.id != photo.id],
    }  # fmt: skip
    return render(request, "opinions/cover.html", context, status=status)


def _photo(opinion: Opinion, photo_id: UUID) -> Photo:
    photo = photos.photo_of(opinion, photo_id)
    if photo is None:
        raise Http404
    return photo
