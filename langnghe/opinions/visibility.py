"""Who may see which opinion: the one place that knows what a guard means. Everybody else asks `reads.in_scope`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from langnghe.kernel.folding import fold
from langnghe.opinions.models import NamedOfficer, Opinion
from langnghe.people import access
from langnghe.people.models import Mandate, Officer
from langnghe.people.reads import running
from langnghe.places.models import Ward
from langnghe.places.reads import heir

CRIME, CONDUCT, NEXT, LAST, RELEASE = (
    "opinions.crime", "opinions.conduct", "opinions.conduct_next", "opinions.conduct_last", "opinions.conduct_release",
)  # fmt: skip
OPEN = Q(guard="") | Q(guard="conduct", guard_released_at__isnull=False)
MAY_BE_PUBLIC = (
    Q(guard="", private=False)
    & (Q(may_publish_words=True) | Q(may_publish_summary=True))
    & Q(quarantined_at=None, dismissed_at=None, withdrawn_at=None, erasure_asked_at=None, erased_at=None)
)
"""`may_be_public` and the sender's consent, for many at once. A complaint that the Front opened to the unit is
answered to its sender, not in public."""


MAY_TEACH = Q(guard="", private=False) & Q(
    quarantined_at=None, dismissed_at=None, withdrawn_at=None, erasure_asked_at=None, erased_at=None
)
"""Opinions whose words the sorter may learn from: nothing that was ever shut away, left or is leaving."""


def seen_by(mandate: Mandate) -> Q:
    """The opinions whose guard lets this mandate in, without those that speak about its officer.

    The person counts, not the post: whoever is spoken about does not see it under another mandate either, nor under an
    account of the ward into which the opinion's ward was merged.
    """
    return _let_in(mandate) & not_about(mandate.officer)


def seen_in_inspection(mandate: Mandate) -> Q:
    """What an inspector reads in case files: open to all who work on it, nothing about a child or violence at home,
    and nothing that speaks about the inspector."""
    return OPEN & Q(private=False) & not_about(mandate.officer)


def _let_in(mandate: Mandate) -> Q:
    ward = mandate.ward
    if mandate.may(LAST):
        readers = [*officers_with(ward, CONDUCT), *officers_with(ward, NEXT)]
        return Q(guard="conduct", id__in=without(readers, mandate.ward_ids()))
    guard = OPEN
    if mandate.may(CRIME):
        guard |= Q(guard="crime")
    if mandate.may(CONDUCT):
        guard |= Q(guard="conduct")
    elif mandate.may(NEXT):
        guard |= Q(guard="conduct", id__in=without(officers_with(ward, CONDUCT), mandate.ward_ids()))
    return guard


def reads_guarded(mandate: Mandate) -> bool:
    """Whether any guard may let this mandate in."""
    return any(mandate.may(capability) for capability in (CRIME, CONDUCT, NEXT))


def about(officer: Officer) -> "QuerySet[NamedOfficer, Any]":
    """Ids of the opinions that speak about a person: by this account, or by the same name under another ward's."""
    colleagues = Officer.objects.filter(ward_id=officer.ward_id).values("id")
    elsewhere = Q(name_key=name_key(officer.name)) & ~Q(officer_id__in=colleagues)
    return NamedOfficer.objects.filter(Q(officer_id=officer.id) | elsewhere).values("opinion_id")


def not_about(officer: Officer) -> Q:
    """The opinions that do not speak about a person, for a query of opinions."""
    # `NOT IN` has PostgreSQL count the list anew for each row in its plans: it then reads and sorts a whole ward.
    return Q(~Exists(about(officer).filter(opinion_id=OuterRef("id"))))


def name_key(name: str) -> str:
    """A full name as it is compared across wards: without accents, since rolls are typed by different hands."""
    return " ".join(fold(name).split())[:120]


def without(readers: Iterable[Officer], ward_ids: Iterable[UUID]) -> "QuerySet[Any, UUID]":
    """Ids of guarded complaints that speak about every one of these readers, so that somebody else must read them."""
    opinions = Opinion.objects.filter(ward_id__in=ward_ids, guard="conduct", guard_released_at=None)
    for officer in readers:
        opinions = opinions.filter(id__in=about(officer))
    return opinions.values_list("id", flat=True)


def officers_with(ward: Ward, *capabilities: str) -> list[Officer]:
    """The officers who carry one of these capabilities in a ward at this moment."""
    roles = [role for role, carried in access.TABLE.items() if carried.intersection(capabilities)]
    held = Mandate.objects.filter(running(), ward=ward, post__role__in=roles)
    return list(Officer.objects.filter(id__in=held.values("officer_id")))


def not_spoken_of(opinion: Opinion, officers: Iterable[Officer]) -> list[Officer]:
    """Those of these officers about whom an opinion does not speak."""
    return [officer for officer in officers if not about(officer).filter(opinion=opinion).exists()]


def has_no_reader(opinion: Opinion) -> bool:
    """Whether a complaint speaks about everybody of the ward who could read it: Front, chairman and secretary."""
    if opinion.guard != "conduct" or opinion.guard_released_at or opinion.erased_at:
        return False
    ward = heir(opinion.ward)
    return not any(not_spoken_of(opinion, officers_with(ward, capability)) for capability in (CONDUCT, NEXT))


def has_last_reader(opinion: Opinion) -> bool:
    """Whether an auditor of the ward, not spoken of, can read what nobody else can."""
    return bool(not_spoken_of(opinion, officers_with(heir(opinion.ward), LAST)))


def named_in(opinion: Opinion) -> list[Officer]:
    """The officers an opinion speaks about, by name."""
    named = NamedOfficer.objects.filter(opinion=opinion).values("officer_id")
    return sorted(Officer.objects.filter(id__in=named), key=lambda officer: officer.name)


def may_be_public(opinion: Opinion) -> bool:
    """Whether an opinion may be shown or counted in public now, as `MAY_BE_PUBLIC` says for many."""
    return Opinion.objects.filter(MAY_BE_PUBLIC, id=opinion.id).exists()
