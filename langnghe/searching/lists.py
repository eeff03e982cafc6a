"""Lists narrowed to what was found, in the order in which it was found."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, overload
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL


def among(ids: Iterable[UUID]) -> RawSQL:
    """Ids as the right side of `__in`: one value of a statement, however many there are."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps([one.hex for one in ids])])
    return RawSQL("SELECT unnest(%s::uuid[])", [list(ids)])


class Ids(Sequence[UUID]):
    """Ids of rows, 16 bytes each: lists of them are kept in memory."""

    def __init__(self, ids: Iterable[UUID]) -> None:
        self._bytes = b"".join(one.bytes for one in ids)

    def __len__(self) -> int:
        return len(self._bytes) // 16

    @overload
    def __getitem__(self, index: int) -> UUID: ...
    @overload
    def __getitem__(self, index: slice) -> list[UUID]: ...
    def __getitem__(self, index: "int | slice") -> "UUID | list[UUID]":
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index] * 16
        return UUID(bytes=self._bytes[place : place + 16])


class InOrder(Sequence[Any]):
    """The rows of a list that were found, in the order of `ids`; one slice is one page.

    Those of `ids` that are no longer in `rows` are left out of their page.
    """

    def __init__(self, rows: "QuerySet[Any]", ids: Sequence[UUID]) -> None:
        self._rows, self._ids = rows, ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> Model: ...
    @overload
    def __getitem__(self, index: slice) -> list[Model]: ...
    def __getitem__(self, index: "int | slice") -> "Model | list[Model]":
        if isinstance(index, int):
            return self[index : index + 1][0]
        some = self._ids[index]
        found = {row.pk: row for row in self._rows.filter(pk__in=some)}
        return [found[one] for one in some if one in found]
