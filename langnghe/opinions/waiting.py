"""Opinions that came in a flood: let in, set aside, dismiss, take back. Each tells whether it changed anything."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from langnghe.kernel.actors import Actor
from langnghe.kernel.clock import now
from langnghe.ledger.actions import record
from langnghe.opinions.models import Opinion

WAITS = Q(quarantined_at__isnull=False, dismissed_at=None)
DISMISSAL_REASONS = [
    ("flood", _("Gửi hàng loạt bằng máy")),
    ("advert", _("Quảng cáo, không phải việc của phường")),
    ("empty", _("Không có nội dung đọc được")),
    ("trial", _("Gửi thử")),
]


def let_in(opinion: Opinion, *, by: Actor) -> bool:
    """Put a waiting opinion on the officers' list: its browser or sender showed there is a person, or one looked."""
    return _change(opinion, "opinion.let_in", by, WAITS, quarantined_at=None)


def set_aside(opinion: Opinion, *, by: Actor) -> bool:
    """Let one that slipped in before the flood was noticed wait with the others.

    Not one that an officer took up: a person looked at it, its sender is answered and says whether a promise was kept.
    """
    only = Q(quarantined_at=None, channel="web", taken_up_at=None)
    return _change(opinion, "opinion.set_aside", by, only, quarantined_at=now())


def dismiss(opinion: Opinion, reason: str, *, by: Actor) -> bool:
    """Dismiss a waiting opinion for a reason of `DISMISSAL_REASONS`; it is kept, and the sender reads why."""
    if reason not in dict(DISMISSAL_REASONS):
        raise ValueError(reason)
    return _change(opinion, "opinion.dismissed", by, WAITS, {"reason": reason}, dismissed_at=now())


def take_back(opinion: Opinion, *, by: Actor) -> bool:
    """A dismissed opinion waits again."""
    return _change(opinion, "opinion.taken_back", by, Q(dismissed_at__isnull=False), dismissed_at=None)


@transaction.atomic
def _change(
    opinion: Opinion, kind: str, by: Actor, only: Q, facts: dict[str, str] | None = None, **change: datetime | None
) -> bool:
    """Change it if it still is as `only` says: of two hands at once only the first one's step happens."""
    changed = Opinion.objects.filter(only, id=opinion.id, ward=opinion.ward_id, erased_at=None).update(**change)
    if changed:
        subject, about = ("opinions", opinion.id), bytes(opinion.commitment)
        record(kind, ward_id=opinion.ward_id, subject=subject, by=by, facts=facts, about=about)
    return bool(changed)
