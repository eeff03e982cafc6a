"""Names of cookies: over https with the prefix that makes browsers hold to where they come from (RFC 6265bis, 4.1.3).

`__Host-`: secure, of this host alone, for all its addresses. One that is meant for a few addresses only cannot have it
and has `__Secure-`. Over plain http, in a hall's own network, browsers take neither: there the names stand as they are.
"""

from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def name_of(name: str, path: str = "/") -> str:
    """What the cookie is called here, when it is sent to the addresses below `path`."""
    if not settings.HTTPS:
        return name
    return f"__Host-{name}" if path == "/" else f"__Secure-{name}"


def read(request: HttpRequest, name: str, path: str = "/") -> str:
    """What it says; empty without one."""
    return request.COOKIES.get(name_of(name, path), "")


def read_also_old(request: HttpRequest, name: str, path: str) -> str:
    """The same; one that was set before names had prefixes counts too. Only for what proves nothing but sameness."""
    return read(request, name, path) or request.COOKIES.get(name, "")


def give(
    response: HttpResponseBase, name: str, value: str, *, path: str = "/", seconds: int | None = None,
    samesite: Literal["Lax", "Strict"] = "Lax",
) -> None:  # fmt: skip
    """Set it: out of scripts' reach, over https only where the site is; without `seconds` until the browser closes."""
    response.set_cookie(
        name_of(name, path), value, max_age=seconds, path=path, httponly=True, samesite=samesite, secure=settings.HTTPS
    )


def drop(response: HttpResponseBase, name: str, *, path: str = "/", samesite: Literal["Lax", "Strict"] = "Lax") -> None:
    """Let the browser forget it. A prefixed cookie is only replaced by one that is secure too."""
    response.set_cookie(
        name_of(name, path), "", max_age=0, expires="Thu, 01 Jan 1970 00:00:00 GMT", path=path, httponly=True,
        samesite=samesite, secure=settings.HTTPS,
    )  # fmt: skip
