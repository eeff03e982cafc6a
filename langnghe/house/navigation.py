"""The navigation of staff pages, in the order it is shown: label, url name, capability."""

from django.utils.functional import Promise

ENTRIES: list[tuple[str | Promise, str, str]] = []
