"""Handing deliveries to a channel, by lease: killed at any moment, nothing is lost.

A mail server cannot be asked whether it has a mail. What can be known is kept: `begin`, then `hand` right before the
last dot, then `sent`. Killed before `hand`, the other side surely has nothing; killed after it, there is a doubt. One
in doubt counts as sent once its letterbox was confirmed; else it goes again, byte for byte the same mail: a question
that never arrives is worse than the same mail twice, and most mailboxes show one of two alike. docs/decisions/mails.md.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.notices.models import Delivery

LEASE = timedelta(minutes=3)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)  # RFC 5321, section 4.5.4.1: at least 30 minutes, give up after 4 to 5 days
GIVE_UP = timedelta(days=5)


def claim(limit: int) -> list[Delivery]:
    """Lease messages that are due, oldest first; nobody else sends them until the lease ends."""
    moment, lease = now(), uuid7()
    due = list(_claimable(moment).order_by("due_at", "id").values_list("id", flat=True)[:limit])
    if not due:
        return []
    with transaction.atomic():
        _claimable(moment).filter(id__in=due).update(lease=lease, leased_until=moment + LEASE)
    leased = Delivery.objects.filter(lease=lease, id__in=due).select_related("letterbox", "ward")
    return list(leased.order_by("due_at", "id"))


def _claimable(moment: datetime) -> QuerySet[Delivery]:
    waiting = Delivery.objects.filter(state="waiting", due_at__lte=moment)
    return waiting.filter(Q(leased_until=None) | Q(leased_until__lt=moment))


def begin(delivery: Delivery) -> bool:
    """Note that the channel gets it now; False when the lease was lost or nobody wants it any more."""
    mine = Delivery.objects.filter(id=delivery.id, lease=delivery.lease, state="waiting", letterbox__ended_at=None)
    if delivery.handed_at and delivery.code == "confirm" and delivery.letterbox.confirmed_at:
        sent(delivery)
        return False
    # The mail in doubt must be the same again, so its moment stays.
    moment = delivery.began_at if delivery.handed_at and delivery.began_at else now()
    delivery.began_at = moment
    return mine.update(began_at=moment, leased_until=now() + LEASE) == 1


def hand(delivery: Delivery) -> bool:
    """Note that the other side may have it from now on; False when the lease was lost or nobody wants it any more."""
    mine = Delivery.objects.filter(id=delivery.id, lease=delivery.lease, state="waiting", letterbox__ended_at=None)
    return mine.update(handed_at=now()) == 1


def sent(delivery: Delivery) -> None:
    """The channel has taken it."""
    _close(delivery, state="sent", sent_at=now(), last_error="")


def refused(delivery: Delivery) -> None:
    """The other side said that it does not have it: no doubt is left."""
    Delivery.objects.filter(id=delivery.id, lease=delivery.lease).update(handed_at=None)


def put_back(delivery: Delivery, error: str) -> None:
    """It could not be handed over now: later again, each time later, for five days; then a person has to look."""
    if now() - delivery.prepared_at > GIVE_UP:
        fail(delivery, error)
        return
    attempts = delivery.attempts + 1
    _close(delivery, attempts=attempts, due_at=now() + pause(attempts), last_error=error[:80])


def fail(delivery: Delivery, error: str) -> None:
    """It will never be taken as it is: a dead letter that staff see."""
    _close(delivery, state="failed", attempts=delivery.attempts + 1, last_error=error[:80])


def pause(attempts: int) -> timedelta:
    """How long a message waits after that many failures: 1 minute, then twice as long each time, at most 30."""
    return min(FIRST_PAUSE * int(2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


def _close(delivery: Delivery, **changes: object) -> None:
    mine = Delivery.objects.filter(id=delivery.id, lease=delivery.lease, state="waiting")
    mine.update(lease=None, leased_until=None, **changes)
