"""Before the database is changed, whoever does it reads how long it will take with the rows that are there."""

import pytest
from django.db import connection, models
from django.db.migrations import Migration, operations

from langnghe.house import upgrade, upgrade_time
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast

NOTHING = operations.RunPython(operations.RunPython.noop)


def step(room: str, *what: operations.base.Operation) -> Migration:
    made = Migration("0099_test", room)
    vars(made)["operations"] = list(what)
    return made


@pytest.fixture
def million(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million matters, four millionths of a second each."""
    monkeypatch.setattr(upgrade_time, "rows_of", lambda table: 1_000_000 if table == "matters_matter" else 40)
    monkeypatch.setattr(upgrade_time, "seconds_a_row", lambda _table: 0.000_004)


@pytest.mark.django_db
@pytest.mark.usefixtures("million")
def test_a_table_written_anew_is_told_in_minutes_for_its_rows() -> None:
    found = upgrade_time.of([step("matters", operations.AlterField("matter", "title", models.TextField()))])
    assert str(found) == (
        "Sắp chuyển đổi 1 bước, nhiều nhất 1.000.000 dòng (matters_matter): khoảng 2 phút, đo trên máy này. "
        "Trang đóng lúc ấy."
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("million")
def test_code_that_goes_through_rows_counts_for_the_largest_table_of_its_room() -> None:
    found = upgrade_time.of([step("matters", NOTHING)])
    assert (found.table, upgrade_time.about(found.seconds)) == ("matters_matter", "khoảng 10 phút")


@pytest.mark.django_db
@pytest.mark.usefixtures("million")
def test_an_empty_column_and_a_new_table_take_no_time() -> None:
    empty = operations.AddField("matter", "more", models.DateField(null=True))
    table = operations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])
    found = upgrade_time.of([step("matters", empty, table)])
    assert (found.rows, upgrade_time.about(found.seconds)) == (0, "chưa tới một phút")


@pytest.mark.once
@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "chưa tới một phút"), (61, "khoảng 2 phút"), (240, "khoảng 4 phút"), (9_000, "khoảng 2,5 giờ")],
)
def test_it_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert upgrade_time.about(seconds) == said


def test_a_row_is_measured_on_this_machine_and_nothing_stays(dien_hong: Cast) -> None:
    say(dien_hong)
    upgrade_time.seconds_a_row.cache_clear()
    before = connection.introspection.table_names()
    assert 0 < upgrade_time.seconds_a_row("opinions_opinion") < 1
    assert connection.introspection.table_names() == before


@pytest.mark.django_db
def test_with_nothing_to_do_that_is_said() -> None:
    assert upgrade.how_long() == "Không có bước chuyển đổi nào đang chờ."
