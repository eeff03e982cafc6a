"""What a browser fetches after a tap: the ground of the map in use, and its picture when it is a drawing."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import public
from langnghe.maps import reads
from langnghe.maps.models import BaseMap
from langnghe.maps.svg import LEVELS, style_sources
from langnghe.places.models import Ward
from langnghe.places.reads import open_ward_by_slug


@public
@require_safe
@gzip_page
@cache_control(public=True, max_age=60)
def ground(request: HttpRequest, slug: str) -> JsonResponse:
    """The plane of the map in use, where its picture is, and the groups' areas."""
    return JsonResponse(reads.ground(*_used(slug)))


@public
@require_safe
@gzip_page
@cache_control(public=True, max_age=3600)
@csp_replace({"default-src": ["'none'"], "style-src": style_sources(), "sandbox": True})  # type: ignore[arg-type]
def picture(request: HttpRequest, slug: str, level: int) -> HttpResponse:
    """The drawing as SVG; a picture has an address of its own among the files."""
    base, _ward = _used(slug)
    if base.kind != "geojson" or level >= len(LEVELS):
        raise Http404
    return HttpResponse(reads.picture(base, level), content_type="image/svg+xml; charset=utf-8")


def _used(slug: str) -> tuple[BaseMap, Ward]:
    ward = open_ward_by_slug(slug)
    base = reads.in_use(ward) if ward else None
    if ward is None or base is None:
        raise Http404
    return base, ward
