"""How officers sign in: password plus one-time code, or a passkey (django-allauth), and what of it is kept: no address.

allauth's own defaults limit per address and its mails and suspended requests carry address and browser; none of that
is on here: limits are per account (settings), `client_ip` knows nothing, and people.middleware redirects before a
request could be suspended. `tests/test_no_address.py` looks into every table.
"""

import base64
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from langnghe.kernel import cookies
from langnghe.people import keys, reads, sessions
from langnghe.people.entrances import has_second_factor
from langnghe.people.models import Officer
from langnghe.shell.choices import LANGUAGE_COOKIE, YEAR

_log = logging.getLogger(__name__)
_FACTOR = b"langnghe/second-factor/v1"


class ByUsername(BaseBackend):
    """Checks name and password; an officer who was disabled is nobody at once, in every open session."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Officer | None:
        officer = Officer.objects.filter(username=(username or "").lower()).first()
        if officer is None:
            # As slow as for a name that exists, so that time tells nothing about names.
            Officer().set_password(password)
            return None
        return officer if officer.is_active and officer.check_password(password or "") else None

    def get_user(self, user_id: Any) -> Officer | None:
        return Officer.objects.filter(pk=user_id, is_active=True).first()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator, never by signing up; nothing about the visitor's machine is kept."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Stops whoever has no second factor yet (a password alone opens nothing) or no mandate today."""
        refusal: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refusal is None and isinstance(user, Officer):
            refusal = _stopped(user)
            if refusal:
                clear_login(request)
        return refusal

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        sessions.begin(request)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        # Nobody owns an account of the demo: who reads in English goes on in English.
        if isinstance(user, Officer) and not settings.DEMO:
            remember_language(response, user.language)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return redirect("people:no_mandate")

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """The passkey first for who came in with it: that device is at hand."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_passkey = did_use_passwordless_login(self.request, user)
        return sorted(methods, key=lambda method: by_passkey and not method["id"].endswith(":webauthn"))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: those mails would carry the address and the browser of a machine."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address: no limit of ours counts by it."""
        return ""

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count for an account, whatever host name the browser used and however the name is written."""
        return str(credentials.get("username", "")).strip().lower()


class MFAAdapter(DefaultMFAAdapter):
    """The second factors: named for people, secrets encrypted with a key outside the database."""

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(12)
        return base64.b64encode(nonce + AESGCM(keys.sign_in_key()).encrypt(nonce, text.encode(), _FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; when its key is lost a random one, so that no code fits and a new slip is needed."""
        content = base64.b64decode(encrypted_text)
        try:
            return AESGCM(keys.sign_in_key()).decrypt(content[:12], content[12:], _FACTOR).decode()
        except (InvalidTag, ValueError):
            _log.error("the key of the second factors is not the one that sealed them; officers need new slips")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """One passkey or the one-time codes must stay: a password alone opens nothing."""
        own = Authenticator.objects.filter(user_id=authenticator.user_id)
        others = own.exclude(pk=authenticator.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(authenticator.type == Authenticator.Type.RECOVERY_CODES or others.exists())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Lắng Nghe"}


def display(user: Officer) -> str:
    """How allauth names an officer in greetings and passkeys."""
    return user.name


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser ask for pages in the officer's language."""
    cookies.give(response, LANGUAGE_COOKIE, language, seconds=YEAR)


def _stopped(officer: Officer) -> HttpResponse | None:
    if not has_second_factor(officer):
        return redirect("people:first_entry")
    return None if reads.current_mandates(officer) else redirect("people:no_mandate")
