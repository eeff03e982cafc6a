"""Done jobs go after a month: what happened stands in the entries, and a table that only grows slows nothing else down.

What waits and what failed too often stays, however old.
"""

import time
from datetime import datetime, timedelta
from uuid import UUID

from langnghe.kernel.clock import now
from langnghe.kernel.ids import first_of
from langnghe.ledger.models import Job

KEPT = timedelta(days=30)
AT_ONCE = 500


def prune(seconds: float) -> int:
    """Remove what was done longer ago, some hundred at a time so that nobody waits, and no longer than so many seconds.

    How many went; the oldest go first, so that the next call goes on.
    """
    before, last, gone = now() - KEPT, UUID(int=0), 0
    until = time.monotonic() + seconds
    while time.monotonic() < until and (some := _old(before, last)):
        gone += Job.objects.filter(id__in=some).delete()[0]
        last = some[-1]
    return gone


def _old(before: datetime, after: UUID) -> list[UUID]:
    """In the order of ids, which is that of time: no index of its own is needed."""
    old = Job.objects.filter(id__gt=after, id__lt=first_of(before), done_at__lt=before)
    return list(old.order_by("id").values_list("id", flat=True)[:AT_ONCE])
