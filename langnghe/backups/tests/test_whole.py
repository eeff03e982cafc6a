"""A damaged database is noticed while backups of before the damage are still kept: four weeks, twelve months."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from langnghe.backups import whole
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.testing.clock import frozen

PAGE = 4096


@pytest.fixture
def file(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = str(tmp_path / "data")
    path = tmp_path / "ward.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE opinion (id INTEGER PRIMARY KEY, words TEXT)")
        made.executemany("INSERT INTO opinion (words) VALUES (?)", [("đèn hỏng " * 40,)] * 2_000)
        made.commit()
    return path


def test_a_page_the_disk_lost_is_noticed_each_time_while_the_file_is_small(file: Path) -> None:
    whole.demand_if_due(file)
    _lose_a_page(file)
    with pytest.raises(Refused, match="không lành"):
        whole.demand_if_due(file)


def test_of_a_large_file_it_is_noticed_within_a_week(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "EACH_TIME", 0)
    whole.demand_if_due(file)
    _lose_a_page(file)
    with frozen(now() + timedelta(days=6)):
        whole.demand_if_due(file)
    for _night in range(2):
        with frozen(now() + timedelta(days=7)), pytest.raises(Refused, match="không lành"):
            whole.demand_if_due(file)


def test_a_large_file_that_nobody_has_looked_at_is_looked_at_first(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(whole, "EACH_TIME", 0)
    _lose_a_page(file)
    with pytest.raises(Refused, match="không lành"):
        whole.demand_if_due(file)


def _lose_a_page(file: Path) -> None:
    with file.open("r+b") as lying:
        lying.seek(PAGE * 20)
        lying.write(b"\0" * PAGE)
