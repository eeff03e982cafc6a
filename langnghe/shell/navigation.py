"""The calm navigation of staff pages: rooms' entries, in the order they were registered."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from langnghe.kernel.actors import Bearer


@dataclass(frozen=True)
class Entry:
    """A link and the capability without which it is not shown."""

    label: str | Promise
    url_name: str
    capability: str


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it."""

    label: str | Promise
    url: str
    here: bool
    count: int | None = None


ENTRIES: list[Entry] = []


def register(label: str | Promise, url_name: str, capability: str) -> None:
    """Add a link; called once at start, from the table in `house/navigation.py`."""
    if all(entry.url_name != url_name for entry in ENTRIES):
        ENTRIES.append(Entry(label, url_name, capability))


def links_for(mandate: Bearer | None, path: str) -> list[Link]:
    """The links this mandate may open; the longest one that begins the path is where we are."""
    if mandate is None:
        return []
    open_to = [(entry, reverse(entry.url_name)) for entry in ENTRIES if mandate.may(entry.capability)]
    nearest = max((url for _entry, url in open_to if path.startswith(url)), key=len, default="")
    return [Link(entry.label, url, url == nearest) for entry, url in open_to]
