"""Lists of households: every case of `import_cases` checked dry, applied and undone.

`deliver`, `apply` and `undo` are the only place that knows the names of the import.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction

from langnghe.kernel.refused import Refused
from langnghe.places import imports, problems
from langnghe.places.models import Address, Household, HouseholdImport, ImportProblem, Point, ResidentialGroup
from langnghe.sheets import machine
from langnghe.testing.cast import Cast
from tests.cases import import_cases
from tests.cases.import_cases import CASES, Case
from tests.cases.import_cases.case import GOOD, csv_bytes

HEAVY = {"6,000 rows", "a bomb of spaces", "a bomb of rows", "16,384 columns in a workbook", "60,005 columns"}
SLOW = [pytest.mark.slow, pytest.mark.once]
EACH = [pytest.param(case, id=case.name, marks=SLOW if case.name in HEAVY else []) for case in CASES]
BY = "hanh"  # the ward's administrator
State = dict[str, list[tuple[object, ...]]]


@dataclass
class Report:
    """What the import said: one sentence about the whole file, or problems by row, each naming its columns."""

    refusal: str = ""
    problems: dict[int, set[str]] = field(default_factory=dict)


def deliver(cast: Cast, case: Case) -> tuple[HouseholdImport | None, Report]:
    """Send the file in and let it be checked: the dry run."""
    data = case.build()
    chunks = (data[start : start + 65_536] for start in range(0, len(data), 65_536))
    try:
        batch = imports.receive(cast.ward, case.file_name, chunks, by=cast[BY])
    except Refused as refused:
        return None, Report(str(refused))
    batch = imports.check(batch, by=cast[BY])
    report = Report(batch.refusal)
    for problem in ImportProblem.objects.filter(batch=batch):
        report.problems.setdefault(problem.number, set()).add(problem.column)
        assert problems.sentence(problem.code).strip()[-1] in ".!?"
    return batch, report


def apply(cast: Cast, batch: HouseholdImport | None) -> None:
    """Write what the dry run found good."""
    if batch and batch.state == "checked" and batch.total > batch.wrong:
        batch = imports.confirm(batch, by=cast[BY])
        assert not imports.apply(batch, by=cast[BY])


def undo(cast: Cast, batch: HouseholdImport | None) -> None:
    """Take the whole import back."""
    if batch and HouseholdImport.objects.get(pk=batch.pk).state == "applied":
        imports.undo(imports.ask_undo(batch, by=cast[BY]), by=cast[BY])


def state_of(cast: Cast) -> State:
    """Every field of every row that an import may touch."""
    return {
        model.__name__: sorted(model.objects.filter(ward=cast.ward).values_list())
        for model in (ResidentialGroup, Address, Household, Point)
    }


def stored(cast: Cast) -> dict[str, import_cases.Household]:
    """Households by code, as the cases write them."""
    found = Household.objects.filter(ward=cast.ward).select_related("group", "address")
    return {
        home.code: (home.group.name, home.code, home.head_name, home.address.text if home.address else "", home.members)
        for home in found
    }


def judge(case: Case, report: Report, homes: dict[str, import_cases.Household]) -> None:
    """Compare what happened with what the case demands."""
    if report.refusal and case.whole is not False:
        assert homes == {}
        assert report.refusal.strip()[-1] in ".!?"
        assert len(report.refusal) < 400
        return
    assert not case.whole, "the file should have been refused as a whole"
    assert not report.refusal
    for row, home in case.good.items():
        assert row not in report.problems, (row, report.problems[row])
        assert homes.get(home[1]) == home
    for row, column in case.bad.items():
        assert column in report.problems.get(row, ()), (row, column, report.problems.get(row))
    allowed = {home[1]: home for home in case.good.values()}
    for row, (column, home) in case.free.items():
        if row in report.problems:
            assert column in ("row", *report.problems[row]), (row, column, report.problems[row])
        else:
            assert homes.get(home[1]) == home
            allowed[home[1]] = home
    assert set(homes) == set(allowed)
    assert set(report.problems) <= set(case.bad) | set(case.free)


@pytest.mark.parametrize("case", EACH)
def test_a_list_gives_the_report_it_must_and_can_be_taken_back(dien_hong: Cast, case: Case) -> None:
    before = state_of(dien_hong)
    batch, report = deliver(dien_hong, case)
    assert state_of(dien_hong) == before, "checking must not write"
    apply(dien_hong, batch)
    judge(case, report, stored(dien_hong))
    undo(dien_hong, batch)
    assert state_of(dien_hong) == before, "an undone import must leave no trace"


def test_undoing_a_second_list_brings_the_first_back_field_by_field(dien_hong: Cast) -> None:
    first, _ = deliver(dien_hong, Case("", "1.csv", lambda: csv_bytes(GOOD)))
    apply(dien_hong, first)
    between = state_of(dien_hong)
    changed = [
        ("Tổ 5", "DH-0001", "Trần Thị Bưởi", "99 Lê Lợi", 1),  # moved, renamed, smaller
        ("Tổ 2", "DH-0002", "Nguyễn Thị Ân", "15/3 Hoàng Văn Thụ", 3),  # the same
        ("Tổ 9", "DH-0003", "Đỗ Mỹ Hạnh", "", None),  # a new group; empty cells change nothing
        ("Tổ 9", "DH-0004", "Ksor H'Lan", "7 Trần Phú", 6),  # new, at an address that was there
    ]
    second, _ = deliver(dien_hong, Case("", "2.csv", lambda: csv_bytes(changed)))
    apply(dien_hong, second)
    homes = stored(dien_hong)
    assert homes["DH-0001"] == changed[0]
    assert homes["DH-0003"][2:] == ("Đỗ Mỹ Hạnh", "7 Trần Phú", 5)
    assert len(homes) == 4
    with pytest.raises(Refused), transaction.atomic():
        imports.ask_undo(first, by=dien_hong[BY])  # what came later must go first
    undo(dien_hong, second)
    assert state_of(dien_hong) == between


def test_sending_the_same_list_again_changes_nothing(dien_hong: Cast) -> None:
    case = Case("", "1.csv", lambda: csv_bytes(GOOD))
    apply(dien_hong, deliver(dien_hong, case)[0])
    between = state_of(dien_hong)
    again, report = deliver(dien_hong, case)
    assert report == Report()
    assert again
    assert (again.added, again.changed, again.same, again.wrong) == (0, 0, 3, 0)
    apply(dien_hong, again)
    assert state_of(dien_hong) == between
    undo(dien_hong, again)
    assert state_of(dien_hong) == between


def test_a_list_of_one_ward_touches_no_other(dien_hong: Cast, hac_thanh: Cast) -> None:
    before = state_of(hac_thanh)
    apply(dien_hong, deliver(dien_hong, Case("", "1.csv", lambda: csv_bytes(GOOD)))[0])
    assert state_of(hac_thanh) == before


@pytest.mark.parametrize("stops", [1, 2, 3])
def test_an_import_stopped_in_the_middle_is_finished_by_the_next_worker(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch, stops: int
) -> None:
    monkeypatch.setattr(imports.machine, "slice", 2)
    monkeypatch.setattr(machine, "SHORTEST_PAUSE", 0)
    rows: list[import_cases.Household] = [(f"Tổ {n}", f"K-{n}", f"Bà {n} Tư", "", n) for n in range(1, 12)]
    before = state_of(dien_hong)
    batch, _ = deliver(dien_hong, Case("", "1.csv", lambda: csv_bytes(rows)))
    assert batch
    batch = imports.confirm(batch, by=dien_hong[BY])
    for _ in range(stops):
        assert imports.apply(batch, by=dien_hong[BY], seconds=0)
    assert len(stored(dien_hong)) == 2 * stops
    assert not imports.apply(batch, by=dien_hong[BY])
    assert not imports.apply(batch, by=dien_hong[BY])
    assert stored(dien_hong) == {home[1]: home for home in rows}
    imports.ask_undo(batch, by=dien_hong[BY])
    for _ in range(stops):
        assert imports.undo(batch, by=dien_hong[BY], seconds=0)
    assert not imports.undo(batch, by=dien_hong[BY])
    assert state_of(dien_hong) == before


def test_an_import_can_be_taken_back_before_it_is_finished(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports.machine, "slice", 2)
    before = state_of(dien_hong)
    batch, _ = deliver(dien_hong, Case("", "1.csv", lambda: csv_bytes(GOOD)))
    assert batch
    batch = imports.confirm(batch, by=dien_hong[BY])
    assert imports.apply(batch, by=dien_hong[BY], seconds=0)
    imports.ask_undo(batch, by=dien_hong[BY])
    assert not imports.undo(batch, by=dien_hong[BY])
    assert not imports.apply(batch, by=dien_hong[BY])
    assert state_of(dien_hong) == before
