"""Role × address × method × the other ward's row: nobody sees what the table of access does not give."""

import os
from collections.abc import Iterator, Sequence
from zlib import crc32

import pytest
from django.db import connection
from django.test import Client, override_settings

from langnghe.figures import summing
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.pages import Route
from tests.house import access
from tests.house.access import METHODS, Answer, Visitor, World

pytestmark = pytest.mark.slow
# Nobody, an officer without second factor, and two more: a public door looks at none of them.
STRANGERS_ENOUGH = 4
MORNING = "2026-11-24T08:30:00"
# Doors read only who asks and a row is looked up by its ward everywhere, so each slice of the routes is tried on one
# database only, whichever is free. What lists, counts and searches show is asked on both, by half of the officers each.
SLICES = 4
WHOLE = "LANGNGHE_MATRIX_WHOLE" in os.environ
# Of the seldom methods every visitor asks at each door a share of so many, drawn by their names; all when it is WHOLE.
SHARE = 3
# Who may not come in at all meets the same door by every method (the test before): two ways tell whether it knows rows.
KNOCKS = ("GET", "POST")
SEARCHES = ("?tim=a", "?tim=DH26", "?to={group}", "?trang=2", "?tim=Diên Hồng")


@pytest.fixture
def world(dien_hong: Cast, hac_thanh: Cast) -> Iterator[World]:
    with frozen(MORNING):
        made = World(here=dien_hong, there=hac_thanh)
        made.fill()
        yield made


@pytest.mark.once
@pytest.mark.parametrize("part", range(SLICES))
def test_every_door_holds_for_every_role_and_method(world: World, part: int) -> None:
    assert not (wrongs := list(door_wrongs(world, world.routes[part::SLICES]))), "\n".join(wrongs)


@pytest.mark.once
@pytest.mark.parametrize("part", range(SLICES))
def test_a_row_of_another_ward_is_like_one_that_never_was(world: World, part: int) -> None:
    assert not (wrongs := list(foreign_wrongs(world, world.routes[part::SLICES]))), "\n".join(wrongs)


def test_nothing_an_officer_sees_changes_when_the_neighbour_works(world: World) -> None:
    assert not (wrongs := list(neighbour_wrongs(world))), "\n".join(wrongs)


def door_wrongs(world: World, routes: list[Route]) -> Iterator[str]:
    """Every visitor of the ward at every door, by every method."""
    for route in routes:
        url = world.url(route, world.here)
        for visitor in _who_knocks(world, route):
            for method in _methods(route, visitor):
                answer = visitor.ask(method, url)
                if why := access.wrong(answer, access.expected(route, visitor), method):
                    yield f"{method} {url} ({route.name}) as {visitor.name} {why}."


def _methods(route: Route, visitor: Visitor) -> Sequence[str]:
    seldom = [method for method in METHODS if method not in KNOCKS]
    drawn = [method for method in seldom if crc32(f"{route.name} {visitor.name} {method}".encode()) % SHARE == 0]
    return METHODS if WHOLE else [*KNOCKS, *drawn]


def _who_knocks(world: World, route: Route) -> list[Visitor]:
    kind = route.door.kind if route.door else ""
    if kind == "token":
        return [*world.visitors[:STRANGERS_ENOUGH], *world.programs]
    return world.visitors[:STRANGERS_ENOUGH] if kind in {"public", "setup"} else world.visitors


def _strangers(world: World, route: Route) -> list[Visitor]:
    """Who of the other ward may come in at this door at all."""
    kind = route.door.kind if route.door else ""
    return {"officer": world.strangers, "account": world.strangers, "token": world.strange_programs}.get(kind, [])


def foreign_wrongs(world: World, routes: list[Route]) -> Iterator[str]:
    """Every officer of the other ward asks for our row, and for one that never was."""
    asked = [(route, world.url(route, world.here)) for route in routes]
    marks = access.marks_of(world.here)
    for route, url in asked:
        other = access.with_another_row(url)
        for visitor in _strangers(world, route):
            shown = visitor.ask("GET", url)
            if other:
                yield from _tells_apart(route, visitor, {"GET": shown}, url, other)
            yield from _gives_away(marks, route, visitor, url, shown)


def _tells_apart(route: Route, visitor: Visitor, known: dict[str, Answer], url: str, other: str) -> Iterator[str]:
    allowed = access.expected(route, visitor) == "in"
    for method in _methods(route, visitor) if allowed else KNOCKS:
        real, none = known.get(method) or visitor.ask(method, url), visitor.ask(method, other)
        if allowed and real.status not in (404, 405):
            yield f"{method} {url} ({route.name}) as {visitor.name} answers {real.status} for another ward's row; "\
                  "look it up through the mandate's ward (404)."  # fmt: skip
        if not real.like(none, url, other):
            yield f"{method} {url} ({route.name}) as {visitor.name} tells that the row exists: {_size(real)}, but "\
                  f"{_size(none)} for one that never was."  # fmt: skip


def _size(answer: Answer) -> str:
    return f"{answer.status} with {len(answer.text)} bytes"


def _gives_away(marks: dict[bytes, str], route: Route, visitor: Visitor, url: str, shown: Answer) -> Iterator[str]:
    for row, mark in access.leaks(shown, marks):
        if mark.encode() not in url.encode():
            yield f"GET {url} ({route.name}) as {visitor.name} shows {row} of another ward ({mark}); read through the "\
                  "mandate."  # fmt: skip


def neighbour_wrongs(world: World) -> Iterator[str]:
    """Lists, counts, searches, exports and files of one ward stay as they are while rows of the other are made."""
    inside = [route for route in world.routes if _strangers(world, route)]
    group = next(iter(world.here.groups.values())).id
    asked = {world.url(route, world.there): route for route in inside}
    # Their own sums are counted later, by a worker that looks after all wards.
    summing.work_off()
    before = {
        (visitor, url): visitor.ask("GET", url) for url, route in asked.items() for visitor in _who_looks(world, route)
    }
    # Behind a closed door there is nothing to count or to search; what frames a page is looked at on the open ones.
    before = {where: answer for where, answer in before.items() if answer.status != 403}
    for visitor, url in [where for where, answer in before.items() if b'type="search"' in answer.text]:
        for searched in (url + more.format(group=group) for more in SEARCHES):
            before[visitor, searched], asked[searched] = visitor.ask("GET", searched), asked[url]
    for route in world.routes:
        world.url(route, world.here)
    for (visitor, url), was in before.items():
        after, route = visitor.ask("GET", url), asked[url]
        if (after.status, after.text) != (was.status, was.text):
            yield f"GET {url} ({route.name}) as {visitor.name} changed when the other ward got rows "\
                  f"({_size(was)} → {_size(after)}); count, search and export inside the ward only. First: "\
                  f"{_first_change(str(was.text), str(after.text))}"  # fmt: skip


def _who_looks(world: World, route: Route) -> list[Visitor]:
    """Half of them on each database, the other half on the other."""
    turn = connection.vendor == "sqlite"
    return [
        visitor for visitor in _strangers(world, route)
        if WHOLE or crc32(f"{route.name} {visitor.name}".encode()) % 2 == turn
    ]  # fmt: skip


def _first_change(was: str, now: str) -> str:
    at = next((at for at, (old, new) in enumerate(zip(was, now, strict=False)) if old != new), min(len(was), len(now)))
    return f"{was[max(0, at - 60) : at + 60]!r} → {now[max(0, at - 60) : at + 60]!r}"


@override_settings(ROOT_URLCONF="tests.house.leaking_urls")
def test_the_matrix_sees_a_leak(world: World) -> None:
    leaking = World(world.here, world.there, world.visitors, world.strangers, world.programs, world.strange_programs)
    leaking.url = _known_row  # type: ignore[method-assign]
    leaking.__dict__["routes"] = access.pages.routes()
    assert "ajar" in " ".join(door_wrongs(leaking, leaking.routes))
    told = " ".join(foreign_wrongs(leaking, leaking.routes))
    assert "tells that the row exists" in told
    assert "shows Mandate" in told
    assert "changed when the other ward got rows" in " ".join(_after_a_birth(leaking))
    assert Client().get("/closed/").status_code == 403


def _known_row(route: Route, cast: Cast) -> str:
    return "/" + route.pattern.replace("<uuid:id>", str(next(iter(cast.mandates.values())).id))


def _after_a_birth(world: World) -> Iterator[str]:
    url = world.url
    born: list[str] = []

    def bear(route: Route, cast: Cast) -> str:
        if cast is world.here and not born:
            born.append("one")
            cast.join("moi-den", "Người Mới Đến", "police", "Công an phường", "duty_desk", "Trực ban 2", ())
        return url(route, cast)

    world.url = bear  # type: ignore[method-assign]
    return neighbour_wrongs(world)
