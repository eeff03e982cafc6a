"""The demo's sign-ins, through the same door as everybody's: a known password and known one-time codes."""

from dataclasses import dataclass
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import make_password
from django.db import transaction

from langnghe.kernel.clock import now
from langnghe.people import reads
from langnghe.people.models import Mandate, Officer

# Public on purpose: the demo's password stands on its own page and in the guide.
PASSWORD = "lang-nghe-demo"  # noqa: S105
PERIOD = 30


@dataclass(frozen=True)
class SignIn:
    """What a newcomer needs to sign in as one officer of the demo."""

    mandate: Mandate
    code: str


@transaction.atomic
def set_up_sign_in(officer: Officer, password: str, totp_secret: str) -> None:
    """Give an officer this password and this one-time code secret (base 32). For the demo and for tests only."""
    officer.password = _encoded(password)
    officer.save(update_fields=["password"])
    Authenticator.objects.filter(user=officer).delete()
    TOTP.activate(officer, totp_secret)
    RecoveryCodes.activate(officer)


@cache
def _encoded(password: str) -> str:
    """Worked out once: a password that stands on a page needs no salt of its own for each officer."""
    return make_password(password)


def sign_ins() -> list[SignIn]:
    """Every officer with a mandate and one-time codes, with the code of this moment."""
    factors = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__is_active=True).select_related("user")
    found = [(factor, reads.current_mandates(factor.user)) for factor in factors.order_by("user__username")]
    return [SignIn(mandates[0], current_code(decrypt(factor.data["secret"]))) for factor, mandates in found if mandates]


def recovery_codes(officer: Officer) -> list[str]:
    """The recovery codes an officer has left."""
    return list(RecoveryCodes.activate(officer).get_unused_codes())


def current_code(secret: str) -> str:
    """The six digits that a phone with this secret shows now."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def seconds_left() -> int:
    """How long the present codes are shown on phones."""
    return PERIOD - int(now().timestamp()) % PERIOD
