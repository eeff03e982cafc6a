"""What a reader chose for this browser: language and light or dark. Kept in a cookie, never on the server."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from langnghe.kernel.doors import public

SCHEME_COOKIE = "nen"
SCHEMES = ("light", "dark")
YEAR = 365 * 24 * 3600


def scheme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or empty: as the device says."""
    chosen = request.COOKIES.get(SCHEME_COOKIE, "")
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
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@public
@csrf_exempt
@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    chosen = request.POST.get("scheme")
    response = _back(request)
    if chosen in SCHEMES:
        _keep(response, SCHEME_COOKIE, chosen)
    else:
        response.delete_cookie(SCHEME_COOKIE, samesite="Lax")
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe and target.startswith("/") else "/")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
