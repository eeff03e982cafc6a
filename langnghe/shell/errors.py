"""Pages for what went wrong: each says what to do next, and gives back what was written."""

import errno
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.kernel.doors import public
from langnghe.shell import kept, plain

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
POSTGRESQL_DISK_FULL = "53100"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 when too much was sent."""
    if isinstance(exception, TOO_LARGE):
        return _page(request, "too_large", 413)
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this officer's post does not carry the right."""
    return _page(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, "not_found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, and 503 when the disk is full. Needs neither database nor templates."""
    if disk_is_full(sys.exc_info()[1]):
        return plain.disk_full(request)
    return plain.server_error(request)


@public
def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form whose token no longer fits. What was written comes back, ready to be sent again."""
    form = kept.of(request)
    return render(request, "shell/errors/expired.html", {"kept": form}, status=403)


def refused(request: HttpRequest, message: str, status: int = 400) -> HttpResponse:
    """The sentence of a refusal."""
    return render(request, "shell/refused.html", {"message": message, "kept": kept.of(request)}, status=status)


def disk_is_full(error: BaseException | None) -> bool:
    """Whether an error means that no space is left, on either database or in a folder."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state == POSTGRESQL_DISK_FULL or "disk is full" in str(error)


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    return render(request, f"shell/errors/{name}.html", context, status=status)
