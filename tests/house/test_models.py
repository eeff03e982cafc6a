"""Tables: who may point at whom, every row has a ward, uniqueness is declared with it, ids are UUIDv7."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObject, Model, UniqueConstraint, UUIDField

from langnghe.house.rooms import STOREYS
from langnghe.kernel.ids import uuid7

pytestmark = pytest.mark.once

# Which room's tables may point at which lower room's tables.
POINTS_AT = {
    "places": {"places"},
    "people": {"people", "places"},
    "files": {"files", "places"},
    "maps": {"maps", "files", "places"},
    "commitments": {"commitments", "files", "people", "places"},
    "notices": {"notices", "people", "places"},
    "deadlines": {"people", "places"},
    "proof": {"places"},
    "earlier": {"earlier", "places"},
    "intake": {"intake", "opinions", "people", "places"},
    "opinions": {"opinions", "files", "people", "places"},
    "matters": {"matters", "opinions", "people", "places"},
    "answering": {"answering", "matters", "people", "places"},
    "figures": {"places"},
    "promises": {"commitments", "people", "places"},
    "searching": {"places"},
    "roster": {"roster", "places"},
    "workbook": {"workbook", "places"},
    "teaching": {"teaching", "people", "places"},
    "retention": {"places"},
    "sifting": {"sifting", "opinions", "people", "places"},
    "api": {"people", "places"},
    "inbox": {"inbox", "matters", "opinions", "people", "places"},
    "ledger": {"ledger"},
}
# Tables without a ward, each with the reason.
LOOK_UPS = {
    "places.Province": "the country's provinces, the same for every ward",
    "places.Commune": "the country's communes, the same for every ward",
    "places.Lineage": "which commune went into which, the same for every ward",
    "places.NationalDay": "the country's holidays and make-up days, the same for every ward",
    "places.Ward": "the ward itself",
    "searching.Making": "which form of words the indexes hold, the same for every ward",
}
# Keys that are no UUIDv7 of their own, each with the reason.
OTHER_KEYS = {
    "searching.Passage": "FTS5 knows a row by a number; made of the UUIDv7 of the row whose words it holds",
    "searching.Published": "FTS5 knows a row by a number; the same that puts the board in order",
}
# Unique fields declared without the ward, each with the reason.
UNIQUE_ALONE = {
    "people.Officer.username": "the name somebody signs in with, before we know the ward",
    "ledger.Leaf.entry": "an entry's id is unique in the world already",
}


def models() -> list[type[Model]]:
    """Every table of ours."""
    return [model for model in apps.get_models(include_auto_created=True) if _room(model) in STOREYS]


def _room(model: type[Model]) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "langnghe" else parts[0]


def _name(model: type[Model]) -> str:
    return f"{_room(model)}.{model.__name__}"


def tenants() -> list[type[Model]]:
    return [model for model in models() if _name(model) not in LOOK_UPS]


def relations(model: type[Model]) -> Iterator[ForeignObject]:  # type: ignore[type-arg]
    for field in model._meta.get_fields():
        if getattr(field, "remote_field", None) and not field.auto_created:
            yield field  # type: ignore[misc]


def _ward_field(model: type[Model]) -> Field | None:  # type: ignore[type-arg]
    return next((field for field in model._meta.concrete_fields if field.attname == "ward_id"), None)


def test_tables_point_only_at_rooms_they_may() -> None:
    wrong = [
        f"{_name(model)}.{field.name} points at {_name(field.related_model)}; keep a typed reference (room, id) "
        "and let `desk` resolve it, or allow the pair in POINTS_AT of this test by a written decision."
        for model in models()
        for field in relations(model)
        if _room(field.related_model) not in POINTS_AT.get(_room(model), set())
    ]
    assert not wrong, "\n".join(wrong)


def test_the_allowed_list_points_downward() -> None:
    wrong = [
        f"{room} → {other}: a table points only at its own room or a lower storey."
        for room, others in POINTS_AT.items()
        for other in others
        if room != other and STOREYS[other] >= STOREYS[room]
    ]
    assert not wrong, "\n".join(wrong)


def test_reverse_names_are_hidden() -> None:
    wrong = [
        f'{_name(model)}.{field.name} lets {_name(field.related_model)} look up; write related_name="+".'
        for model in models()
        for field in relations(model)
        if not field.remote_field.hidden
    ]
    assert not wrong, "\n".join(wrong)


def test_every_row_belongs_to_a_ward() -> None:
    wrong = [
        f"{_name(model)} has no ward that is always set; inherit places.models.WardRow "
        "(or name it in LOOK_UPS with why)."
        for model in tenants()
        if (field := _ward_field(model)) is None or field.null
    ]
    assert not wrong, "\n".join(wrong)


def test_ids_are_uuid7() -> None:
    wrong = [
        f"{_name(model)}.{model._meta.pk.name}: use UUIDField(primary_key=True, default=kernel.ids.uuid7)."
        for model in tenants()
        if _name(model) not in OTHER_KEYS
        and (not isinstance(model._meta.pk, UUIDField) or model._meta.pk.default is not uuid7)
    ]
    assert not wrong, "\n".join(wrong)


def test_uniqueness_is_declared_with_the_ward() -> None:
    wrong = [
        f"{_name(model)}: unique {', '.join(fields) or 'expression'} holds across wards; "
        "declare it together with the ward."
        for model in tenants()
        for fields in _unique_together(model)
        if not {"ward", "ward_id"} & set(fields) and f"{_name(model)}.{','.join(fields)}" not in UNIQUE_ALONE
    ]
    assert not wrong, "\n".join(wrong)


def test_no_table_writes_the_time_by_itself() -> None:
    wrong = [
        f"{_name(model)}.{field.name}: auto_now passes by the clock that tests move; use default=kernel.clock.now."
        for model in models()
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_table_has_a_column_for_an_address() -> None:
    wrong = [
        f"{_name(model)}.{field.name}: no address of a visitor's machine is stored anywhere."
        for model in models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"GenericIPAddressField", "IPAddressField"} or "user_agent" in field.name
    ]
    assert not wrong, "\n".join(wrong)


def test_lists_of_exceptions_name_only_what_exists() -> None:
    known = {_name(model) for model in models()}
    fields = {f"{_name(model)}.{field.name}" for model in models() for field in model._meta.concrete_fields}
    gone = ((set(LOOK_UPS) | set(OTHER_KEYS)) - known) | (set(UNIQUE_ALONE) - fields)
    assert not gone, f"Take these out of the lists of this test, they are no more: {sorted(gone)}"


def _unique_together(model: type[Model]) -> Iterator[list[str]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.fields) or _named_in(constraint)
    yield from (list(names) for names in model._meta.unique_together)
    yield from ([field.name] for field in model._meta.concrete_fields if field.unique and not field.primary_key)


def _named_in(constraint: UniqueConstraint) -> list[str]:
    """Fields inside expressions: F("ward"), Lower("name")."""
    found: list[str] = []
    waiting = list(constraint.expressions)
    while waiting:
        expression = waiting.pop()
        found += [expression.name] if hasattr(expression, "name") else []
        waiting += expression.get_source_expressions() if hasattr(expression, "get_source_expressions") else []
    return found
