"""How tests open people's pages."""

from allauth.mfa.models import Authenticator
from django.urls import reverse

from langnghe.kernel.actors import system
from langnghe.kernel.ids import uuid7
from langnghe.people import actions, tokens
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page
from langnghe.testing.passkeys import give_passkey

PLAIN = [
    "account_login", "account_logout", "account_reauthenticate", "mfa_authenticate", "mfa_login_webauthn", "mfa_index",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "people:first_entry", "people:first_password", "people:second_step", "people:no_mandate", "people:choose_mandate",
    "people:choose_language", "people:password", "people:index", "people:posts", "people:access",
    "people:tokens", "people:make_token", "people:add_officer", "people:add_post", "people:give", "people:demo",
]  # fmt: skip


def _plain(name: str) -> None:
    @page(name)
    def address(cast: Cast) -> str:
        return reverse(name)


for _name in PLAIN:
    _plain(_name)


@page("mfa_edit_webauthn")
def edit_passkey(cast: Cast) -> str:
    return reverse("mfa_edit_webauthn", args=[_passkey(cast)])


@page("mfa_remove_webauthn")
def remove_passkey(cast: Cast) -> str:
    return reverse("mfa_remove_webauthn", args=[_passkey(cast)])


def _officer_page(name: str) -> None:
    @page(name)
    def address(cast: Cast) -> str:
        return reverse(name, args=[next(iter(cast.mandates.values())).officer_id])


for _name in ["people:officer", "people:disable", "people:slip"]:
    _officer_page(_name)


@page("people:withdraw_token")
def withdraw_token(cast: Cast) -> str:
    mandate = next(iter(cast.mandates.values()))
    known = tokens.standing(mandate).first()
    made = known or tokens.make_token(mandate, name="Tổng đài 1022", days=90, by=mandate)[0]
    return reverse("people:withdraw_token", args=[made.id])


@page("people:enable")
def enable(cast: Cast) -> str:
    by, name = system(cast.ward.id), f"cu-{uuid7().hex[:20]}"
    officer = actions.add_officer(cast.ward, username=name, name="Người Cũ", by=by)
    actions.disable_officer(officer, by=by)
    return reverse("people:enable", args=[officer.id])


def _mandate_page(name: str) -> None:
    @page(name)
    def address(cast: Cast) -> str:
        return reverse(name, args=[next(iter(cast.mandates.values())).id])


for _name in ["people:end", "people:hand_over"]:
    _mandate_page(_name)


@page("people:close_post")
def close_post(cast: Cast) -> str:
    return reverse("people:close_post", args=[next(iter(cast.mandates.values())).post_id])


def _passkey(cast: Cast) -> int:
    """A passkey of the first officer."""
    officer = next(iter(cast.mandates.values())).officer
    known = Authenticator.objects.filter(user=officer, type=Authenticator.Type.WEBAUTHN).first()
    return int((known or give_passkey(officer)).pk)
