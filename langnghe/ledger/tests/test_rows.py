"""Rows written without the mapper's detours are those it would have written (`kernel/rows.py`)."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from langnghe.kernel.ids import uuid7
from langnghe.kernel.rows import MOST, insert, new, sent_ahead
from langnghe.ledger.models import Entry

FACTS = {"step": str(uuid7()), "count": 3, "none": None}


def entry(**values: object) -> Entry:
    told = {"ward_id": uuid7(), "kind": "test.done", "room": "ledger", "subject_id": uuid7(), "actor_kind": "system"}
    return new(Entry, **{**told, "facts": FACTS, "commitment": bytes(range(32)), "salt": bytes(32), **values})


def facts_of(row: Entry) -> dict[str, object]:
    return {
        field.attname: bytes(value) if isinstance(value, memoryview) else value
        for field in Entry._meta.concrete_fields
        for value in [getattr(row, field.attname)]
    }


@pytest.mark.django_db
def test_a_new_row_is_as_the_class_makes_it() -> None:
    made = entry(salt=b"\0'\\")
    by_class = Entry(**facts_of(made))
    assert facts_of(made) == facts_of(by_class)
    assert made._state.adding
    assert made.about is None
    assert entry(facts={}).id != made.id
    with pytest.raises(TypeError, match="no colour"):
        new(Entry, colour="red")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 2, 5, MOST, MOST + 3])
def test_rows_come_back_as_they_were_written_however_many(count: int) -> None:
    rows = [entry(about=bytes(32) if number % 2 else None) for number in range(count)]
    insert(*rows)
    read = Entry.objects.in_bulk([row.id for row in rows])
    assert [facts_of(read[row.id]) for row in rows] == [facts_of(row) for row in rows]
    assert not rows[0]._state.adding


@transaction.atomic
def write_ahead(row: Entry) -> None:
    """A row, then four in another statement."""
    with sent_ahead():
        insert(row)
        insert(entry(), entry(), entry(), entry())


@pytest.mark.django_db
def test_what_fails_ahead_of_its_answer_fails_by_the_end_and_hurts_nothing_later() -> None:
    first = entry()
    insert(first)
    for _time in range(3):
        with pytest.raises(IntegrityError):
            write_ahead(entry(id=first.id))
    write_ahead(entry())
    assert Entry.objects.count() == 6


@pytest.mark.django_db
def test_no_entry_is_written_without_its_salt() -> None:
    with pytest.raises(DatabaseError, match="salt"), transaction.atomic():
        insert(entry(salt=None))
