"""Who may see which opinion: the one place that knows what a guard means. Everybody else asks `reads.in_scope`."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from langnghe.opinions.models import NamedOfficer, Opinion
from langnghe.people import access
from langnghe.people.models import Mandate, Officer
from langnghe.people.reads import running
from langnghe.places.models import Ward
from langnghe.places.reads import reach

CRIME, CONDUCT, NEXT, RELEASE = (
    "opinions.crime", "opinions.conduct", "opinions.conduct_next", "opinions.conduct_release",
)  # fmt: skip
OPEN = Q(guard="") | Q(guard="conduct", guard_released_at__isnull=False)
MAY_BE_PUBLIC = (
    Q(guard="", private=False)
    & (Q(may_publish_words=True) | Q(may_publish_summary=True))
    & Q(quarantined_at=None, dismissed_at=None, withdrawn_at=None, erasure_asked_at=None, erased_at=None)
)
"""`may_be_public` and the sender's consent, for many at once. A complaint that the Front opened to the unit is
answered to its sender, not in public."""


def seen_by(mandate: Mandate) -> Q:
    """The opinions whose guard lets this mandate in, without those that speak about its officer.

    The officer counts, not the post: whoever is spoken about does not see it under another mandate either.
    """
    guard = OPEN
    if mandate.may(CRIME):
        guard |= Q(guard="crime")
    if mandate.may(CONDUCT):
        guard |= Q(guard="conduct")
    elif mandate.may(NEXT):
        guard |= Q(guard="conduct", id__in=without(officers_with(mandate.ward, CONDUCT), mandate.ward))
    return guard & ~Q(id__in=NamedOfficer.objects.filter(officer_id=mandate.officer_id).values("opinion_id"))


def without(readers: set[UUID], ward: Ward) -> "QuerySet[Any, UUID]":
    """Ids of guarded opinions that speak about every one of these readers, so that somebody else must read them."""
    opinions = Opinion.objects.filter(ward_id__in=reach(ward), guard="conduct", guard_released_at=None)
    if not readers:
        return opinions.values_list("id", flat=True)
    about = NamedOfficer.objects.filter(opinion__in=opinions, officer_id__in=readers).values("opinion_id")
    all_of_them = about.annotate(count=Count("officer_id", distinct=True)).filter(count=len(readers))
    return all_of_them.values_list("opinion_id", flat=True)


def officers_with(ward: Ward, capability: str) -> set[UUID]:
    """Ids of the officers who carry a capability in a ward at this moment."""
    roles = [role for role, carried in access.TABLE.items() if capability in carried]
    held = Mandate.objects.filter(running(), ward=ward, post__role__in=roles)
    return set(held.values_list("officer_id", flat=True))


def named_in(opinion: Opinion) -> list[Officer]:
    """The officers an opinion speaks about, by name."""
    found = NamedOfficer.objects.filter(opinion=opinion).select_related("officer")
    return sorted((row.officer for row in found), key=lambda officer: officer.name)


def may_be_public(opinion: Opinion) -> bool:
    """Whether an opinion may be shown or counted in public now, as `MAY_BE_PUBLIC` says for many."""
    return Opinion.objects.filter(MAY_BE_PUBLIC, id=opinion.id).exists()
