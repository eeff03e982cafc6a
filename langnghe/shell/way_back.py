"""Where an officer came from: the list, with its filter and page, to which a page opened from it leads back.

The browser itself says which list it came from; after a step that led back to the same page it no longer does, so the
last list is kept in a cookie that only the mandate it was shown to can read. Neither leads
anywhere but to lists of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.functional import Promise

from langnghe.kernel import cookies
from langnghe.kernel.doors import door_of

View = Callable[..., HttpResponse]
COOKIE, SALT, PATH = "loi-ve", "langnghe.shell.way_back", "/can-bo/"
# Filters are short; whatever is longer than this was not made by hand.
LONGEST = 2_000


@dataclass(frozen=True)
class WayBack:
    """An address of ours and its name. `rows`: each row of that list can be pointed at by its key."""

    url: str
    name: str
    rows: bool = False


def a_list(name: "str | Promise", *, rows: bool = False) -> Callable[[View], View]:
    """A staff view of a list: pages opened from it lead back to it. Stands below the door of the view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def remembering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if request.method == "GET" and response.status_code == 200:
                _remember(request, response)
            return response

        remembering.list_name, remembering.list_rows = name, rows  # type: ignore[attr-defined]
        return remembering

    return decorate


def way_back(request: HttpRequest) -> WayBack | None:
    """The list this page was opened from; None when nobody knows."""
    found = (_list_at(request, address) for address in (_referring(request), _remembered(request)) if address)
    return next(filter(None, found), None)


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    address = request.get_full_path()
    if len(address) <= LONGEST:
        said = signing.dumps(address, salt=_salt(request))
        cookies.give(response, COOKIE, said, path=PATH)


def _remembered(request: HttpRequest) -> str:
    try:
        return str(signing.loads(cookies.read(request, COOKIE, PATH), salt=_salt(request)))
    except signing.BadSignature:
        return ""


def _referring(request: HttpRequest) -> str:
    """Path and query of the page of ours that the browser comes from."""
    try:
        there = urlsplit(request.headers.get("Referer", "")[: 2 * LONGEST])
        ours = there.netloc == request.get_host()
    except (ValueError, DisallowedHost):
        return ""
    return there._replace(scheme="", netloc="", fragment="").geturl() if ours else ""


def _list_at(request: HttpRequest, address: str) -> WayBack | None:
    """The list at an address, when there is one and the mandate may open it."""
    path = address.partition("?")[0]
    if not path.startswith(PATH) or len(address) > LONGEST:
        return None
    try:
        view: Any = resolve(path).func
    except Resolver404:
        return None
    door, name = door_of(view), getattr(view, "list_name", None)
    mandate = getattr(request, "mandate", None)
    if name is None or door is None or mandate is None or not mandate.may(door.capability):
        return None
    return WayBack(address, str(name), view.list_rows)


def _salt(request: HttpRequest) -> str:
    mandate = getattr(request, "mandate", None)
    return f"{SALT}.{mandate.id}" if mandate is not None else SALT
