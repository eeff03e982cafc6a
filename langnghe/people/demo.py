"""The demo's sign-ins, through the same door as everybody's: a known password and a known one-time code."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from langnghe.people.models import Officer


@transaction.atomic
def set_up_sign_in(officer: Officer, password: str, totp_secret: str) -> None:
    """Give an officer this password and this one-time code secret (base 32). For the demo and for tests only."""
    officer.set_password(password)
    officer.save(update_fields=["password"])
    Authenticator.objects.filter(user=officer).delete()
    TOTP.activate(officer, totp_secret)
    RecoveryCodes.activate(officer)
