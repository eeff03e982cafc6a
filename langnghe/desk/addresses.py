"""Where the work on a matter is done."""

from django.urls import reverse

from langnghe.matters.models import Matter


def matter_url(matter: Matter) -> str:
    """The officers' page of a matter."""
    return reverse("workspace:matter", args=[matter.serial])
