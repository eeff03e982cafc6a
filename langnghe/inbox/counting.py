"""Counts of the inbox: each as far as `MOST`, all in one statement."""

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from langnghe.inbox.asking import EVERYTHING, TABS, Sought
from langnghe.inbox.lists import MOST, Scope
from langnghe.places.models import Ward

# What is over is counted only for whoever looks at it: nobody has to do anything about it.
COUNTED_ALWAYS = [tab for tab in TABS if tab not in {"da-xong", EVERYTHING}]


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
    """What each tab holds under no filter; the tab one looks at under the filters in use."""
    wanted = {tab: scope.narrowed(Sought(tab=tab)) for tab in COUNTED_ALWAYS}
    return count_all(scope, wanted | {sought.tab: scope.narrowed(sought)})


def loosened(scope: Scope, sought: Sought) -> dict[str, Count]:
    """How many there would be if one filter was dropped, for each filter in use; `tat-ca`: among all matters."""
    wanted = {name: scope.narrowed(sought.without(name)) for name in sought.filters}
    if sought.filters and sought.tab != EVERYTHING:
        wanted[EVERYTHING] = scope.narrowed(sought.in_tab(EVERYTHING))
    return count_all(scope, wanted)


def count_all(scope: Scope, lists: dict[str, QuerySet[Any]]) -> dict[str, Count]:
    """Count some lists in a single statement."""
    names = {f"n{place}": name for place, name in enumerate(lists)}
    columns = {
        column: Counted(lists[name].order_by().values("pk")[: MOST + 1])
        for column, name in names.items()
        if not lists[name].query.is_empty()
    }
    counted = Ward.objects.filter(id=scope.mandate.ward_id).annotate(**columns).values(*columns)
    found = counted.get() if columns else {}
    return {name: _count(found.get(column, 0)) for column, name in names.items()}


def _count(number: int) -> Count:
    return Count(min(number, MOST), number > MOST)
