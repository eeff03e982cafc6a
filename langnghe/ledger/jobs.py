"""The outbox: claiming jobs under a lease, running them, back-off and dead letters.

Killed at any moment, a job's lease runs out and another worker takes it; so every follower is safe to run twice.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
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
AT_ONCE = 20
NOTE_SECONDS = 0.5

log = logging.getLogger(__name__)


def claim(limit: int = AT_ONCE) -> list[Job]:
    """Lease up to `limit` jobs that are due, oldest first; nobody else runs them until the lease ends."""
    moment, lease = now(), uuid7()
    # Looked for without locking first: an idle worker asks twice a second and must not stand in anybody's way.
    if not _claimable(moment).exists():
        return []
    with transaction.atomic():
        due = _claimable(moment).select_for_update(skip_locked=True, of=("self",)).select_related("entry")
        found = list(due.order_by("due_at", "id")[:limit])
        Job.objects.filter(id__in=_ids(found)).update(lease=lease, leased_until=moment + LEASE)
    for job in found:
        job.lease, job.leased_until = lease, moment + LEASE
    return found


def _claimable(moment: datetime) -> QuerySet[Job]:
    waiting = Job.objects.filter(done_at=None, dead_at=None, due_at__lte=moment)
    return waiting.filter(Q(leased_until=None) | Q(leased_until__lt=moment))


def extend(lease: UUID) -> int:
    """Lengthen a lease while its jobs still run; the number of jobs it still holds."""
    # What is being noted as done at this moment is left alone: two statements over many rows could wait for each other.
    held = Job.objects.filter(lease=lease, done_at=None, dead_at=None).select_for_update(skip_locked=True)
    with transaction.atomic():
        return Job.objects.filter(id__in=list(held.values_list("id", flat=True))).update(leased_until=now() + LEASE)


def give_up(lease: UUID | None) -> int:
    """Hand back what a stopping worker has claimed and not run."""
    held = Job.objects.filter(lease=lease, done_at=None, dead_at=None)
    return held.update(lease=None, leased_until=None)


def run_all(claimed: Sequence[Job], *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Let the followers react to what was claimed at once; how many did. When `stopping`, the rest is handed back.

    What is done is noted in one statement for all, at the latest half a second after it was or once a longer one is
    over; a worker killed before that leaves them to be run again.
    """
    done: list[Job] = []
    went_well, noted = 0, time.monotonic()
    try:
        for some in _in_turn(claimed):
            if stopping():
                break
            went_well += _run(some, done)
            if time.monotonic() - noted > NOTE_SECONDS:
                _note(done)
                noted = time.monotonic()
    finally:
        _note(done)
    if claimed and stopping():
        give_up(claimed[0].lease)
    return went_well


def run(job: Job) -> bool:
    """Let the follower react; True when it did. A failure waits longer each time and in the end is a dead letter."""
    return bool(run_all([job]))


def _in_turn(claimed: Sequence[Job]) -> Iterator[list[Job]]:
    """One after the other, the oldest first; then those that a follower takes together."""
    together: dict[str, list[Job]] = {}
    for job in claimed:
        if registry.together(job.follower):
            together.setdefault(job.follower, []).append(job)
        else:
            yield [job]
    yield from together.values()


def _run(some: Sequence[Job], done: list[Job]) -> int:
    """How many went well. When several fail together, each is tried alone: one does not stop the others."""
    ours = [job for job in some if _ours(job)]
    together = registry.together(some[0].follower)
    if together and len(ours) > 1 and _went_together(together, ours):
        done += ours
        return len(ours)
    return sum(_run_alone(job, done) for job in ours)


def _went_together(together: registry.Together, some: Sequence[Job]) -> bool:
    try:
        together([job.entry for job in some])
    except Exception as error:
        log.warning("%s jobs of %s failed together: %s", len(some), some[0].follower, type(error).__name__)
        return False
    return True


def _run_alone(job: Job, done: list[Job]) -> bool:
    try:
        more = registry.follower(job.follower)(job.entry)
    except Exception as error:
        log.warning("job %s of %s failed: %s", job.id, job.follower, type(error).__name__)
        _put_back(job, type(error).__name__)
        return False
    _release(job, due_at=now()) if more else done.append(job)
    return True


def _note(done: list[Job]) -> None:
    """These are done, unless their lease was lost to another worker meanwhile; the list is empty afterwards."""
    if done:
        with transaction.atomic():
            ours = Job.objects.filter(id__in=_ids(done), lease=done[0].lease)
            ours.update(done_at=now(), lease=None, leased_until=None)
        done.clear()


def _ids(some: Sequence[Job]) -> list[UUID]:
    return [job.id for job in some]


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
