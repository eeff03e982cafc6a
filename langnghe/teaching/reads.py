"""Questions about what officers teach."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from langnghe.language.topics import TOPICS, Topic, is_own, name_of
from langnghe.places.models import Ward
from langnghe.teaching.models import Choosing, Example, Learning, Sentence, Subtopic, Version


def topic_of(code: str) -> Topic | None:
    """A ward's own subtopic by its code, also one that is closed."""
    found = Subtopic.objects.filter(code=code).values_list("name", "private").first()
    return Topic(code, *found) if found else None


def subtopics(ward: Ward) -> list[Subtopic]:
    """A ward's own subtopics, the open ones first, each under its topic."""
    order = {code: place for place, code in enumerate(TOPICS)}
    found = Subtopic.objects.filter(ward=ward).select_related("added_by__post").order_by("id")
    return sorted(found, key=lambda one: (not one.is_open, order.get(one.parent, 0)))


def open_subtopics(ward_id: UUID) -> list[Subtopic]:
    """What a ward offers beside the topics that all wards have."""
    return list(Subtopic.objects.filter(ward=ward_id, closed_at=None).order_by("id"))


def own_topics(ward_id: UUID) -> list[tuple[str, str]]:
    """Code and name of a ward's open subtopics."""
    return [(one.code, one.name) for one in open_subtopics(ward_id)]


def offers(ward_id: UUID, code: str) -> bool:
    """Whether a topic may be chosen in a ward: all wards' own, and the ward's as long as it is open."""
    if not is_own(code):
        return code in TOPICS
    return Subtopic.objects.filter(ward=ward_id, code=code, closed_at=None).exists()


def sentences_of(subtopics: list[Subtopic]) -> dict[UUID, list[str]]:
    """What officers typed for each."""
    found: dict[UUID, list[str]] = {}
    for sentence in Sentence.objects.filter(subtopic__in=subtopics).order_by("id"):
        found.setdefault(sentence.subtopic_id, []).append(sentence.words)
    return found


def examples(ward_ids: list[UUID]) -> QuerySet[Example]:
    """What may be learnt from, newest first."""
    return Example.objects.filter(ward_id__in=ward_ids).exclude(code="").order_by("-given_at", "-id")


def choosing(ward_id: UUID) -> Choosing | None:
    """What a ward's words are sorted by since it was chosen last; None: never anything but the shared weights."""
    return (
        Choosing.objects.filter(ward=ward_id)
        .select_related("version", "by__post")
        .defer("version__rows")
        .order_by("-id")
        .first()
    )


def chosen_id(ward_id: UUID) -> UUID | None:
    """The version in force, unless it was emptied: then the shared weights alone."""
    last = Choosing.objects.filter(ward=ward_id).order_by("-id")[:1]
    found = last.values_list("version_id", "version__emptied_at").first()
    return found[0] if found and found[1] is None else None


def rows_of(version_id: UUID) -> bytes | None:
    """What a version learnt, while it is kept."""
    found = Version.objects.filter(id=version_id).values_list("rows", flat=True).first()
    return bytes(found) if found else None


def versions(ward: Ward) -> QuerySet[Version]:
    """Everything that was learnt, newest first."""
    return Version.objects.filter(ward=ward).select_related("asked_by__post").defer("rows").order_by("-id")


def previous(ward: Ward) -> tuple[bool, Version | None]:
    """Whether there is something to go back to, and what was in force before the last choice; None: the shared one."""
    found = list(
        Choosing.objects.filter(ward=ward).select_related("version").defer("version__rows").order_by("-id")[:2]
    )
    if not found:
        return False, None
    before = found[1].version if len(found) > 1 else None
    return before is None or before.emptied_at is None, before


def running(ward: Ward) -> Learning | None:
    """What is being learnt now."""
    return Learning.objects.filter(ward=ward, finished_at=None).first()


def last_asked(ward_id: UUID) -> datetime | None:
    """When learning was asked for last."""
    return Learning.objects.filter(ward=ward_id).order_by("-id").values_list("asked_at", flat=True).first()


def counted(ward_ids: list[UUID], since: datetime | None) -> dict[str, Any]:
    """How many examples there are, and how many came since a moment."""
    known = examples(ward_ids)
    return {"all": known.count(), "new": (known.filter(given_at__gt=since) if since else known).count()}


def full_name(code: str) -> str:
    """A subtopic with its topic."""
    return f"{name_of(code.partition('.')[0])}: {name_of(code)}" if "." in code else name_of(code)
