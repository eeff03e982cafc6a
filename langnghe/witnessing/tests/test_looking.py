"""A witness goes and looks, on the web and in a folder; whatever does not fit is told and never signed."""

import os
import shutil
import time
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from langnghe.tlog import notes, tiles
from langnghe.tlog.refusals import NotProven
from langnghe.tlog.remembering import RolledBack, Unproven
from langnghe.tlog.tests.logs import NAME, Log
from langnghe.witnessing.cosigning import UnknownLog, Unsigned
from langnghe.witnessing.looking import Mismatched, look, request_from
from langnghe.witnessing.sources import Folder, Unreachable, Web, source_of
from langnghe.witnessing.state import State
from langnghe.witnessing.tests.grounds import begun, served

pytestmark = pytest.mark.once


@pytest.fixture
def log() -> Log:
    return Log.of(520)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "served"


@pytest.fixture
def state(tmp_path: Path, log: Log) -> State:
    return begun(tmp_path / "witness", log)


def grown(log: Log, folder: Path, more: int) -> None:
    log.grow(f"more {number}".encode() for number in range(more))
    log.serve_into(folder)


def test_a_log_on_the_web_is_followed_while_it_grows(log: Log, folder: Path, state: State) -> None:
    log.serve_into(folder)
    with served(folder.parent) as address:
        source = Web(f"{address}/served/")
        for before, more in ((0, 0), (520, 0), (520, 3), (523, 300)):
            grown(log, folder, more)
            seen = look(state, source)
            assert (seen.before.size, seen.cosigned.head) == (before, log.head())
            note = log.checkpoint() + seen.cosigned.line.encode()
            assert notes.open_note(note, [state.key().verifier]).signatures


def test_a_partial_tile_may_be_gone_once_the_full_one_is_there(log: Log, folder: Path, state: State) -> None:
    partial = log.serve_into(folder)
    log.grow(b"more" for _ in range(300))
    log.serve_into(folder)
    for path in partial.rglob("*.p"):
        if (path.with_suffix("")).exists():
            shutil.rmtree(path)
    (folder / "checkpoint").write_bytes(log.checkpoint(520))
    assert look(state, Folder(folder)).cosigned.head.size == 520


def test_a_log_that_went_back_is_told(log: Log, folder: Path, state: State, capsys: pytest.CaptureFixture[str]) -> None:
    look(state, Folder(log.serve_into(folder)))
    (folder / "checkpoint").write_bytes(log.checkpoint(500))
    with pytest.raises(RolledBack):
        look(state, Folder(folder))
    assert "SỔ BỊ LÙI" in capsys.readouterr().err


@pytest.mark.parametrize("more", [0, 5, 300])
def test_another_log_under_the_same_name_is_told(log: Log, folder: Path, state: State, more: int) -> None:
    look(state, Folder(log.serve_into(folder)))
    fork = Log.of(520)
    fork.leaves[400] = b"a row that was changed"
    grown(fork, folder, more)
    with pytest.raises(NotProven) as told:
        look(state, Folder(folder))
    assert isinstance(told.value, Unproven) or more == 0
    assert len(state.alarms()) == 1
    assert state.memory.last(NAME) == log.head()


@pytest.mark.parametrize("path", ["tile/entries/002.p/14", "tile/0/002.p/14"])
def test_entries_and_tiles_that_are_not_those_of_the_head_are_told(
    log: Log, folder: Path, state: State, path: str
) -> None:
    look(state, Folder(log.serve_into(folder)))
    grown(log, folder, 6)
    (folder / path).write_bytes((folder / path.replace("14", "8")).read_bytes())
    with pytest.raises(Mismatched):
        look(state, Folder(folder))
    assert "KHÔNG KHỚP" in state.alarms()[0]


def test_an_entry_that_was_swapped_in_its_file_is_told(log: Log, folder: Path, state: State) -> None:
    log.serve_into(folder)
    bundle = folder / "tile/entries/001"
    entries = tiles.decode_bundle(bundle.read_bytes(), 256)
    bundle.write_bytes(tiles.encode_bundle([b"swapped", *entries[1:]]))
    with pytest.raises(Mismatched):
        look(state, Folder(folder))


def test_a_head_that_is_not_of_the_entries_beside_it_is_told(log: Log, folder: Path, state: State) -> None:
    log.serve_into(folder)
    (folder / "checkpoint").write_bytes(Log.of(520, "fork").checkpoint())
    with pytest.raises(Mismatched):
        look(state, Folder(folder))


def test_a_stranger_and_a_forger_are_not_looked_at(log: Log, folder: Path, tmp_path: Path, state: State) -> None:
    log.serve_into(folder)
    with pytest.raises(UnknownLog):
        look(begun(tmp_path / "other"), Folder(folder))
    (folder / "checkpoint").write_bytes(log.checkpoint().replace(b"520", b"521"))
    with pytest.raises(Unsigned):
        look(state, Folder(folder))
    assert state.alarms() == []


def test_what_is_not_there_is_no_alarm(log: Log, folder: Path, state: State) -> None:
    log.serve_into(folder)
    for gone in ("tile/0/001", "tile/entries/001", "checkpoint"):
        os.replace(folder / gone, folder / "gone")
        with served(folder) as address:
            for source in (Folder(folder), Web(address)):
                with pytest.raises(Unreachable):
                    look(state, source)
        os.replace(folder / "gone", folder / gone)
    with pytest.raises(Unreachable):
        look(state, Web(address))
    assert state.alarms() == []


def test_time_that_is_over_before_anybody_was_asked_is_over(log: Log, folder: Path) -> None:
    log.serve_into(folder)
    with served(folder) as address:
        source = Web(address)
        with source.cut_off_after(0.0):
            time.sleep(0.1)
            with pytest.raises(Unreachable):
                source.read("checkpoint")
        assert Web(address).read("checkpoint") == log.checkpoint()


@pytest.mark.parametrize("place", ["ftp://a.example", "http://", "https:///x", "http://a.example/?x", "file:///etc"])
def test_only_an_address_or_a_folder_is_a_place(place: str) -> None:
    with pytest.raises(Unreachable):
        source_of(place)


@pytest.mark.parametrize(
    ("place", "kind"), [("https://a.example/w", HTTPSConnection), ("http://a.example", HTTPConnection)]
)
def test_what_is_asked_over_https_goes_over_https(place: str, kind: type[HTTPConnection]) -> None:
    assert type(Web(place)._connection) is kind


def test_a_request_for_a_stick_is_made_from_what_is_served(log: Log, folder: Path) -> None:
    log.serve_into(folder)
    assert request_from(Folder(folder), 257) == log.request(257)
    with pytest.raises(NotProven):
        request_from(Folder(folder), 521)
