"""Every list of `import_cases`, through the real import: reported as it says, applied as it says, taken back whole."""

from typing import Any

import pytest
from django.db.models import Model

from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.places import imports
from langnghe.places.models import Address, Household, HouseholdImport, ImportProblem, ResidentialGroup, Ward
from langnghe.testing.cast import Cast
from tests.cases.import_cases import CASES, Case
from tests.cases.import_cases import Household as Given


def state_of(ward: Ward) -> list[list[dict[str, Any]]]:
    tables: list[type[Model]] = [ResidentialGroup, Household, Address]
    return [list(table._default_manager.filter(ward=ward).order_by("id").values()) for table in tables]


def received(case: Case, ward: Ward) -> HouseholdImport | str:
    """The checked import, or the sentence of its refusal."""
    by = system(ward.id)
    try:
        batch = imports.check(imports.receive(ward, case.file_name, [case.build()], by=by), by=by)
    except Refused as error:
        return str(error)
    return batch.refusal if batch.state == "refused" else batch


def applied(batch: HouseholdImport) -> dict[str, Given]:
    """What the ward has afterwards, by code."""
    by = system(batch.ward_id)
    if batch.total > batch.wrong:
        imports.apply(imports.confirm(batch, by=by), by=by)
    rows = Household.objects.filter(ward=batch.ward_id).select_related("group", "address")
    return {h.code: (h.group.name, h.code, h.head_name, str(h.address or ""), h.members) for h in rows}


def reported(batch: HouseholdImport) -> dict[int, set[str]]:
    """The columns complained about, by row."""
    rows: dict[int, set[str]] = {}
    for number, column in ImportProblem.objects.filter(batch=batch).values_list("number", "column"):
        rows.setdefault(number, set()).add(column)
    return rows


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_list_is_read_rightly_or_refused_by_a_sentence(case: Case, dien_hong: Cast) -> None:
    before = state_of(dien_hong.ward)
    batch = received(case, dien_hong.ward)
    if isinstance(batch, str):
        assert case.whole is not False, f"refused whole: {batch}"
        assert " " in batch
        assert batch.endswith(".")
        assert state_of(dien_hong.ward) == before
        return
    assert case.whole is not True, "should have been refused whole"
    wrong, kept = reported(batch), applied(batch)
    for row, household in case.good.items():
        assert row not in wrong, (row, wrong[row])
        assert kept[household[1]] == household
    for row, column in case.bad.items():
        assert column in wrong.get(row, set()), (row, column, wrong.get(row))
    for row, (column, household) in case.free.items():
        if row in wrong:
            assert column in wrong[row] or column == "row", (row, column, wrong[row])
        else:
            assert kept.get(household[1]) == household
    assert len(kept) == batch.added == batch.total - batch.wrong


@pytest.mark.parametrize("name", ["half the rows wrong in a workbook", "a new group is made"])
def test_undo_leaves_every_field_as_it_was(name: str, dien_hong: Cast) -> None:
    case = next(case for case in CASES if case.name == name)
    by = system(dien_hong.ward.id)
    before = state_of(dien_hong.ward)
    batch = received(case, dien_hong.ward)
    assert isinstance(batch, HouseholdImport)
    applied(batch)
    assert state_of(dien_hong.ward) != before
    imports.undo(imports.ask_undo(batch, by=by), by=by)
    assert state_of(dien_hong.ward) == before
