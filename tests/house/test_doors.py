"""Every address has a door, and every door of an officer names a capability that exists and somebody has."""

import pytest

from langnghe.people.access import CAPABILITIES, ROLES, TABLE
from langnghe.testing.pages import routes

pytestmark = pytest.mark.once


def test_every_address_has_a_door() -> None:
    wrong = [
        f"/{route.pattern} ({route.name}) declares no door; put @public, @account, @setup or "
        "@officer(capability) from langnghe.kernel.doors on its view."
        for route in routes()
        if route.door is None
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_has_a_name() -> None:
    wrong = [
        f"/{route.pattern} has no name; tests and templates find pages by name."
        for route in routes()
        if route.name == route.pattern
    ]
    assert not wrong, "\n".join(wrong)


def test_doors_name_capabilities_that_exist() -> None:
    doors = {route.pattern: door for route in routes() if (door := route.door) and door.kind in ("officer", "token")}
    wrong = [
        f"/{pattern} asks for {door.capability!r}; add it to CAPABILITIES and TABLE of langnghe/people/access.py."
        for pattern, door in doors.items()
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
