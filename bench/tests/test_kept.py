"""A filling is kept once a day and brought back as it was."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from bench import kept
from bench.served import Served


@pytest.mark.once
def test_what_was_filled_comes_back_with_its_files_and_what_the_filler_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "KEPT", tmp_path / "filled")
    filled, empty = tmp_path / "a", tmp_path / "b"
    for folder in (filled / "data", filled / "keys", empty):
        folder.mkdir(parents=True)
    (filled / "keys" / "ward").write_text("key")
    url = f"sqlite://{filled}/langnghe.sqlite3"
    with closing(sqlite3.connect(filled / "langnghe.sqlite3")) as file, file:
        file.execute("CREATE TABLE matter AS SELECT 7 AS number")
    stale = tmp_path / "filled" / "2001-01-01-x"
    stale.mkdir(parents=True)
    place = kept.place("sqlite", ["demo", "generate"])
    assert kept.took(place) is None
    product = Served("sqlite", url, 0, filled, {}, subprocess.Popen(["true"]))
    kept.keep(product, place, 1.5)
    assert kept.took(place) == 1.5
    kept.bring(place)(f"sqlite://{empty}/langnghe.sqlite3", empty, {})
    with closing(sqlite3.connect(empty / "langnghe.sqlite3")) as file:
        assert file.execute("SELECT number FROM matter").fetchall() == [(7,)]
    assert (empty / "keys" / "ward").read_text() == "key"
    assert not stale.exists()


@pytest.mark.once
def test_another_filling_or_database_has_a_place_of_its_own() -> None:
    places = {
        kept.place(database, words) for database in ("sqlite", "postgresql") for words in (["a"], ["a", "1"], ["b"])
    }
    assert len(places) == 6
