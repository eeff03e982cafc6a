"""The test ground itself: the ledger stays closed, transactional tests leave nothing, the served product answers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from playwright.sync_api import Page

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry, Job
from langnghe.matters.actions import open_matter
from langnghe.matters.models import Assignment
from langnghe.people.models import Mandate, PostGroup
from langnghe.places.mergers import merge_ward
from langnghe.places.models import Province
from langnghe.testing import cast as the_cast
from langnghe.testing import database, inspection, kept


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
    look(phone, "ground")


def test_passkeys_are_possible_at_localhost_only(phone_js: Page, desktop: Page) -> None:
    phone_js.goto("/khong-co-trang-nay/")
    desktop.goto("/khong-co-trang-nay/")
    assert not phone_js.evaluate("isSecureContext")
    assert desktop.evaluate("isSecureContext")


@pytest.mark.parametrize("build", [the_cast.dien_hong, the_cast.hac_thanh])
def test_a_cast_put_back_is_the_cast_that_the_actions_build(db: None, build: Callable[[], the_cast.Cast]) -> None:
    put_back = _people(kept.put_back(build)), _rows()
    database.empty()
    assert put_back == (_people(build()), _rows())


def _people(cast: the_cast.Cast) -> list[tuple[str, str, str, str]]:
    here = Mandate.objects.filter(id__in=[mandate.id for mandate in cast.mandates.values()])
    return sorted((one.officer.username, one.officer.name, one.role, one.post.name) for one in here)


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        rows = {table: _count(cursor, table) for table in database.written_tables()}
    return {table: count for table, count in rows.items() if table != Job._meta.db_table}


def _count(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {database.quoted(table)}")
    return int(cursor.fetchone()[0])


def test_a_row_that_points_into_another_ward_is_seen(dien_hong: the_cast.Cast, hac_thanh: the_cast.Cast) -> None:
    assert not inspection.wrongs()
    ours = PostGroup.objects.filter(ward=dien_hong.ward)[:1]
    PostGroup.objects.filter(pk__in=[one.pk for one in ours]).update(group=hac_thanh.groups["Tổ 3"])
    assert "points at a row of another ward" in " ".join(inspection.wrongs())
    transaction.set_rollback(True)


@pytest.mark.parametrize(("successor", "is_seen"), [("into ours", False), ("none", True), ("the other way", True)])
def test_only_the_heir_of_a_merged_ward_may_be_named_as_who_acted_there(
    dien_hong: the_cast.Cast, hac_thanh: the_cast.Cast, successor: str, is_seen: bool
) -> None:
    matter = open_matter(hac_thanh.ward, raised_on=date(2026, 11, 2), by=hac_thanh["quy"])
    old, new = (hac_thanh, dien_hong) if successor == "into ours" else (dien_hong, hac_thanh)
    if successor != "none":
        merge_ward(old.ward, into=new.ward, by=system(old.ward.id))
    Assignment.objects.create(ward=hac_thanh.ward, matter=matter, at=now(), by=dien_hong["minh"])
    assert bool(inspection.wrongs()) == is_seen
    transaction.set_rollback(True)
