"""The demo's stories as rows: all that belongs to one matter, found by the ids the rows hold of each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from langnghe.ledger.models import Entry, Job
from langnghe.places.models import Ward

# Rooms and tables whose rows are of the ward and not of a story, or are made from other rows.
NOT_TOLD = frozenset({
    "auth", "contenttypes", "mfa", "maps", "places", "people", "searching", "sessions", "notices", "figures",
    "proof", "ledger.leaf",
})  # fmt: skip
# What cannot be told twice: pictures lie on the disk, five promises a year are pinned, a hand-over reaches two wards.
ONCE = frozenset({"files", "promises", "intake.boxopening", "answering.arrival"})
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
Rows = list[Model]


def stories(wards: Iterable[Ward], since: UUID) -> list[Rows]:
    """Rows that hang together, each story in the order of its writing; older rows than `since` are left out."""
    rows = {row.pk: row for ward in wards for row in _rows(ward, since)}
    head = {key: key for key in rows}

    def root(key: UUID) -> UUID:
        while head[key] != key:
            head[key] = key = head[head[key]]
        return key

    for key, row in rows.items():
        for other in _named(row):
            if other in head:
                head[root(key)] = root(other)
    together: dict[UUID, Rows] = defaultdict(list)
    for key in sorted(rows):
        together[root(key)].append(rows[key])
    return sorted(together.values(), key=lambda some: some[0].pk)


def moments(rows: Rows) -> dict[UUID, datetime]:
    """When each row was written: with the entry that tells of it, which is written last."""
    entries = [row for row in rows if isinstance(row, Entry)]
    found, at = {}, entries[-1].at if entries else None
    for row in reversed(rows):
        at = row.at if isinstance(row, Entry) else at
        found[row.pk] = row.due_at if isinstance(row, Job) else at
    return {key: moment for key, moment in found.items() if moment is not None}


def may_be_told_again(rows: Rows) -> bool:
    """Whether no row stands for something there is only once."""
    labels = {row._meta.label_lower for row in rows}
    return not any(label in ONCE or label.split(".")[0] in ONCE for label in labels) and not any(
        getattr(row, "contact_id", None) for row in rows
    )


def _rows(ward: Ward, since: UUID) -> Iterator[Model]:
    for model in apps.get_models():
        names = {field.attname for field in model._meta.concrete_fields}
        told = NOT_TOLD.isdisjoint({model._meta.app_label, model._meta.label_lower})
        if told and "ward_id" in names and not model.__name__.endswith("Counter"):
            yield from model._default_manager.filter(ward_id=ward.id, pk__gte=since)


def _named(row: Model) -> Iterator[UUID]:
    for value in values(row).values():
        if isinstance(value, UUID):
            yield value
        elif isinstance(value, Mapping):
            yield from (UUID(found) for fact in value.values() for found in _ID.findall(str(fact)))


def values(row: Model) -> dict[str, Any]:
    """The row's columns that are written."""
    fields = [field for field in row._meta.concrete_fields if not getattr(field, "generated", False)]
    return {str(field.column): _plain(getattr(row, field.attname)) for field in fields}


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
