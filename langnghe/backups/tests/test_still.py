"""The database's file kept still while it is copied."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from langnghe.backups import still


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ward.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE opinion (words)")
        made.executemany("INSERT INTO opinion VALUES (?)", [("đèn hỏng",)] * 500)
    return path


def test_the_file_stays_as_it_was_whatever_others_write_and_however_they_ask_for_it(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=0.1, isolation_level=None)) as officer:
        officer.execute("INSERT INTO opinion VALUES ('vừa gửi')")
        with still.kept_still(file) as had:
            assert had
            before = _lying(file)
            officer.execute("UPDATE opinion SET words = 'đã sửa'")
            for how in ("PASSIVE", "FULL", "RESTART", "TRUNCATE"):
                officer.execute(f"PRAGMA wal_checkpoint({how})")
            assert _lying(file) == before
        copy = file.with_name("copy.sqlite3")
        copy.write_bytes(before)
        with closing(sqlite3.connect(copy)) as read:
            assert read.execute("SELECT words, count(*) FROM opinion GROUP BY 1 ORDER BY 2").fetchall() == [
                ("vừa gửi", 1),
                ("đèn hỏng", 500),
            ]
        officer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert _lying(file) != before


def test_who_reads_on_and_on_makes_us_say_that_it_cannot_be_had(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(still, "TRIES", 2)
    with closing(sqlite3.connect(file, isolation_level=None)) as report:
        report.execute("INSERT INTO opinion VALUES ('vừa gửi')")
        report.execute("BEGIN")
        report.execute("SELECT count(*) FROM opinion").fetchone()
        with still.kept_still(file) as had:
            assert not had


def _lying(file: Path) -> bytes:
    return subprocess.run(["cat", str(file)], capture_output=True, check=True).stdout
