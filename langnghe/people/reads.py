"""Questions about officers, posts and mandates."""

from django.db.models import Q

from langnghe.kernel.clock import local_today
from langnghe.people.models import Mandate, Officer


def current_mandates(officer: Officer) -> list[Mandate]:
    """The mandates an officer holds today, own posts before deputyships."""
    today = local_today()
    running = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    mandates = Mandate.objects.filter(running, officer=officer, post__closed_on__isnull=True)
    return list(mandates.select_related("post__unit", "ward", "officer").order_by("is_deputy", "id"))
