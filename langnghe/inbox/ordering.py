"""Which rows lists have, by their ids: known while nothing happens, and the least that can be asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, overload
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from langnghe.inbox.asking import Sought
from langnghe.inbox.counting import Count
from langnghe.inbox.lists import MOST, Scope
from langnghe.inbox.rows import heads


class Found(Sequence[Any]):
    """A list narrowed by words, first what is written just as typed: its ids are known until something happens.

    Each slice is one page, read anew through the guarded doors.
    """

    def __init__(self, scope: Scope, sought: Sought) -> None:
        self._scope, self._sought = scope, sought
        name = f"found:{sought.without('size').query}"
        self._ids: list[UUID] = scope.remembered.get(name, lambda: _ids(scope, sought))

    def __len__(self) -> int:
        return self.counted.number

    @property
    def counted(self) -> Count:
        """How many there are, as far as anybody counts."""
        return Count(min(len(self._ids), MOST), len(self._ids) > MOST)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, int):
            return self[index : index + 1][0]
        wanted = self._ids[index]
        if not wanted:
            return []
        seen = self._scope.narrowed(self._sought.without("words")).filter(pk__in=wanted)
        rows = {row.id: row for row in heads(seen, self._sought)}
        return [rows[one] for one in wanted if one in rows]


def _ids(scope: Scope, sought: Sought) -> list[UUID]:
    """As far as anybody counts, and one more."""
    rows, exact = scope.in_order(sought), scope.exact(sought)
    found = ids_of({"exact": exact, "all": rows} if exact is not None else {"all": rows}, MOST + 1)
    return list(dict.fromkeys(chain(found.get("exact", ()), found.get("all", ()))))[: MOST + 1]


def ids_of(lists: "Mapping[str, QuerySet[Any]]", most: int) -> dict[str, list[UUID]]:
    """The ids of the first rows of each list in their order, for lists that have any; one statement."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for name, row_id in _asked(lists, most):
        found[name].append(row_id)
    return dict(found)


def _asked(lists: "Mapping[str, QuerySet[Any]]", most: int) -> Iterator[tuple[str, UUID]]:
    names, parts = list(lists), []
    values: list[Any] = []
    for place, found in enumerate(lists.values()):
        try:
            sql, given = found.values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            continue  # a list that has nothing whatever the rows: Django makes no question of it
        parts.append(f"SELECT {place}, one.*, ROW_NUMBER() OVER () FROM ({sql}) AS one")  # noqa: S608 - Django's own
        values += given
    if not parts:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = sorted(cursor.fetchall(), key=lambda row: (row[0], row[2]))
    for place, row_id, _nth in rows:
        yield names[place], row_id if isinstance(row_id, UUID) else UUID(row_id)
