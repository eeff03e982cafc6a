"""Replacing a ward's key: every data key is wrapped anew, in slices; safe to kill and to run again."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.ledger.actions import record
from langnghe.people import keys, sealing
from langnghe.people.fields import SealedField
from langnghe.people.models import WardKey
from langnghe.places.models import Ward

SLICE = 100


def rotate(ward: Ward, *, by: Bearer, progress: Callable[[int], None] = lambda done: None) -> WardKey:
    """Put a new ward key in the place of the old one and remove the old file at the very end.

    A rotation that was interrupted is continued, not begun again. `progress` hears how many values were re-wrapped.
    Refused when the old key's file is missing.
    """
    if not _unfinished(ward).exists():
        _begin(ward, by)
    done = 0
    for rewrapped in _slices(ward):
        done += rewrapped
        progress(done)
    return _finish(ward, by)


def sealed_columns() -> list[tuple[type[models.Model], str]]:
    """Every sealed column of every room."""
    return [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]


def _unfinished(ward: Ward) -> "models.QuerySet[WardKey]":
    return WardKey.objects.filter(ward=ward, replaced_at__isnull=False, removed_at__isnull=True)


@transaction.atomic
def _begin(ward: Ward, by: Bearer) -> None:
    old = WardKey.objects.filter(ward=ward, replaced_at__isnull=True).first()
    if old:
        keys.load(ward.id, old.key_id)
    keys.make(ward.id, by=by.actor)


def _slices(ward: Ward) -> Iterator[int]:
    for model, column in sealed_columns():
        after: UUID | None = UUID(int=0)
        while after is not None:
            after, count = _one_slice(model, column, ward, after)
            yield count


@transaction.atomic
def _one_slice(model: Any, column: str, ward: Ward, after: UUID) -> tuple[UUID | None, int]:
    """Re-wrap the next rows; gives the id to go on from (None at the end) and how many were changed."""
    rows = model._default_manager.filter(ward=ward, pk__gt=after).exclude(**{column: None}).order_by("pk")
    found = list(rows.select_for_update(no_key=True)[:SLICE])
    key_id, key = keys.current(ward.id)
    stale = [row for row in found if sealing.key_id_of(getattr(row, column)) != key_id]
    for row in stale:
        old = keys.load(ward.id, sealing.key_id_of(getattr(row, column)))
        setattr(row, column, sealing.rewrap(row, column, old, key_id, key))
    model._default_manager.bulk_update(stale, [column])
    return (found[-1].pk if len(found) == SLICE else None), len(stale)


def _finish(ward: Ward, by: Bearer) -> WardKey:
    with transaction.atomic():
        for old in _unfinished(ward):
            WardKey.objects.filter(pk=old.pk).update(removed_at=now())
            record("key.removed", ward_id=ward.id, subject=("people", old.id), by=by.actor, facts={"key": old.key_id})
    for gone in WardKey.objects.filter(ward=ward, removed_at__isnull=False):
        keys.file_of(ward.id, gone.key_id).unlink(missing_ok=True)
    return WardKey.objects.get(ward=ward, replaced_at__isnull=True)
