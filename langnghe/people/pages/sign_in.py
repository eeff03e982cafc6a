"""allauth's pages that exist here, each with its door. There is no signing up and no e-mail."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from langnghe.kernel.doors import account, public
from langnghe.people.entrances import note_change
from langnghe.people.models import Officer


class SignIn(LoginView):
    """Name and password, or a passkey; the demo shows where its sign-ins stand."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo": settings.DEMO}


class AddPasskey(AddWebAuthnView):
    """Add a passkey: always one that can sign in by itself, with a finger, a face or a PIN."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_added(self.request, Authenticator.Type.WEBAUTHN, "passkey_added")
        return response


class ActivateCodes(ActivateTOTPView):
    """Set up one-time codes on a phone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "secret_groups": [secret[at : at + 4] for at in range(0, len(secret), 4)]}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_added(self.request, Authenticator.Type.TOTP, "codes_added")
        return response


class DeactivateCodes(DeactivateTOTPView):
    """Remove the one-time codes; refused when nothing else is left."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _changed(self.request, "codes_removed")
        return response


class _OwnPasskey:
    """Somebody else's passkey is like one that never was, before anything is asked."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.WEBAUTHN, pk=kwargs["pk"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class EditPasskey(_OwnPasskey, EditWebAuthnView):
    """Rename a passkey."""

    success_url = reverse_lazy("mfa_index")


class RemovePasskey(_OwnPasskey, RemoveWebAuthnView):
    """Remove a passkey; refused when nothing else is left."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not mfa_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, _("Đây là cách xác nhận cuối cùng. Xin thêm một cách khác trước khi bỏ."))
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        _changed(self.request, "passkey_removed")
        return response


class GenerateCodes(GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones end."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _changed(self.request, "recovery_codes_made")
        return response


class ReauthenticateByPasskey(ReauthenticateWebAuthnView):
    """Show the passkey again; after a failed try the same page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        super().form_invalid(form)
        return redirect(self.request.get_full_path())


@account
def list_passkeys(request: HttpRequest) -> HttpResponse:
    """Passkeys stand on the page of one's account."""
    return redirect("mfa_index")


def _factor_added(request: HttpRequest, kind: str, what: str) -> None:
    """A factor was just used to prove that it works: this session has its second factor."""
    added = Authenticator.objects.filter(user=request.user, type=kind).order_by("-pk").first()
    post_authentication(request, added, reauthenticated=True)
    _changed(request, what)


def _changed(request: HttpRequest, what: str) -> None:
    if isinstance(request.user, Officer):
        note_change(request.user, what)


login = public(SignIn.as_view())
logout = public(LogoutView.as_view())
authenticate = public(AuthenticateView.as_view())
login_by_passkey = public(LoginWebAuthnView.as_view())
reauthenticate = account(ReauthenticateView.as_view())
reauthenticate_by_code = account(ReauthenticateByCodeView.as_view())
reauthenticate_by_passkey = account(ReauthenticateByPasskey.as_view())
activate_codes = account(ActivateCodes.as_view())
deactivate_codes = account(DeactivateCodes.as_view())
view_recovery_codes = account(ViewRecoveryCodesView.as_view())
generate_recovery_codes = account(GenerateCodes.as_view())
add_passkey = account(AddPasskey.as_view())
edit_passkey = account(EditPasskey.as_view())
remove_passkey = account(RemovePasskey.as_view())
