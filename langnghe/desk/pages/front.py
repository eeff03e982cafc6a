"""Public pages before any receipt: the front page and a ward's home."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from langnghe.desk import board
from langnghe.kernel.doors import public
from langnghe.places.models import Ward
from langnghe.places.reads import open_ward_by_slug, open_wards


@public
def front(request: HttpRequest) -> HttpResponse:
    """The first page: the ward's home when there is one ward, else a list to choose from."""
    wards = open_wards()
    if not wards:
        return redirect("house:setup")
    if len(wards) == 1:
        return redirect("desk:ward", slug=wards[0].slug)
    return render(request, "desk/front.html", {"wards": wards, "demo": settings.DEMO})


@public
def ward(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward's home for residents."""
    found = open_ward_by_slug(slug)
    if found is None:
        return _successor_or_404(slug)
    return render(request, "desk/ward.html", {"ward": found, "place": found, **board.glance(found)})


def _successor_or_404(slug: str) -> HttpResponse:
    merged = Ward.objects.filter(slug=slug, successor__isnull=False).select_related("successor").first()
    if merged is None or merged.successor is None:
        raise Http404
    return redirect("desk:ward", slug=merged.successor.slug)
