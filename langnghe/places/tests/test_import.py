"""A ward's list comes in: checked row by row, applied, undone, field by field."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model

from langnghe.kernel.actors import system
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.places import imports
from langnghe.places.actions import close_group, rename_group
from langnghe.places.models import (
    Address,
    Household,
    HouseholdImport,
    ImportLine,
    ImportProblem,
    ResidentialGroup,
    Ward,
)
from langnghe.places.tests.files import HEADER, THREE, csv_of, households, xlsx_of
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


def uploaded(ward: Ward, data: bytes, name: str = "ho.csv") -> HouseholdImport:
    batch = imports.receive(ward, name, [data], by=system(ward.id))
    return imports.check(batch, by=system(ward.id))


def applied(ward: Ward, data: bytes, name: str = "ho.csv") -> HouseholdImport:
    batch = imports.confirm(uploaded(ward, data, name), by=system(ward.id))
    assert imports.apply(batch, by=system(ward.id)) is False
    batch.refresh_from_db()
    return batch


def undone(batch: HouseholdImport) -> HouseholdImport:
    imports.ask_undo(batch, by=system(batch.ward_id))
    assert imports.undo(batch, by=system(batch.ward_id)) is False
    batch.refresh_from_db()
    return batch


def state_of(ward: Ward) -> dict[str, list[dict[str, Any]]]:
    """Every field of every group, household and address of a ward."""
    tables: list[type[Model]] = [ResidentialGroup, Household, Address]
    return {t.__name__: list(t._default_manager.filter(ward=ward).order_by("id").values()) for t in tables}


def problems_of(batch: HouseholdImport) -> list[tuple[int, str, str]]:
    return list(
        ImportProblem.objects.filter(batch=batch).order_by("number", "column").values_list("number", "column", "code")
    )


@pytest.mark.parametrize("data", [csv_of(THREE), xlsx_of(THREE)], ids=["csv", "xlsx"])
def test_a_list_becomes_groups_and_households(dien_hong: Cast, data: bytes) -> None:
    batch = applied(dien_hong.ward, data)
    assert (batch.state, batch.added, batch.changed, batch.same, batch.wrong) == ("applied", 3, 0, 0, 0)
    tu = Household.objects.select_related("group", "address").get(ward=dien_hong.ward, code="DH-001")
    assert (tu.group, tu.head_name, tu.members, str(tu.address)) == (
        dien_hong.groups["Tổ 3"],
        "Nguyễn Thị Tư",
        4,
        "12 Lê Lợi",
    )
    assert ResidentialGroup.objects.get(ward=dien_hong.ward, name="Tổ 8").kind_label == "tổ dân phố"


def test_a_dry_run_changes_nothing(dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = uploaded(dien_hong.ward, csv_of(THREE))
    assert (batch.state, batch.total, batch.added, batch.wrong) == ("checked", 3, 3, 0)
    assert state_of(dien_hong.ward) == before


def test_the_same_list_twice_changes_nothing_more(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    before = state_of(dien_hong.ward)
    again = applied(dien_hong.ward, xlsx_of(THREE))
    assert (again.added, again.changed, again.same) == (0, 0, 3)
    assert state_of(dien_hong.ward) == before


def test_a_household_that_moved_keeps_its_row(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    tu = Household.objects.get(ward=dien_hong.ward, code="DH-001")
    batch = applied(dien_hong.ward, csv_of([HEADER, ("Tổ 5", "dh-1", "Nguyễn Thị Tư", "", "")]))
    moved = Household.objects.select_related("group", "address").get(id=tu.id)
    assert (batch.changed, str(moved.group), moved.members, str(moved.address)) == (1, "Tổ 5", 4, "12 Lê Lợi")
    assert moved.address is not None
    assert moved.address.group == moved.group


def test_undo_brings_every_field_back(dien_hong: Cast) -> None:
    applied(dien_hong.ward, csv_of(THREE))
    before = state_of(dien_hong.ward)
    changed = [
        HEADER,
        ("Tổ 9", "DH-001", "Nguyễn Văn Con", "99 Trần Phú", 1),
        ("Tổ 3", "DH-002", "Trần Văn Phúc", "", 9),
        ("KP 4", "DH-009", "Lý Thị Mới", "99 Trần Phú", ""),
    ]
    batch = applied(dien_hong.ward, csv_of(changed))
    assert (batch.added, batch.changed) == (1, 2)
    assert state_of(dien_hong.ward) != before
    assert undone(batch).state == "undone"
    assert state_of(dien_hong.ward) == before
    assert not ImportLine.objects.filter(batch=batch).exists()


def test_a_long_list_is_undone_slice_by_slice(dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = applied(dien_hong.ward, csv_of(households(3 * imports.SLICE + 7, groups=20)))
    assert batch.added == 3 * imports.SLICE + 7
    undone(batch)
    assert state_of(dien_hong.ward) == before


def test_half_wrong_rows_are_reported_and_left_out(dien_hong: Cast) -> None:
    table = [
        HEADER,
        ("Tổ 3", "1", "Nguyễn Thị Tư", "12 Lê Lợi", 4),
        ("", "2", "Trần Văn Phúc", "", ""),
        ("Tổ 3", "", "Lê Văn Không Mã", "", ""),
        ("Tổ 3", "3", "", "", ""),
        ("Tổ 3", "1", "Trùng Mã", "", ""),
        ("Tổ 3", "4", "12345", "", ""),
        ("Tổ 3", "5", "Hồ Văn Năm", "", "bốn"),
        ("Tổ 3", "6", "=HYPERLINK(1)", "", "100"),
        ("Tổ 3", "7", "Tên \ufffd Hỏng", "", ""),
        ("Tổ 3", "8", "Võ Văn Tám", "x" * 201, ""),
        ("", "", "", "", ""),
        ("Tổ 3", "9", "Đỗ Thị Chín", "-", "4 người"),
    ]
    batch = applied(dien_hong.ward, csv_of(table))
    assert (batch.total, batch.added, batch.wrong) == (11, 2, 9)
    assert problems_of(batch) == [
        (3, "group", "group_missing"), (4, "code", "code_missing"), (5, "head", "head_missing"),
        (6, "code", "code_twice"), (7, "head", "head_no_letters"), (8, "members", "members_not_number"),
        (9, "head", "formula"), (10, "head", "unreadable"), (11, "address", "address_long"),
    ]  # fmt: skip
    assert Household.objects.get(ward=dien_hong.ward, code="9").members == 4


def test_a_formula_in_excel_is_refused_in_its_row(dien_hong: Cast) -> None:
    batch = uploaded(dien_hong.ward, xlsx_of([*THREE, ("Tổ 3", "=1+1", "Lê Lai", "", "")]))
    assert problems_of(batch) == [(5, "code", "formula")]


def test_numbers_and_dates_in_cells_are_kept_as_text(dien_hong: Cast) -> None:
    applied(dien_hong.ward, xlsx_of([HEADER, (3, 17, "Nguyễn Thị Tư", 12.0, 4.0)]))
    tu = Household.objects.select_related("address", "group").get(ward=dien_hong.ward)
    assert (tu.code, str(tu.address), tu.members, str(tu.group)) == ("17", "12", 4, "Tổ 3")


def test_a_list_of_groups_alone_makes_groups(dien_hong: Cast) -> None:
    before = ResidentialGroup.objects.filter(ward=dien_hong.ward).count()
    batch = applied(dien_hong.ward, csv_of([("Thôn",), ("Đông Hải",), ("Thôn 01",), ("Tổ 3",), ("Thôn 1",)]))
    assert ResidentialGroup.objects.filter(ward=dien_hong.ward).count() == before + 2
    assert ResidentialGroup.objects.get(ward=dien_hong.ward, name="Thôn 1").kind_label == "thôn"
    assert batch.total == 4
    undone(batch)
    assert ResidentialGroup.objects.filter(ward=dien_hong.ward).count() == before


def test_a_killed_import_goes_on_where_it_stopped(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    count = 4 * imports.SLICE
    batch = imports.confirm(uploaded(dien_hong.ward, csv_of(households(count))), by=by)
    while imports.apply(batch, by=by, seconds=0):
        batch.refresh_from_db()
        assert Household.objects.filter(ward=dien_hong.ward).count() == batch.done
    batch.refresh_from_db()
    assert (batch.state, batch.added, batch.done) == ("applied", count, count)
    assert imports.apply(batch, by=by) is False
    assert Household.objects.filter(ward=dien_hong.ward).count() == count


def test_an_import_is_stopped_and_undone_under_way(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    before = state_of(dien_hong.ward)
    batch = imports.confirm(uploaded(dien_hong.ward, csv_of(households(3 * imports.SLICE))), by=by)
    assert imports.apply(batch, by=by, seconds=0)
    imports.ask_undo(batch, by=by)
    assert imports.apply(batch, by=by) is False
    imports.undo(batch, by=by)
    assert state_of(dien_hong.ward) == before


def test_imports_are_undone_last_first(dien_hong: Cast) -> None:
    first = applied(dien_hong.ward, csv_of(THREE))
    second = applied(dien_hong.ward, csv_of([HEADER, ("Tổ 1", "DH-009", "Lê Lai", "", "")]), "sau.csv")
    with pytest.raises(Refused, match=r"sau\.csv"):
        imports.ask_undo(first, by=system(dien_hong.ward.id))
    undone(second)
    undone(first)
    assert not Household.objects.filter(ward=dien_hong.ward).exists()


def test_an_import_whose_group_has_an_officer_stays(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    dien_hong.groups["Tổ 8"] = ResidentialGroup.objects.get(ward=dien_hong.ward, name="Tổ 8")
    dien_hong.join("phuong", "Lê Phương", "police", "Công an phường", "beat_officer", "CSKV Tổ 8", ("Tổ 8",))
    with pytest.raises(Refused, match="việc khác"):
        imports.ask_undo(batch, by=system(dien_hong.ward.id))


def test_two_imports_do_not_run_at_once(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    imports.confirm(uploaded(dien_hong.ward, csv_of(THREE)), by=by)
    with pytest.raises(Refused, match="khác chạy"):
        imports.confirm(uploaded(dien_hong.ward, csv_of(THREE)), by=by)


def test_entries_carry_hashes_and_counts_only(dien_hong: Cast) -> None:
    data = csv_of(THREE)
    batch = undone(applied(dien_hong.ward, data))
    entries = {entry.kind: entry.facts for entry in Entry.objects.filter(subject_id=batch.id)}
    assert entries["household_import.received"] == {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    assert entries["household_import.applied"] == {"added": 3, "changed": 0, "same": 0, "wrong": 0}
    assert {"household_import.checked", "household_import.confirmed", "household_import.undone"} <= set(entries)


def test_the_file_goes_thirty_days_after_the_end(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    batch = applied(dien_hong.ward, csv_of(THREE))
    file = settings.FILES_ROOT / batch.path
    assert file.read_bytes() == csv_of(THREE)
    assert imports.remove_old_files(by=by) == 0
    with frozen(now() + imports.KEPT_FOR + timedelta(days=1)):
        assert imports.remove_old_files(by=by) == 1
    assert not file.exists()
    with pytest.raises(Refused):
        imports.ask_undo(batch, by=by)


def test_a_group_that_went_with_an_undo_is_refused_not_an_error(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    group = ResidentialGroup.objects.get(ward=dien_hong.ward, name="Tổ 8")
    undone(batch)
    with pytest.raises(Refused, match="mở lại danh sách"):
        rename_group(group, "Tổ 9", by=dien_hong["hanh"])
    with pytest.raises(Refused, match="mở lại danh sách"):
        close_group(group, by=dien_hong["hanh"])


def test_a_group_spoken_about_while_it_is_taken_back_stays(dien_hong: Cast) -> None:
    batch = applied(dien_hong.ward, csv_of(THREE))
    imports.ask_undo(batch, by=system(dien_hong.ward.id))
    dien_hong.groups["Tổ 8"] = ResidentialGroup.objects.get(ward=dien_hong.ward, name="Tổ 8")
    dien_hong.join("phuong", "Lê Phương", "police", "Công an phường", "beat_officer", "CSKV Tổ 8", ("Tổ 8",))
    imports.undo(batch, by=system(dien_hong.ward.id))
    assert ResidentialGroup.objects.filter(ward=dien_hong.ward, name="Tổ 8").exists()
    assert not Household.objects.filter(ward=dien_hong.ward).exists()
