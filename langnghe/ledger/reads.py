"""Questions to the ledger."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, QuerySet

from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Job

# A transaction may end after others that began later; its entry then stands below theirs, but not further down.
LATE_COMERS = 20

Pulse = tuple[object, ...]


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
