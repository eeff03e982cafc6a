"""Every address has a door, and every door of an officer names a capability that exists and somebody has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from langnghe.kernel.doors import door_of
from langnghe.people.access import CAPABILITIES, ROLES, TABLE


@dataclass(frozen=True)
class Route:
    """One address of the product."""

    name: str
    address: str
    view: Callable[..., Any]


def routes(
    patterns: list[URLPattern | URLResolver] | None = None, names: str = "", address: str = ""
) -> Iterator[Route]:
    """Every route the resolver knows, those of packages included."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        where = address + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from routes(pattern.url_patterns, space, where)
        else:
            yield Route(f"{names}{pattern.name or ''}", where, pattern.callback)


def test_every_address_has_a_door() -> None:
    wrong = [
        f"/{route.address} ({route.name or route.view}) declares no door; put @public, @account, @setup or "
        "@officer(capability) from langnghe.kernel.doors on its view."
        for route in routes()
        if door_of(route.view) is None
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_has_a_name() -> None:
    wrong = [f"/{route.address} has no name; tests and templates find pages by name." for route in routes()
             if not route.name or route.name.endswith(":")]  # fmt: skip
    assert not wrong, "\n".join(wrong)


def test_doors_name_capabilities_that_exist() -> None:
    doors = {route.address: door for route in routes() if (door := door_of(route.view)) and door.kind == "officer"}
    wrong = [
        f"/{address} asks for {door.capability!r}; add it to CAPABILITIES and TABLE of langnghe/people/access.py."
        for address, door in doors.items()
        if door.capability not in CAPABILITIES
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_of_access_is_whole() -> None:
    roles = {role for role, _name in ROLES}
    assert set(TABLE) == roles, f"Give each role its row in TABLE: {sorted(set(TABLE) ^ roles)}"
    unknown = {capability for row in TABLE.values() for capability in row} - set(CAPABILITIES)
    assert not unknown, f"TABLE gives what CAPABILITIES does not explain: {sorted(unknown)}"
    unused = set(CAPABILITIES) - {capability for row in TABLE.values() for capability in row}
    assert not unused, f"Nobody may do this; take it out or give it to a role: {sorted(unused)}"
