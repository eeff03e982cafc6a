"""The first entry of a new officer, or the way back after a lost device: slip, password, second step."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.contrib.auth import logout, update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from langnghe.kernel.doors import account, public
from langnghe.kernel.refused import Refused
from langnghe.people import entrances
from langnghe.people.forms import PasswordForm, SlipForm
from langnghe.people.middleware import second_factor_done
from langnghe.people.models import Officer
from langnghe.people.pages.one_form import sent

ENTRANCE = "entrance"


@public
def first_entry(request: HttpRequest) -> HttpResponse:
    """Name and one-time code from the slip open a session that can do one thing: set up signing in."""
    form = SlipForm(sent(request))
    officer = _entering(request, form) if form.is_valid() else None
    if officer is None:
        return render(request, "people/first_entry.html", {"form": form})
    logout(request)
    record_authentication(request, officer, ENTRANCE, reauthenticated=True)
    get_adapter().login(request, officer)
    return redirect("people:first_password")


@account
def first_password(request: HttpRequest) -> HttpResponse:
    """Choose a password, or go on with a passkey alone."""
    officer = request.user
    if not isinstance(officer, Officer) or not _by_slip(request):
        return redirect("mfa_index")
    form = PasswordForm(sent(request), officer=officer)
    if form.is_valid():
        keep_password(request, officer, form.cleaned_data["password"])
        return redirect("people:second_step")
    return render(request, "people/first_password.html", {"form": form})


@account
def second_step(request: HttpRequest) -> HttpResponse:
    """Choose a passkey or one-time codes; nobody comes further without."""
    if second_factor_done(request):
        return redirect("mfa_index")
    said = {"has_password": _has_password(request), "by_slip": _by_slip(request)}
    return render(request, "people/second_step.html", said)


@public
def no_mandate(request: HttpRequest) -> HttpResponse:
    """What somebody reads whose account is closed or who has no mandate today."""
    return render(request, "people/no_mandate.html")


def keep_password(request: HttpRequest, officer: Officer, password: str) -> None:
    """Set the password and keep this session, the only one that stays."""
    entrances.choose_password(officer, password)
    update_session_auth_hash(request, officer)
    record_authentication(request, officer, "password", reauthenticated=True)


def _entering(request: HttpRequest, form: Form) -> Officer | None:
    """The officer of a right slip; ten wrong tries for a name in ten minutes make that name wait."""
    typed: dict[str, Any] = form.cleaned_data
    limit = {"action": "login_failed", "key": f"slip:{typed['username'].strip().lower()}"}
    if not ratelimit.consume(request, **limit):
        form.add_error(None, _("Tên này vừa được thử sai nhiều lần. Xin chờ 10 phút rồi gõ lại mã trên phiếu."))
        return None
    try:
        officer = entrances.enter(typed["username"], typed["code"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    ratelimit.clear(request, **limit)
    return officer


def _by_slip(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record["method"] == ENTRANCE for record in records) and not second_factor_done(request)


def _has_password(request: HttpRequest) -> bool:
    return isinstance(request.user, Officer) and request.user.has_usable_password()
