"""Questions to the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Q, QuerySet

from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Job

# A transaction may end after others that began later; its entry then stands below theirs, but not further down.
LATE_COMERS = 20
# Who counts in step by step misses for a day what comes in further below.
LATEST_STEPS = 100

Pulse = tuple[object, ...]


@dataclass(frozen=True)
class Steps:
    """Where a ward's ledger stands: its newest entries, and those to which a follower still has to react, late or
    never: `waiting`."""

    newest: frozenset[UUID] = frozenset()
    waiting: frozenset[UUID] = frozenset()


def steps(ward_id: UUID) -> Steps:
    """Where the ledger stands now; one statement, two while a follower is awaited."""
    jobs = Job.objects.filter(ward_id=ward_id, done_at=None, dead_at=None)
    newest = Entry.objects.filter(ward_id=ward_id).order_by("-id").annotate(waits=Exists(jobs))
    rows = list(newest.values_list("id", "waits")[:LATEST_STEPS])
    waiting = jobs.values_list("entry_id", flat=True) if any(waits for _id, waits in rows) else ()
    return Steps(frozenset(id_ for id_, _waits in rows), frozenset(waiting))


def steps_since(ward_id: UUID, before: Steps, now: Steps, most: int) -> list[Entry] | None:
    """What was recorded since, and all to which somebody reacted since or still has to: who counts anew what these
    touch knows all that changed. None when they are too many, or the ledger was put back. Two statements at most."""
    first, known = min(before.newest, default=None), before.newest
    if first is None or any(id_ not in now.newest for id_ in known if id_ > min(now.newest, default=first)):
        return None
    followed = before.waiting | now.waiting
    if known == now.newest and not followed:
        return []
    since = Q(id__gt=first) if len(known) == LATEST_STEPS else Q()
    new = Entry.objects.filter(since & ~Q(id__in=known), ward_id=ward_id)
    found = list(new.only("kind", "subject_id", "facts")[: most + 1])
    if followed:
        found += Entry.objects.filter(id__in=list(followed)[: most + 1]).only("kind", "subject_id", "facts")
    return found if len(found) <= most else None


def steps_of(ward_id: UUID, room: str, subject_id: UUID) -> QuerySet[Entry]:
    """The entries about one subject, oldest first."""
    return Entry.objects.filter(ward_id=ward_id, room=room, subject_id=subject_id).order_by("id")


def dead_letters(ward_ids: list[UUID]) -> QuerySet[Job]:
    """Jobs of these wards that failed too often and wait for a person."""
    dead = Job.objects.filter(ward_id__in=ward_ids, done_at=None, dead_at__isnull=False)
    return dead.select_related("entry").order_by("-dead_at")


def pulse(ward_ids: Sequence[UUID]) -> Pulse | None:
    """What is another one after every step in these wards; None while a follower still has to react to one.

    Whoever remembers something of the wards' rows asks this before reading them: equal, nothing changed. One statement.
    """
    waiting = Job.objects.filter(ward_id__in=ward_ids, done_at=None, dead_at=None, due_at__lte=now())
    parts: list[str] = []
    values: list[Any] = []
    for ward_id in ward_ids:
        newest = Entry.objects.filter(ward_id=ward_id).order_by("-id").values("id")[:LATE_COMERS]
        sql, given = newest.annotate(waits=Exists(waiting)).query.sql_with_params()
        parts.append(f"SELECT one.* FROM ({sql}) AS one")  # noqa: S608 - Django's own
        values += given
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = cursor.fetchall()
    return None if any(row[1] for row in rows) else tuple(row[0] for row in rows)
