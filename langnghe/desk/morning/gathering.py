"""Many short lists at once: how many rows each has, counted to a thousand, and its first few.

One statement for all counts and orders, one a table for the rows shown, however many lists there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from langnghe.inbox.ordering import ids_of

COUNTED = 1_000
Found = QuerySet[Any]


@dataclass
class Gathered:
    """One list: its table, the ids of its rows as far as they are counted (`more`: there are others), its first."""

    table: Found
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


def order(lists: Mapping[str, Found]) -> dict[str, tuple[Found, list[UUID]]]:
    """The table of each list with the ids of its rows in their order, for lists that have any; one statement.

    To be remembered, so that nobody puts the questions together again while the answers are known.
    """
    return {name: (_table(lists[name]), ids) for name, ids in ids_of(lists, COUNTED + 1).items()}


def fill(gathered: Mapping[str, Gathered], shown: int, besides: Found, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Give each list its first rows; all rows fetched, by id.

    `besides`: all rows of a table that may be seen at this moment; of these some more are needed (`ids`).
    """
    fetched: dict[UUID, Any] = {}
    wanted: dict[type[Model], set[UUID]] = {besides.model: set(ids)}
    like = {one.table.model: one.table for one in gathered.values()} | {besides.model: besides}
    for one in gathered.values():
        wanted.setdefault(one.table.model, set()).update(one.ids[:shown])
    for model, some in wanted.items():
        fetched |= {row.pk: row for row in like[model].filter(pk__in=some)} if some else {}
    for one in gathered.values():
        one.rows = [fetched[row_id] for row_id in one.ids[:shown] if row_id in fetched]
    return fetched


def _table(found: Found) -> Found:
    """The whole table of a list, with what the list selects beside each row."""
    rows: Found = found.model._default_manager.all()
    rows.query.select_related = found.query.select_related
    return rows
