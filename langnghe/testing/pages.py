"""Every address of the product, and how a test opens it: the walks and the access matrix both start here.

A room names its routes in `langnghe/<room>/tests/pages.py`, one builder each:

    @page("opinions:read")
    def read(cast: Cast) -> str:
        opinion = send_opinion(cast.ward, …)
        return reverse("opinions:read", args=[opinion.id])

A builder makes a real row of the given ward through actions and returns the address. It is called with either ward,
so the matrix can ask for a neighbour's row. A route without a builder fails `tests/pages/test_every_route.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from langnghe.house.rooms import STOREYS
from langnghe.kernel.doors import Door, door_of
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast

Builder = Callable[[Cast], str]


@dataclass(frozen=True)
class Route:
    """One address pattern: `name` is what builders are registered under ("opinions:read", "account_login")."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def door(self) -> Door | None:
        """Who may pass."""
        return door_of(self.view)


@dataclass(frozen=True)
class Address:
    """A page that can be opened: the address, and the mandate to open it with (None: nobody signed in)."""

    url: str
    mandate: Mandate | None


BUILDERS: dict[str, Builder] = {}


def page(*routes: str) -> Callable[[Builder], Builder]:
    """Register the builder of one or more routes."""

    def register(builder: Builder) -> Builder:
        for route in routes:
            assert route not in BUILDERS or BUILDERS[route] is builder, f"{route} has two builders"
            BUILDERS[route] = builder
        return builder

    return register


def routes() -> list[Route]:
    """Every route of the resolver, named or not (then its pattern is its name)."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def builders() -> dict[str, Builder]:
    """All builders, from every room's `tests/pages.py`."""
    for room in [*STOREYS, "testing"]:
        if find_spec(f"langnghe.{room}.tests") and find_spec(f"langnghe.{room}.tests.pages"):
            import_module(f"langnghe.{room}.tests.pages")
    return BUILDERS


def address(route: Route, cast: Cast) -> Address:
    """Build the route's row in the cast's ward and say who may open it: the first officer whom its door lets in."""
    url = builders()[route.name](cast)
    return Address(url, visitor(route, cast))


def visitor(route: Route, cast: Cast) -> Mandate | None:
    """The first mandate of the cast that the route's door lets in; None when the door asks for none."""
    door = route.door
    if door is None or door.kind in {"public", "setup", "token"}:
        return None
    if door.kind == "account":
        return next(iter(cast.mandates.values()))
    return next(mandate for mandate in cast.mandates.values() if mandate.may(door.capability))


def _walk(patterns: list[Any], prefix: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, text, _within(space, pattern.namespace))
        elif isinstance(pattern, URLPattern):
            yield Route(_within(space, pattern.name) or text, text, pattern.callback)


def _within(space: str, name: str | None) -> str:
    return ":".join(part for part in (space, name or "") if part)
