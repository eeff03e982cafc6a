"""What a reader chose for this browser: language and light or dark. Kept in a cookie, never on the server."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from langnghe.kernel import cookies
from langnghe.kernel.doors import public

# The first is also in the settings, for Django reads it.
LANGUAGE_COOKIE, SCHEME_COOKIE = "ngon-ngu", "nen"
SCHEMES = ("light", "dark")
YEAR = 365 * 24 * 3600


def scheme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or empty: as the device says."""
    chosen = cookies.read(request, SCHEME_COOKIE)
    return chosen if chosen in SCHEMES else ""


# Exempt, because a token would put a cookie on everybody who only reads; all it could change is a colour or a language.
@public
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in Vietnamese or English."""
    chosen = request.POST.get("language")
    response = _back(request)
    if chosen in dict(settings.LANGUAGES):
        cookies.give(response, LANGUAGE_COOKIE, chosen, seconds=YEAR)
    return response


@public
@csrf_exempt
@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    chosen = request.POST.get("scheme")
    response = _back(request)
    if chosen in SCHEMES:
        cookies.give(response, SCHEME_COOKIE, chosen, seconds=YEAR)
    else:
        cookies.drop(response, SCHEME_COOKIE)
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe and target.startswith("/") else "/")
