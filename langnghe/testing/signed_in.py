"""A browser in which an officer has signed in: the session the real door leaves, without walking through it.

`langnghe/people/tests/test_sign_in.py` holds it against a session made by password and one-time code over HTTP.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from langnghe.people.demo import set_up_sign_in
from langnghe.people.middleware import CHOSEN
from langnghe.people.models import Mandate, Officer
from langnghe.people.signing_in import AccountAdapter

PASSWORD = "mat-khau-cua-phuong"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def client_for(mandate: Mandate, *, language: str = "vi", second_factor: bool = True) -> Client:
    """A test client signed in as the officer of `mandate`, acting under it, normally with the second factor done."""
    client = Client(headers={"accept-language": language})
    client.cookies[settings.SESSION_COOKIE_NAME] = _session(mandate, second_factor)
    return client


def _session(mandate: Mandate, second_factor: bool) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    officer = mandate.officer
    factor = _second_factor(officer)
    with context.request_context(request):
        record_authentication(request, officer, "password", username=officer.username)
        if second_factor:
            record_authentication(request, officer, "mfa", id=factor.pk, type=factor.type)
        AccountAdapter().login(request, officer)
    request.session.set_expiry(0)
    request.session[CHOSEN] = str(mandate.id)
    request.session.save()
    return str(request.session.session_key)


def _second_factor(officer: Officer) -> Authenticator:
    totp = Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP)
    if not totp.exists():
        set_up_sign_in(officer, PASSWORD, TOTP_SECRET)
    return totp.get()
