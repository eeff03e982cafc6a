"""A ward's workbook comes in whole through the rooms it belongs to, goes on after a stop, and is taken back exactly."""

from typing import Any

import pytest
from django.db.models import Model

from langnghe.commitments.models import Commitment
from langnghe.earlier.models import EarlierLine
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.matters.supporting import support
from langnghe.opinions.models import NamedOfficer, Opinion
from langnghe.people.actions import give_mandate
from langnghe.people.demo import set_up_sign_in
from langnghe.people.entrances import can_sign_in, make_entrance
from langnghe.people.models import Entrance, Mandate, Officer, Post, PostGroup, Unit
from langnghe.places.models import Address, Household, ResidentialGroup, Ward
from langnghe.roster.models import OfficerLine
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.workbook.imports import machine
from langnghe.workbook.models import WorkbookImport, WorkbookRemark
from langnghe.workbook.tests.books import HOUSEHOLDS, OFFICERS, WHOLE, book_of, with_rows

TABLES: list[type[Model]] = [
    ResidentialGroup, Address, Household, Officer, Unit, Post, PostGroup, Mandate, Entrance, Opinion, NamedOfficer,
    Matter, Joining, Answer, Commitment,
]  # fmt: skip


@pytest.fixture(autouse=True)
def today():  # type: ignore[no-untyped-def]
    """Some months after the opinions of earlier years."""
    with frozen("2026-11-24T08:30:00"):
        yield


def checked(ward: Ward, data: bytes) -> WorkbookImport:
    by = system(ward.id)
    return machine.check(machine.receive(ward, "so.xlsx", [data], by=by), by=by)


def applied(ward: Ward, data: bytes) -> WorkbookImport:
    batch = machine.confirm(checked(ward, data), by=system(ward.id))
    while machine.apply(batch, by=system(ward.id), seconds=0):
        pass
    batch.refresh_from_db()
    return batch


def taken_back(batch: WorkbookImport) -> WorkbookImport:
    machine.ask_undo(batch, by=system(batch.ward_id))
    while machine.undo(batch, by=system(batch.ward_id), seconds=0):
        pass
    batch.refresh_from_db()
    return batch


def state_of(ward: Ward) -> dict[str, list[Any]]:
    """Every field of every row that a workbook may touch."""
    return {table.__name__: sorted(table._default_manager.filter(ward=ward).values_list(), key=str) for table in TABLES}


def remarks(batch: WorkbookImport, *, notes: bool = False) -> list[tuple[str, int, str, str]]:
    found = WorkbookRemark.objects.filter(batch=batch, is_note=notes).order_by("sheet", "number", "column")
    return list(found.values_list("sheet", "number", "column", "code"))


def test_a_whole_workbook_comes_in(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, book_of(WHOLE))
    assert (batch.state, batch.wrong, remarks(batch)) == ("applied", 0, [])
    assert Household.objects.filter(ward=dien_hong.ward).count() == 3
    assert str(Household.objects.get(code="DH-003").group) == "Khu phố 9"
    phuc = Officer.objects.get(username="phuc.tran")
    seat = Mandate.objects.get(officer=phuc)
    assert (seat.post.role, seat.post.name, str(seat.starts_on)) == (
        "beat_officer", "Cảnh sát khu vực Tổ 3; Tổ 8", "2026-08-01"
    )  # fmt: skip
    assert {str(row.group) for row in PostGroup.objects.filter(post=seat.post)} == {"Tổ 3", "Tổ 8"}
    assert seat.post.unit == dien_hong["chau"].post.unit
    assert str(Mandate.objects.get(officer__username="tu.nguyen").ends_on) == "2028-12-31"
    assert str(Opinion.objects.get(words__startswith="Đèn").group) == "Tổ 8"
    assert sorted(Commitment.objects.values_list("state", flat=True)) == ["booked", "open"]
    assert Matter.objects.count() == 3


def test_invited_people_have_no_password_until_they_use_their_slip(dien_hong: Cast) -> None:
    applied(dien_hong.ward, book_of(WHOLE))
    phuc = Officer.objects.get(username="phuc.tran")
    assert not can_sign_in(phuc)
    entrance, code = make_entrance(phuc, by=dien_hong["hanh"])
    assert (entrance.why, len(code)) == ("first", 19)


def test_whoever_has_an_account_keeps_it_and_is_told_of(dien_hong: Cast) -> None:
    batch = checked(dien_hong.ward, book_of(WHOLE))
    assert remarks(batch, notes=True) == [("officers", 4, "username", "account_known")]
    machine.apply(machine.confirm(batch, by=dien_hong["hanh"]), by=dien_hong["hanh"])
    assert Officer.objects.filter(username="chau").count() == 1
    assert Mandate.objects.filter(officer__username="chau").count() == 2


def test_checking_writes_nothing(dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = checked(dien_hong.ward, book_of(WHOLE))
    assert (batch.state, batch.total, batch.wrong) == ("checked", 14, 0)
    assert batch.sheets["groups"] == {"good": 3, "added": 2, "changed": 0, "same": 1}
    assert batch.sheets["promises"]["added"] == 2
    assert state_of(dien_hong.ward) == before


def test_undo_gives_back_the_state_before_field_by_field(dien_hong: Cast) -> None:
    applied(dien_hong.ward, book_of({"households": [("Tổ 3", "DH-001", "Nguyễn Thị Cũ", "1 Lê Lợi", 2)]}))
    before = state_of(dien_hong.ward)
    batch = applied(dien_hong.ward, book_of(WHOLE))
    assert state_of(dien_hong.ward) != before
    assert taken_back(batch).state == "undone"
    assert state_of(dien_hong.ward) == before
    assert not OfficerLine.objects.exists()
    assert not EarlierLine.objects.exists()


def test_the_same_workbook_again_adds_nothing(dien_hong: Cast) -> None:
    applied(dien_hong.ward, book_of(WHOLE))
    before = state_of(dien_hong.ward)
    again = applied(dien_hong.ward, book_of(WHOLE))
    assert (again.added, again.changed, again.wrong) == (0, 0, 0)
    assert state_of(dien_hong.ward) == before


def test_a_stopped_import_goes_on_and_a_stopped_one_is_taken_back(dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = machine.confirm(checked(dien_hong.ward, book_of(WHOLE)), by=dien_hong["hanh"])
    while not Household.objects.filter(ward=dien_hong.ward).exists():
        assert machine.apply(batch, by=dien_hong["hanh"], seconds=0)
    assert not Opinion.objects.exists()
    taken_back(batch)
    assert state_of(dien_hong.ward) == before


def test_wrong_rows_stay_out_and_the_others_come_in(dien_hong: Cast) -> None:
    rows = [*OFFICERS, ("x", "", "Vua", "", "", "Tổ 99", "hôm qua", "")]
    batch = applied(dien_hong.ward, with_rows(officers=rows))
    assert batch.state == "applied"
    assert Officer.objects.filter(username="phuc.tran").exists()
    assert not Officer.objects.filter(username="x").exists()


def test_a_workbook_whose_people_signed_in_is_not_taken_back(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, book_of(WHOLE))
    set_up_sign_in(Officer.objects.get(username="phuc.tran"), "x" * 12, "A" * 32)
    with pytest.raises(Refused, match="Trần Văn Phúc đã nhận việc"):
        machine.ask_undo(batch, by=dien_hong["hanh"])
    assert Household.objects.exists()


def test_a_workbook_on_which_others_rest_is_not_taken_back(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, book_of(WHOLE))
    post = Post.objects.get(name="Tổ trưởng Tổ 8")
    extra = give_mandate(post, dien_hong.officer("giang"), by=dien_hong["hanh"])
    with pytest.raises(Refused, match="đã được dùng vào việc"):
        machine.ask_undo(batch, by=dien_hong["hanh"])
    extra.delete()
    support(Matter.objects.get(title__startswith="Đèn"), "browser", b"somebody")
    with pytest.raises(Refused, match="không hoàn tác được"):
        machine.ask_undo(batch, by=dien_hong["hanh"])


def test_slips_nobody_used_go_with_their_accounts(dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = applied(dien_hong.ward, book_of(WHOLE))
    make_entrance(Officer.objects.get(username="phuc.tran"), by=dien_hong["hanh"])
    taken_back(batch)
    assert state_of(dien_hong.ward) == before


def test_what_was_changed_since_the_check_is_said_of_its_row(dien_hong: Cast) -> None:
    row = (*OFFICERS[0][:5], "Tổ 3", "", "")
    batch = checked(dien_hong.ward, book_of({"officers": [row], "households": HOUSEHOLDS[:1]}))
    dien_hong.join("phuc.tran", "Người Khác", "front", "Mặt trận", "front_officer", "Cán bộ", ())
    batch = machine.confirm(batch, by=dien_hong["hanh"])
    machine.apply(batch, by=dien_hong["hanh"])
    batch.refresh_from_db()
    assert (batch.state, batch.wrong, batch.added) == ("applied", 1, 1)
    assert remarks(batch) == [("officers", 2, "name", "name_differs")]
