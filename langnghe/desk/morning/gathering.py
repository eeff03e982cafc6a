"""Many short lists at once: how many rows each has, counted to a thousand, and its first few.

One statement for all counts and orders, one a table for the rows shown, however many lists there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

COUNTED = 1_000
Found = QuerySet[Any]


@dataclass
class Gathered:
    """One list: its query, how many rows it has (`more`: than are counted), and the first in their order."""

    found: Found
    ids: list[UUID] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows, as far as they are counted."""
        return min(len(self.ids), COUNTED)

    @property
    def more(self) -> bool:
        """Whether there are more than that."""
        return len(self.ids) > COUNTED


def order(lists: Mapping[str, Found]) -> dict[str, Gathered]:
    """The lists by name with the ids of their rows in order; one statement."""
    gathered = {name: Gathered(found) for name, found in lists.items()}
    for name, row_id in _ids(lists):
        gathered[name].ids.append(row_id)
    return gathered


def _ids(lists: Mapping[str, Found]) -> Iterator[tuple[str, UUID]]:
    names, parts = list(lists), []
    values: list[Any] = []
    for place, found in enumerate(lists.values()):
        sql, given = found.values("pk")[: COUNTED + 1].query.sql_with_params()
        parts.append(f"SELECT {place}, one.*, ROW_NUMBER() OVER () FROM ({sql}) AS one")  # noqa: S608 - Django's own
        values += given
    if not parts:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = sorted(cursor.fetchall(), key=lambda row: (row[0], row[2]))
    for place, row_id, _nth in rows:
        yield names[place], row_id if isinstance(row_id, UUID) else UUID(row_id)


def fill(gathered: Mapping[str, Gathered], shown: int, besides: Found, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Give each list its first rows; all rows fetched, by id. `besides`: of these rows some more are needed (`ids`)."""
    fetched: dict[UUID, Any] = {}
    wanted: dict[type[Model], set[UUID]] = {besides.model: set(ids)}
    like = {besides.model: besides} | {one.found.model: one.found for one in gathered.values()}
    for one in gathered.values():
        wanted.setdefault(one.found.model, set()).update(one.ids[:shown])
    for model, some in wanted.items():
        fetched |= _rows(like[model], some) if some else {}
    for one in gathered.values():
        one.rows = [fetched[row_id] for row_id in one.ids[:shown] if row_id in fetched]
    return fetched


def _rows(like: Found, ids: set[UUID]) -> dict[UUID, Any]:
    """The rows of one table by id, with what this list selects beside them."""
    rows = like.model._default_manager.filter(pk__in=ids)
    rows.query.select_related = like.query.select_related
    return {row.pk: row for row in rows}
