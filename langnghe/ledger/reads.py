"""Questions to the ledger."""

from uuid import UUID

from django.db.models import QuerySet

from langnghe.ledger.models import Entry, Job


def steps_of(ward_id: UUID, room: str, subject_id: UUID) -> QuerySet[Entry]:
    """The entries about one subject, oldest first."""
    return Entry.objects.filter(ward_id=ward_id, room=room, subject_id=subject_id).order_by("id")


def dead_letters(ward_ids: list[UUID]) -> QuerySet[Job]:
    """Jobs of these wards that failed too often and wait for a person."""
    dead = Job.objects.filter(ward_id__in=ward_ids, done_at=None, dead_at__isnull=False)
    return dead.select_related("entry").order_by("-dead_at")
