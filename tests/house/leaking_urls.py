"""A product with holes, on which the access matrix proves that it sees them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from langnghe.kernel.doors import officer, public
from langnghe.people.models import Mandate


def closed(request: HttpRequest) -> HttpResponse:
    """Declares no door: nobody passes."""
    return HttpResponse("closed")


@public
def ajar(request: HttpRequest) -> HttpResponse:
    """Breaks on POST."""
    if request.method == "POST":
        raise ValueError("ajar")
    return HttpResponse("open")


@officer("people.read")
def row(request: HttpRequest, id: UUID) -> HttpResponse:
    """Forgets the ward: any officer reads any mandate."""
    found = Mandate.objects.filter(id=id).first()
    return HttpResponse(f"{found.id} {found.officer}" if found else "", status=200 if found else 404)


@officer("people.read")
def count(request: HttpRequest) -> HttpResponse:
    """Forgets the ward: counts everybody."""
    return HttpResponse(f"{Mandate.objects.count()} {list(Mandate.objects.values_list('id', flat=True))}")


urlpatterns = [
    path("closed/", closed, name="closed"),
    path("ajar/", ajar, name="ajar"),
    path("row/<uuid:id>/", row, name="row"),
    path("count/", count, name="count"),
]
