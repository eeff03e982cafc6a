"""The outbox: claiming jobs by a conditional update, running them, back-off and dead letters.

Killed at any moment, a job's lease runs out and another worker takes it; so every follower is safe to run twice.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.ledger import registry
from langnghe.ledger.actions import record
from langnghe.ledger.models import Job

LEASE = timedelta(seconds=90)
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=2)

log = logging.getLogger(__name__)


def claim(limit: int = 20) -> list[Job]:
    """Lease up to `limit` jobs that are due, oldest first; nobody else runs them until the lease ends."""
    moment, lease = now(), uuid7()
    due = list(_claimable(moment).order_by("due_at", "id").values_list("id", flat=True)[:limit])
    if not due:
        return []
    with transaction.atomic():
        _claimable(moment).filter(id__in=due).update(lease=lease, leased_until=moment + LEASE)
    return list(Job.objects.filter(lease=lease, id__in=due).select_related("entry").order_by("due_at", "id"))


def _claimable(moment: datetime) -> QuerySet[Job]:
    waiting = Job.objects.filter(done_at=None, dead_at=None, due_at__lte=moment)
    return waiting.filter(Q(leased_until=None) | Q(leased_until__lt=moment))


def extend(lease: UUID) -> int:
    """Lengthen a lease while its jobs still run; the number of jobs it still holds."""
    held = Job.objects.filter(lease=lease, done_at=None, dead_at=None)
    return held.update(leased_until=now() + LEASE)


def give_up(lease: UUID | None) -> int:
    """Hand back what a stopping worker has claimed and not run."""
    held = Job.objects.filter(lease=lease, done_at=None, dead_at=None)
    return held.update(lease=None, leased_until=None)


def run(job: Job) -> bool:
    """Let the follower react; True when it did. A failure waits longer each time and in the end is a dead letter."""
    if not _ours(job):
        return False
    try:
        more = registry.follower(job.follower)(job.entry)
    except Exception as error:
        log.warning("job %s of %s failed: %s", job.id, job.follower, type(error).__name__)
        _put_back(job, type(error).__name__)
        return False
    _release(job, due_at=now()) if more else _release(job, done_at=now())
    return True


def _ours(job: Job) -> bool:
    """Whether we still hold the lease: surely while it is young, else by renewing it, which fails once it was lost."""
    if job.leased_until and job.leased_until - now() > LEASE / 2:
        return True
    held = Job.objects.filter(id=job.id, lease=job.lease, done_at=None, dead_at=None)
    return held.update(leased_until=now() + LEASE) == 1


def _release(job: Job, **changes: datetime) -> int:
    """Write the outcome unless the lease was lost to another worker meanwhile."""
    return Job.objects.filter(id=job.id, lease=job.lease).update(lease=None, leased_until=None, **changes)


def _put_back(job: Job, reason: str) -> None:
    attempts = job.attempts + 1
    dead = attempts >= MAX_ATTEMPTS
    Job.objects.filter(id=job.id, lease=job.lease).update(
        attempts=F("attempts") + 1,
        last_error=reason[:80],
        due_at=now() + pause(attempts),
        dead_at=now() if dead else None,
        lease=None,
        leased_until=None,
    )


def pause(attempts: int) -> timedelta:
    """How long a job waits after that many failures: 2 s, then 4 times longer each, at most 6 hours."""
    return min(FIRST_PAUSE * int(4 ** (attempts - 1)), timedelta(hours=6))


@transaction.atomic
def revive(job: Job, *, by: Bearer) -> None:
    """Give a dead letter all its attempts again."""
    waiting = Job.objects.filter(id=job.id, ward_id=job.ward_id, done_at=None, dead_at__isnull=False)
    if waiting.update(attempts=0, dead_at=None, due_at=now(), last_error=""):
        record("job.revived", ward_id=job.ward_id, subject=("ledger", job.id), by=by.actor)
