"""The test ground itself: the ledger stays closed, transactional tests leave nothing, the served product answers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from playwright.sync_api import Page

from langnghe.kernel.actors import Actor
from langnghe.kernel.ids import uuid7
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.places.models import Province


def a_province() -> Province:
    return Province.objects.create(code="ZZ", name="Thử", kind="tỉnh", in_force_from=date(2026, 1, 1))


@transaction.atomic
def an_entry() -> Entry:
    return record("ward.opened", ward_id=uuid7(), subject=("places", uuid7()), by=Actor("system"))


@pytest.mark.parametrize("attempt", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_nothing_behind_but_the_look_up_rows(attempt: str) -> None:
    assert not Province.objects.filter(code="ZZ").exists()
    assert not Entry.objects.exists()
    a_province()
    an_entry()


@pytest.mark.parametrize("statement", ["DELETE FROM ledger_entry", "UPDATE ledger_entry SET kind = 'x'"])
@pytest.mark.django_db(transaction=True)
def test_the_ledger_stays_closed_in_tests_and_between_them(statement: str) -> None:
    an_entry()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 1


def test_a_phone_reaches_the_served_product_at_a_private_address(
    phone: Page, look: Callable[[Page, str], Path]
) -> None:
    answer = phone.goto("/khong-co-trang-nay/")
    assert answer is not None
    assert answer.status == 404
    assert "localhost" not in phone.url
    assert look(phone, "ground").exists()


def test_passkeys_are_possible_at_localhost_only(phone_js: Page, desktop: Page) -> None:
    phone_js.goto("/khong-co-trang-nay/")
    desktop.goto("/khong-co-trang-nay/")
    assert not phone_js.evaluate("isSecureContext")
    assert desktop.evaluate("isSecureContext")
