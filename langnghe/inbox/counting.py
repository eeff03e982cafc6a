"""Counts of the inbox: each as far as `MOST`, all in one statement, and not twice while nothing happened."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import IntegerField, Subquery

from langnghe.inbox.asking import EVERYTHING, PASSED_ON, TABS, Sought
from langnghe.inbox.lists import MOST, Scope
from langnghe.places.models import Ward

# What is over, or elsewhere, is counted only for whoever looks at it: nobody has to do anything about it.
COUNTED_ALWAYS = [tab for tab in TABS if tab not in {PASSED_ON, "da-xong", EVERYTHING}]


@dataclass(frozen=True)
class Count:
    """How many there are, up to `MOST`; `more` when there are more than that."""

    number: int
    more: bool = False


class Counted(Subquery):
    """How many rows a query has, cut off by its own limit."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def of_tabs(scope: Scope, sought: Sought) -> dict[str, Count]:
    """What each tab holds under no filter; the tab one looks at under the filters in use, unless words narrow it."""
    here = {} if sought.words else {sought.tab: sought}
    return count_all(scope, {tab: Sought(tab=tab) for tab in COUNTED_ALWAYS} | here)


def loosened(scope: Scope, sought: Sought) -> dict[str, Count]:
    """How many there would be if one filter was dropped, for each filter in use; `tat-ca`: among all matters."""
    wanted = {name: sought.without(name) for name in sought.filters}
    if sought.filters and sought.tab != EVERYTHING:
        wanted[EVERYTHING] = sought.in_tab(EVERYTHING)
    return count_all(scope, wanted)


def count_all(scope: Scope, wanted: dict[str, Sought]) -> dict[str, Count]:
    """Count some lists: those that are not known since nothing happened, in a single statement."""
    keys = {name: sought.without("order", "size").query for name, sought in wanted.items()}
    known = scope.remembered
    found = {keys[name]: known.known[keys[name]] for name in wanted if keys[name] in known.known}
    for key, number in _count_now(scope, {keys[name]: wanted[name] for name in wanted if keys[name] not in found}):
        found[key] = number
        known.keep(key, number)
    return {name: _count(found[key]) for name, key in keys.items()}


def _count_now(scope: Scope, wanted: dict[str, Sought]) -> Iterator[tuple[str, int]]:
    lists = {key: scope.narrowed(sought) for key, sought in wanted.items()}
    names = {f"n{place}": key for place, key in enumerate(lists) if not lists[key].query.is_empty()}
    columns = {column: Counted(lists[key].order_by().values("pk")[: MOST + 1]) for column, key in names.items()}
    counted = Ward.objects.filter(id=scope.mandate.ward_id).annotate(**columns).values(*columns)
    found = counted.get() if columns else {}
    yield from ((key, 0) for key in wanted)
    yield from ((key, found[column]) for column, key in names.items())


def _count(number: int) -> Count:
    return Count(min(number, MOST), number > MOST)
