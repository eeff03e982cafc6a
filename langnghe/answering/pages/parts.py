"""What the pages of answering share."""

from django.urls import reverse

from langnghe.matters.models import Matter
from langnghe.matters.reads import joined_ids
from langnghe.opinions.models import Opinion

SHOWN = 5


def matter_url(matter: Matter) -> str:
    """The page of the matter, where its parts stand together."""
    return reverse("workspace:matter", args=[matter.serial])


def opinions_of(matter: Matter) -> list[Opinion]:
    """What residents said, to be read while answering; the first few."""
    opinions = Opinion.objects.filter(ward=matter.ward_id, id__in=joined_ids(matter)).select_related("ward")
    return list(opinions.defer("folded").order_by("id")[:SHOWN])
