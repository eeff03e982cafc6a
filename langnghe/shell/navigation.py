"""The calm navigation of staff pages: rooms' entries, in the order they were registered."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise

from langnghe.kernel.actors import Bearer


@dataclass(frozen=True)
class Entry:
    """A link, the capability without which it is not shown, and the group it is folded into, if any.

    `below`: where its pages lie; empty where that is below its own address.
    """

    label: str | Promise
    url_name: str
    capability: str
    group: str | Promise = ""
    below: str = ""


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it."""

    label: str | Promise
    url: str
    here: bool
    count: int | None = None
    group: str | Promise = ""


@dataclass(frozen=True)
class Group:
    """Links under one name; without a name they are always in sight."""

    label: str | Promise
    links: list[Link]

    @property
    def here(self) -> bool:
        return any(link.here for link in self.links)


ENTRIES: list[Entry] = []


def register(
    label: str | Promise, url_name: str, capability: str, group: str | Promise = "", *, below: str = ""
) -> None:
    """Add a link; called once at start, from the table in `house/navigation.py`."""
    if all(entry.url_name != url_name for entry in ENTRIES):
        ENTRIES.append(Entry(label, url_name, capability, group, below))


def links_for(mandate: Bearer | None, path: str) -> list[Link]:
    """The links this mandate may open; the longest one that begins the path is where we are."""
    if mandate is None:
        return []
    open_to = [(entry, reverse(entry.url_name)) for entry in ENTRIES if mandate.may(entry.capability)]
    above = [(len(entry.below or url), url) for entry, url in open_to if _lies_below(path, url, entry.below)]
    nearest = max(above, default=(0, ""))[1]
    return [Link(entry.label, url, url == nearest, group=entry.group) for entry, url in open_to]


def _lies_below(path: str, url: str, below: str) -> bool:
    return path == url or path.startswith(below or url)


def grouped(links: list[Link]) -> list[Group]:
    """The links under their groups' names, in order; a group of one link is shown as that link."""
    groups = [Group(label, list(of_label)) for label, of_label in groupby(links, key=lambda link: link.group)]
    return [Group("", group.links) if len(group.links) == 1 else group for group in groups]
