"""What tells one state of a list from the next: asked every few seconds, and one cheap look while nothing happened."""

import hashlib
from dataclasses import dataclass

from langnghe.inbox.asking import Sought
from langnghe.inbox.lists import MOST, Scope, unread_of

# Enough of an id's random part to tell the rows of one list apart.
SHORT = 12


@dataclass(frozen=True)
class News:
    """The rows of a list by the ends of their keys, newest first, and a tag that changes with any of them."""

    keys: list[str]
    tag: str


def news(scope: Scope, sought: Sought) -> News:
    """What stands in a list now, as far as it is counted. Made of what the officer may see and of nothing else."""
    found: News = scope.remembered.get(f"news:{sought.query}", lambda: _read(scope, sought))
    return found


def _read(scope: Scope, sought: Sought) -> News:
    found = scope.narrowed(sought).order_by("-id")
    if sought.of_opinions:
        rows = list(found.annotate(fresh=unread_of("pk")).values_list("id", "fresh")[:MOST])
    else:
        rows = list(found.values_list("id", "version")[:MOST])
    said = "\n".join(f"{id.hex} {state}" for id, state in rows)
    tag = hashlib.sha256(f"{scope.mandate.id}\n{sought.query}\n{said}".encode()).hexdigest()[:32]
    return News([id.hex[-SHORT:] for id, _state in rows], tag)
