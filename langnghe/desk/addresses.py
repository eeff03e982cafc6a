"""Where the work on a matter is done."""

from django.urls import NoReverseMatch, reverse

from langnghe.matters.models import Matter


def matter_url(matter: Matter) -> str:
    """The officers' page of a matter."""
    return address("workspace:matter", matter.serial) or address("matters:manage", matter.serial)


def address(name: str, *parts: str) -> str:
    """A page by its name; empty while no room has it."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""
