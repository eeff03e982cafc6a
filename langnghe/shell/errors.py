"""Pages for what went wrong: each says what to do next, and gives back what was written."""

import errno
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from langnghe.kernel.doors import public
from langnghe.shell import kept, plain

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
POSTGRESQL_DISK_FULL = "53100"
# A disk or a database that fails, and may be well again in a minute: nothing was answered for, so nothing was taken.
DISK_FAILS = {errno.EIO, errno.EROFS}
SQLITE_FAILS = ("disk I/O error", "unable to open database file", "readonly database")
POSTGRESQL_FAILS = {None, "58030", "57P01", "57P02", "57P03", "57P05"}


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
    """500, and 503 when the disk is full or does not answer. Needs neither database nor templates."""
    error = sys.exc_info()[1]
    if disk_is_full(error):
        return plain.disk_full(request)
    if cannot_write(error):
        return plain.not_written(request)
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


def cannot_write(error: BaseException | None) -> bool:
    """Whether disk or database failed under us: an error of theirs, which sending again may find mended."""
    if isinstance(error, OSError):
        return error.errno in DISK_FAILS
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if any(words in str(error) for words in SQLITE_FAILS):
        return True
    of_postgresql = type(error.__cause__).__module__.startswith("psycopg")
    return of_postgresql and getattr(error.__cause__, "sqlstate", None) in POSTGRESQL_FAILS


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    return render(request, f"shell/errors/{name}.html", context, status=status)
