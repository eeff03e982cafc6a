"""Letting browsers and proxies keep a public page for a moment, and answering 304 when it is still the same."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

View = Callable[..., HttpResponse]


def public_for(seconds: int) -> Callable[[View], View]:
    """A page everybody sees alike may be kept for so long; who is signed in or chose something gets their own."""

    def decorate(view: View) -> View:
        @wraps(view)
        def keeping(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if request.method not in {"GET", "HEAD"} or response.status_code != 200:
                return response
            return _kept(request, response, seconds)

        return keeping

    return decorate


def _kept(request: HttpRequest, response: HttpResponse, seconds: int) -> HttpResponse:
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=seconds)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
