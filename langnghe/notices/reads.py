"""Questions about letterboxes and deliveries."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from langnghe.notices.models import Delivery, Letterbox

Subject = tuple[str, UUID]


def standing(ward_id: UUID, subject: Subject) -> QuerySet[Letterbox]:
    """The letterboxes for news about a row of another room that have not ended, oldest first."""
    found = Letterbox.objects.filter(ward_id=ward_id, subject_room=subject[0], subject_id=subject[1], ended_at=None)
    return found.order_by("id")


def hearing_about(ward_ids: Collection[UUID], room: str, ids: "QuerySet[Any, Any] | Collection[UUID]") -> list[UUID]:
    """Those of some rows of a room about which somebody wants to hear, and has confirmed where."""
    boxes = Letterbox.objects.filter(ward_id__in=ward_ids, subject_room=room, subject_id__in=ids, ended_at=None)
    return list(boxes.exclude(confirmed_at=None).values_list("subject_id", flat=True).distinct())


def latest(ward_id: UUID, subject: Subject) -> Letterbox | None:
    """The letterbox a sender last asked for, ended or not."""
    found = Letterbox.objects.filter(ward_id=ward_id, subject_room=subject[0], subject_id=subject[1])
    return found.order_by("-id").first()


def failed(ward_ids: list[UUID]) -> QuerySet[Delivery]:
    """Messages of these wards that could not be sent and wait for a person, newest first."""
    found = Delivery.objects.filter(ward_id__in=ward_ids, state="failed").select_related("letterbox")
    return found.order_by("-prepared_at", "-id")


def waiting(ward_ids: list[UUID]) -> int:
    """How many messages of these wards wait to be sent."""
    return Delivery.objects.filter(ward_id__in=ward_ids, state="waiting").count()
