"""The doorkeeper: decides by the door a view declares, and hands officers' pages their mandate."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from langnghe.kernel import rates
from langnghe.kernel.doors import Door, door_of
from langnghe.kernel.problems import problem
from langnghe.kernel.speaking import speak_of
from langnghe.people import reads, sessions, tokens
from langnghe.people.models import Mandate, Officer
from langnghe.places.models import Ward
from langnghe.places.reads import known_ward_by_slug
from langnghe.shell import kept

CHOSEN = "mandate"
_log = logging.getLogger(__name__)


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
        refused = _GUARDS[door.kind](request, door)
        _speak_of_its_ward(request, kwargs.get("slug"))
        return refused

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Asks for the password or key again.

        Before allauth does: it would put the whole request (address, browser, typed passwords) into the session.
        """
        if not isinstance(exception, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        return redirect_to_login(request.get_full_path(), methods[0]["url"]) if methods else None


def _speak_of_its_ward(request: HttpRequest, slug: str | None) -> None:
    """A page of a xã calls it xã: its ward is the mandate's, or the one in a public address."""
    mandate: Mandate | None = request.mandate  # type: ignore[attr-defined]
    ward = mandate.ward if mandate else known_ward_by_slug(slug) if slug else None
    if ward:
        speak_of(ward.name)


def second_factor_done(request: HttpRequest) -> bool:
    """Whether this session was opened with a passkey, a one-time code or a recovery code of this very officer."""
    user = request.user
    records = get_authentication_records(request, user) if isinstance(user, Officer) else []
    return any(record.get("method") == "mfa" for record in records)


def _public(request: HttpRequest, door: Door) -> HttpResponse | None:
    return None


def _setup(request: HttpRequest, door: Door) -> HttpResponse | None:
    if Ward.objects.exists():
        raise Http404
    return None


def _account(request: HttpRequest, door: Door) -> HttpResponse | None:
    closed = _closed(request)
    if closed is None and isinstance(request.user, Officer) and second_factor_done(request):
        request.mandate = _chosen_mandate(request, request.user)  # type: ignore[attr-defined]
    return closed


def _officer(request: HttpRequest, door: Door) -> HttpResponse | None:
    closed = _closed(request)
    if closed or not isinstance(request.user, Officer):
        return closed
    if not second_factor_done(request):
        return redirect("people:second_step")
    mandate = _chosen_mandate(request, request.user)
    if mandate is None:
        logout(request)
        return redirect("people:no_mandate")
    if not mandate.may(door.capability):
        _note_refused(mandate, door.capability)
        raise PermissionDenied
    request.mandate = mandate  # type: ignore[attr-defined]
    return None


def _closed(request: HttpRequest) -> HttpResponse | None:
    """Where to send someone whose session is not open: never opened, idle for too long, or too old."""
    known = isinstance(request.user, Officer)
    if known and sessions.still_open(request):
        return None
    if known:
        logout(request)
    written = kept.of(request)
    if written and written.words:
        return render(request, "people/signed_out.html", {"kept": written}, status=403)
    if not known:
        return redirect_to_login(request.get_full_path())
    messages.info(request, _("Phiên làm việc đã đóng để giữ an toàn cho máy dùng chung. Xin đăng nhập lại."))
    return redirect_to_login(request.get_full_path())


def _chosen_mandate(request: HttpRequest, officer: Officer) -> Mandate | None:
    """The mandate this session acts under; None when it has ended, even if the officer holds others."""
    mandates = reads.current_mandates(officer)
    if CHOSEN not in request.session and mandates:
        request.session[CHOSEN] = str(mandates[0].id)
    return next((mandate for mandate in mandates if str(mandate.id) == request.session.get(CHOSEN)), None)


def _token(request: HttpRequest, door: Door) -> HttpResponse | None:
    """A program: by its token alone. What a browser remembers opens nothing here."""
    held = tokens.held_by(_bearer(request))
    if held is None:
        sentence = _("Thiếu mã, hoặc mã sai, hết hạn, đã thu hồi. Xin làm mã mới ở trang của cán bộ.")
        return problem(401, "token", sentence, headers={"WWW-Authenticate": 'Bearer realm="Lang Nghe"'})
    wait = rates.wait_seconds(settings.DATA / "rates", held.token.id.hex, settings.API_RATE)
    if wait:
        sentence = _("Hỏi nhiều quá trong một phút. Xin chờ rồi hỏi tiếp.")
        return problem(429, "rate", sentence, headers={"Retry-After": str(wait)})
    tokens.note_use(held.token)
    if not held.mandate.may(door.capability):
        _note_refused(held.mandate, door.capability)
        return problem(403, "capability", _("Nhiệm vụ của mã này không được làm việc này."))
    if door.writes and not held.token.may_write:
        _note_refused(held.mandate, f"{door.capability} to write, with a token that only reads")
        return problem(403, "read_only", _("Mã này chỉ được đọc. Muốn ghi thì làm mã khác, đánh dấu «được ghi»."))
    request.mandate, request.token = held.mandate, held.token  # type: ignore[attr-defined]
    return None


def _note_refused(mandate: Mandate, what: str) -> None:
    """Into the machine's log (ASVS 16.3.2): who acted and what was refused, never from where or about whom."""
    _log.warning("mandate %s (%s) was refused %s", mandate.id, mandate.role, what)


def _bearer(request: HttpRequest) -> str:
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if kind.lower() == "bearer" else ""


_GUARDS = {"public": _public, "setup": _setup, "account": _account, "officer": _officer, "token": _token}
