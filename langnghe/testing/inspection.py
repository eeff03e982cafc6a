"""What is looked at after every test with a database: no row points into another ward, entries carry codes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Model

from langnghe.house.rooms import STOREYS
from langnghe.ledger.models import Entry
from langnghe.places.models import Ward

# Codes, ids, hashes, dates, host names: one ASCII word. Free text has spaces or accents.
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+=-]{0,127}|")
KIND = re.compile(r"[a-z_]+\.[a-z_]+")

# Relations that may lead into another ward, each with the reason.
ACROSS_ALLOWED: dict[str, str] = {
    "ledger.Leaf.entry": "what a merged ward still records lies in the log of the ward that goes on",
}
# Who acted in a ward that was merged may be of the ward that goes on with its work, and of no other:
# docs/decisions/open-work-of-a-merged-ward.md. Not within `people`: an account and its mandates are of one ward; but
# who opened a sealed contact acted on what the old ward left.
WHO_ACTS = ("people.Mandate", "people.Officer", "people.Post")
_looked_at: set[Any] = set()


def wrongs() -> list[str]:
    """Sentences about rows that break a rule; empty when all is well, or when the test broke its transaction."""
    if connection.needs_rollback:
        return []
    return [*_crossings(), *_entries()]


def _crossings() -> Iterator[str]:
    # Between the rows of one ward nothing can cross; with two, one statement tells whether anything does.
    if Ward.objects.count() < 2 or not _anything_crosses():
        return
    heirs = _heirs()
    for model, field in _ward_relations():
        crossing = model._base_manager.exclude(**{f"{field}__ward_id": F("ward_id")}).exclude(**{field: None})
        rows: Any = crossing.select_related(field)
        for row in rows:
            if _names_who_acts(model, field) and getattr(row, field).ward_id in heirs.get(row.ward_id, ()):
                continue
            yield (
                f"{model.__name__} {row.pk}: {field} points at a row of another ward; no key crosses wards. "
                "Look the row up inside the ward, or keep a plain id."
            )


def _names_who_acts(model: type[Model], field: str) -> bool:
    there: Any = model._meta.get_field(field).related_model
    if model._meta.app_label == "people" and model._meta.label != "people.ContactOpening":
        return False
    return there._meta.label in WHO_ACTS


def _heirs() -> dict[Any, set[Any]]:
    """Of each ward that was merged, every ward it went into, directly or through others."""
    into = dict(Ward.objects.filter(successor__isnull=False).values_list("id", "successor_id"))
    found = {}
    for ward in into:
        chain, at = set(), into.get(ward)
        while at is not None:
            chain.add(at)
            at = into.get(at)
        found[ward] = chain
    return found


def _anything_crosses() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        return cursor.fetchone() is not None


@cache
def _statement() -> str:
    quoted = connection.ops.quote_name
    parts = []
    for model, name in _ward_relations():
        field: Any = model._meta.get_field(name)
        there = field.related_model._meta
        parts.append(
            f"SELECT 1 FROM {quoted(model._meta.db_table)} a JOIN {quoted(there.db_table)} b "
            f"ON a.{quoted(field.column)} = b.{quoted(there.pk.column)} WHERE a.ward_id <> b.ward_id"
        )
    return " UNION ALL ".join(parts) + " LIMIT 1"


@cache
def _ward_relations() -> list[tuple[type[Model], str]]:
    """Relations between two tables that both belong to a ward."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("langnghe.") and hasattr(model, "ward_id")
        for field in model._meta.concrete_fields
        if field.is_relation and hasattr(field.related_model, "ward_id")
        if f"{model._meta.label}.{field.name}" not in ACROSS_ALLOWED
    ]


def _entries() -> Iterator[str]:
    # An entry never changes: one that was looked at before, as those of the cast, is still well.
    new = set(Entry.objects.values_list("pk", flat=True)) - _looked_at
    for entry in Entry.objects.filter(pk__in=new) if len(new) < 500 else Entry.objects.all():
        yield from (f"entry {entry.kind}: {wrong}" for wrong in entry_wrongs(entry))
    _looked_at.update(new)


def entry_wrongs(entry: Entry) -> Iterator[str]:
    """What is wrong with one entry."""
    if not KIND.fullmatch(entry.kind):
        yield "a kind is called noun.happened"
    if entry.room not in STOREYS:
        yield f"its subject's room {entry.room!r} is not in langnghe/house/rooms.py"
    if (entry.actor_kind == "officer") != (entry.actor_id is not None):
        yield "an officer acts with the id of a mandate, nobody else with one"
    for key, value in entry.facts.items():
        if not _is_code(key) or not _is_code(value):
            yield f"fact {key!r} = {value!r} reads like free text; write a code, an id, a number or a hash"


def _is_code(value: object) -> bool:
    if isinstance(value, str):
        return CODE.fullmatch(value) is not None
    return value is None or (isinstance(value, int) and not isinstance(value, bool))
