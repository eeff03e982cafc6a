"""Letting go of what was kept as long as the ward keeps it: by night, in slices, with a report."""

import time
from datetime import timedelta
from math import inf

from django.db import transaction
from django.db.models import F

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_now, local_today, now
from langnghe.ledger.actions import record
from langnghe.opinions import leaving, standing
from langnghe.places.models import Ward
from langnghe.retention import reads
from langnghe.retention.models import RetentionRun
from langnghe.retention.reads import Due

NIGHT = range(1, 5)
"""Hours of the clock in Hanoi."""
TURN_SECONDS = 5.0
COUNTED = {"keep_contact": "contacts", "keep_words": "opinions", "keep_aside": "asides"}


def run_if_night(*, by: Bearer) -> int:
    """Let go of some of what a ward has kept long enough when it is night; how many went."""
    return run(by=by, seconds=TURN_SECONDS) if local_now().hour in NIGHT else 0


def run(*, by: Bearer, seconds: float = inf) -> int:
    """Let go of what was to be kept until yesterday, no longer than so many seconds; how many went.

    Each goes by itself, held and looked at once more; killed at any moment the next run goes on.
    """
    ward, until, went = Ward.objects.get(id=by.ward_id), time.monotonic() + seconds, 0
    for what in reads.KEPT:
        for one in reads.due(ward, what, local_today() - timedelta(days=1)):
            if time.monotonic() >= until:
                return went
            went += _let_go(one, by)
    _end(ward, by)
    return went


@transaction.atomic
def _let_go(one: Due, by: Bearer) -> bool:
    standing.locked(one.opinion)
    if not reads.is_due(one, local_today()):
        return False
    if one.what == "keep_contact":
        leaving.expire_contact(one.opinion, by=by)
    else:
        leaving.expire(one.opinion, by=by)
    row, _fresh = RetentionRun.objects.get_or_create(ward_id=by.ward_id, on=local_today())
    counted = COUNTED[one.what]
    RetentionRun.objects.filter(id=row.id).update(**{counted: F(counted) + 1}, ended_at=None)
    return True


@transaction.atomic
def _end(ward: Ward, by: Bearer) -> None:
    """Report what went since the last time nothing more was due."""
    for row in RetentionRun.objects.filter(ward=ward, ended_at=None).select_for_update():
        RetentionRun.objects.filter(id=row.id).update(ended_at=now())
        facts = {"on": row.on.isoformat(), **{name: getattr(row, name) for name in COUNTED.values()}}
        record("retention.ran", ward_id=ward.id, subject=("retention", row.id), by=by.actor, facts=facts)
