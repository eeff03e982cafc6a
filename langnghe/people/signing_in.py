"""How officers sign in: password plus one-time code, or a passkey (django-allauth)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from langnghe.people.models import Officer


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
            Officer().set_password(password)
            return None
        return officer if officer.is_active and officer.check_password(password or "") else None

    def get_user(self, user_id: Any) -> Officer | None:
        return Officer.objects.filter(pk=user_id, is_active=True).first()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """The second factors and their names."""
