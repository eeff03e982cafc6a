"""How a program learns that nothing changed since it last fetched a file, without learning more than that.

The mark rests on the ward's pulse, which beats with every step, of things nobody outside may know too. So it is looked
at every five minutes at most: neither when something happened can be told from it, nor how often.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.cache import caches

from langnghe.kernel.clock import local_today, now
from langnghe.ledger import reads as ledger
from langnghe.places.models import Ward

FRESH = timedelta(minutes=5)
KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Mark:
    """`code` changes when a file may have changed; `since`: when that was first seen; `looked`: and last looked at."""

    code: str
    since: datetime
    looked: datetime
    day: date


def mark_of(ward: Ward) -> Mark | None:
    """The mark of a ward's files; None while a follower still works, when nobody can say. Read it before the rows.

    How many say "I have this too" is no step; that column may be a day old where a file was kept.
    """
    shared, key, today = caches["default"], f"opendata:mark:{ward.id}", local_today()
    known: Mark | None = shared.get(key)
    if known is not None and known.day == today and now() - known.looked < FRESH:
        return known
    pulse = ledger.pulse([ward.id])
    if pulse is None:
        return None
    code = hashlib.sha256(repr((today, settings.PUBLIC_ADDRESS, pulse)).encode()).hexdigest()[:24]
    moment = now().replace(microsecond=0)
    since = known.since if known is not None and known.code == code else moment
    found = Mark(code, since, moment, today)
    shared.set(key, found, KEPT_SECONDS)
    return found
