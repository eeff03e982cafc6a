"""How long a session stays open (ASVS 7.3): not idle for long, never longer than a shift. Marks lie in the session."""

from django.conf import settings
from django.http import HttpRequest

from langnghe.kernel.clock import now

OPENED, SEEN = "opened", "seen"
# The mark is moved at most this often, so that reading pages does not write to the database each time.
STEP = 60


def begin(request: HttpRequest) -> None:
    """Note that a session was opened at this moment."""
    request.session[OPENED] = request.session[SEEN] = int(now().timestamp())


def still_open(request: HttpRequest) -> bool:
    """Whether the session is neither idle nor too old; being seen moves the idle mark."""
    moment = int(now().timestamp())
    opened, seen = request.session.get(OPENED, 0), request.session.get(SEEN, 0)
    idle, old = moment - seen > settings.IDLE_MINUTES * 60, moment - opened > settings.SIGNED_IN_HOURS * 3600
    if idle or old:
        return False
    if moment - seen > STEP:
        request.session[SEEN] = moment
    return True
