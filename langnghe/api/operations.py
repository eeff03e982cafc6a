"""An operation: one address, one method, who may, what goes in and out, and what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from langnghe.api import cursors
from langnghe.api.shapes import Listing, Nothing, Page
from langnghe.people.models import Mandate, Token

VERSION = 1
ROOT = f"api/v{VERSION}/"
Row = TypeVar("Row")


@dataclass(frozen=True)
class Call:
    """One request that passed the door. `subject`: the row its address names; `asked`: its question or its body.

    `key`, `content`: what a write is known again by.
    """

    token: Token
    mandate: Mandate
    subject: Any = None
    asked: Any = field(default_factory=Nothing)
    key: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Done:
    """What a write led to; not `fresh`: it was sent before, and nothing was done again."""

    said: object
    fresh: bool


@dataclass(frozen=True)
class Operation:
    """`path`: below the root, as Django writes addresses; `find`: the row it names, None where there is none to see.

    `seen_by`: the operation that reads what this one changes; its ETag may be demanded by If-Match.
    """

    name: str
    path: str
    capability: str
    about: "Promise | str"
    run: Callable[[Call], object]
    says: Any
    asks: Any = Nothing
    writes: bool = False
    find: Callable[..., object] | None = None
    seen_by: str = ""

    @property
    def methods(self) -> Sequence[str]:
        """How it may be asked."""
        return ("POST",) if self.writes else ("GET", "HEAD")


def rows_of(of: str, found: QuerySet[Any], asked: Listing, shaped: Callable[[list[Any]], list[Row]]) -> Page[Row]:
    """A page of rows by their ids, oldest first. At the end `next` stays good for what comes later."""
    if asked.after:
        found = found.filter(id__gt=UUID(cursors.place(of, asked.after, 1)[0]))
    rows = list(found.order_by("id")[: asked.limit + 1])
    shown = rows[: asked.limit]
    after = cursors.cursor(of, shown[-1].id) if shown else asked.after or None
    return Page(rows=shaped(shown), next=after, more=len(rows) > len(shown))


def part_of(of: str, found: Sequence[Row], asked: Listing) -> Page[Row]:
    """A page of a short list that is known as a whole."""
    start = int(cursors.place(of, asked.after, 1)[0]) if asked.after else 0
    end = start + asked.limit
    more = end < len(found)
    return Page(rows=list(found[start:end]), next=cursors.cursor(of, end) if more else None, more=more)
