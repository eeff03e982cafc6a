"""Questions about places."""

from uuid import UUID

from django.db.models import QuerySet

from langnghe.places.models import ResidentialGroup, Ward


def open_ward_by_slug(slug: str) -> Ward | None:
    """The ward at a public address, as long as it takes new work."""
    return Ward.objects.filter(slug=slug, closed_at=None, level="commune").first()


def open_groups(ward: Ward) -> QuerySet[ResidentialGroup]:
    """A ward's groups that still exist."""
    return ResidentialGroup.objects.filter(ward=ward, closed_at=None).order_by("folded")


def reach(ward: Ward) -> list[UUID]:
    """Ids of the ward and of every ward that was merged into it, directly or through others."""
    found, fresh = [ward.id], [ward.id]
    while fresh:
        fresh = list(Ward.objects.filter(successor__in=fresh).values_list("id", flat=True))
        found += fresh
    return found
