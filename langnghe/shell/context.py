"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from langnghe.kernel import disk
from langnghe.kernel.actors import Bearer
from langnghe.shell.choices import scheme_of
from langnghe.shell.navigation import grouped, links_for

LAYERS = ["tokens", "base", "layout", "components", "lists", "forms", "more", "print"]
SHEETS = [f"shell/css/{layer}.css" for layer in LAYERS]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The acting mandate (or None), the ward of the page, navigation and the reader's choices.

    A view names the ward of a public page by `request.ward` or by `place` in its own context.
    """
    mandate = getattr(request, "mandate", None)
    place = getattr(request, "ward", None) or (mandate.ward if mandate else None)
    return {
        "mandate": mandate,
        "language": (get_language() or "vi")[:2],
        "user": getattr(request, "user", None),
        "place": place,
        "rooms": grouped(links_for(mandate, request.path)),
        "scheme": scheme_of(request),
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "home": _home(mandate, place),
        "source": _address("house:source", "/ma-nguon/"),
        "sheets": SHEETS,
        "disk_warning": disk.warning() if mandate and mandate.may("jobs.read") else "",
    }


def _home(mandate: Bearer | None, place: Any) -> str:
    if mandate:
        return _address(str(settings.LOGIN_REDIRECT_URL), "/")
    return f"/{place.slug}/" if place else "/"


def _address(name: str, otherwise: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return otherwise
