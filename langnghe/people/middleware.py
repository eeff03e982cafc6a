"""The doorkeeper: decides by the door a view declares, and hands officers' pages their mandate."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from langnghe.kernel.doors import Door, door_of
from langnghe.people import reads
from langnghe.people.models import Mandate, Officer
from langnghe.places.models import Ward

CHOSEN = "mandate"


class Doors:
    """Refuses every view that declares no door; enforces the door of the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.mandate = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        door = door_of(view)
        if door is None:
            raise PermissionDenied(f"{view!r} declares no door")
        return _GUARDS[door.kind](request, door)


def second_factor_done(request: HttpRequest) -> bool:
    """Whether this session was opened with a passkey, a one-time code or a recovery code."""
    return any(record.get("method") == "mfa" for record in request.session.get("account_authentication_methods", []))


def _public(request: HttpRequest, door: Door) -> HttpResponse | None:
    return None


def _setup(request: HttpRequest, door: Door) -> HttpResponse | None:
    if Ward.objects.exists():
        raise Http404
    return None


def _account(request: HttpRequest, door: Door) -> HttpResponse | None:
    return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())


def _officer(request: HttpRequest, door: Door) -> HttpResponse | None:
    if not isinstance(request.user, Officer):
        return redirect_to_login(request.get_full_path())
    if not second_factor_done(request):
        return redirect("people:security")
    mandate = _chosen_mandate(request, request.user)
    if mandate is None:
        return redirect("people:no_mandate")
    if not mandate.may(door.capability):
        raise PermissionDenied
    request.mandate = mandate  # type: ignore[attr-defined]
    return None


def _chosen_mandate(request: HttpRequest, officer: Officer) -> Mandate | None:
    mandates = reads.current_mandates(officer)
    chosen = request.session.get(CHOSEN)
    return next((m for m in mandates if str(m.id) == chosen), mandates[0] if mandates else None)


_GUARDS = {"public": _public, "setup": _setup, "account": _account, "officer": _officer}
