"""Many short lists at once: how many rows each has, counted to a thousand, and its first few.

One statement for all counts and orders, one a table for the rows shown, however many lists there are.
"""

from collections import defaultdict
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
    """One list: its query, the ids of its rows as far as they are counted (`more`: there are others), its first."""

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


def order(lists: Mapping[str, Found]) -> dict[str, list[UUID]]:
    """The ids of the rows of each list in their order, for lists that have any; one statement."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for name, row_id in _ids(lists):
        found[name].append(row_id)
    return dict(found)


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
    """Give each list its first rows; all rows fetched, by id.

    `besides`: all rows of a table that may be seen at this moment; of these some more are needed (`ids`).
    """
    fetched: dict[UUID, Any] = {}
    wanted: dict[type[Model], set[UUID]] = {besides.model: set(ids)}
    like = {one.found.model: _whole(one.found) for one in gathered.values()} | {besides.model: besides}
    for one in gathered.values():
        wanted.setdefault(one.found.model, set()).update(one.ids[:shown])
    for model, some in wanted.items():
        fetched |= {row.pk: row for row in like[model].filter(pk__in=some)} if some else {}
    for one in gathered.values():
        one.rows = [fetched[row_id] for row_id in one.ids[:shown] if row_id in fetched]
    return fetched


def _whole(found: Found) -> Found:
    """The table of a list, with what the list selects beside each row."""
    rows: Found = found.model._default_manager.all()
    rows.query.select_related = found.query.select_related
    return rows
