"""A witness answers as C2SP tlog-witness says, and only for a log that only grows."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from langnghe.tlog import notes
from langnghe.tlog.notes import Signer, open_note
from langnghe.tlog.tests.logs import NAME, Log, salt
from langnghe.witnessing.cosigning import cosign
from langnghe.witnessing.server import SIZE, TEXT, Server, answer
from langnghe.witnessing.state import State
from langnghe.witnessing.tests.grounds import begun, post, witnessing

pytestmark = pytest.mark.once


def test_a_growing_log_is_cosigned_and_a_second_time_too(tmp_path: Path) -> None:
    log = Log.of(30)
    state = begun(tmp_path, log)
    with witnessing(state) as connection:
        for old, size in ((0, 8), (8, 8), (8, 30)):
            request = log.request(old, size)
            status, kind, lines = post(connection, request.encode())
            assert (status, kind) == (200, TEXT)
            note = open_note(request.checkpoint + lines.encode(), [state.key().verifier])
            assert state.key().verifier.seconds(note) > 1_700_000_000
    assert state.memory.last(NAME) == log.head()


def test_every_refusal_has_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, fork = Log.of(30), Log.of(30)
    fork.leaves[3] = b"another"
    state = begun(tmp_path, log)
    stranger = Log(log.leaves, Signer.from_seed("other.example", salt("other")))
    forged = Log(log.leaves, Signer.from_seed(NAME, salt("forged")))
    with witnessing(state) as connection:
        assert post(connection, log.request(0, 8).encode())[0] == 200
        told = [
            post(connection, body)
            for body in (
                b"old 8\n\n",
                b"nothing",
                log.request(8).encode().replace(b"old 8", b"old 31"),
                forged.request(8).encode(),
                stranger.request(8).encode(),
                log.request(0).encode(),
                log.request(5).encode(),
                log.request(0, 4).encode(),
                fork.request(8, 8).encode(),
                fork.request(8).encode(),
                replace(log.request(8), proof=()).encode(),
            )
        ]
    assert [status for status, _kind, _text in told] == [400, 400, 400, 403, 404, 409, 409, 409, 409, 422, 422]
    assert told[5:8] == [(409, SIZE, "8\n")] * 3
    said = capsys.readouterr().err
    assert [said.count(word) for word in ("BỊ LÙI", "TÁCH ĐÔI", "KHÔNG NỐI TIẾP")] == [1, 1, 2]


def test_a_caller_finds_the_key_and_nothing_else(tmp_path: Path) -> None:
    state = begun(tmp_path)
    with witnessing(state) as connection:
        connection.request("GET", "/")
        assert state.key().vkey in connection.getresponse().read().decode()
        for path in ("/add-checkpoint", "/key", "/../key"):
            connection.request("GET", path)
            assert connection.getresponse().read() == b"not found\n"
        assert post(connection, b"", "/elsewhere")[0] == 404


@pytest.mark.parametrize(("length", "status"), [("x", 411), ("-1", 411), ("2000000", 413), ("²", 411)])
def test_a_call_says_how_long_it_is_and_is_not_too_long(tmp_path: Path, length: str, status: int) -> None:
    with witnessing(begun(tmp_path)) as connection:
        connection.putrequest("POST", "/add-checkpoint")
        connection.putheader("Content-Length", length.encode("latin-1"))
        connection.endheaders()
        assert connection.getresponse().status == status


def test_fifty_of_fifty_heads_that_do_not_go_on_are_refused_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _file: None)
    log, fork, chance = Log.of(120), Log.of(120), random.Random(50)
    fork.leaves[7] = b"another entry"
    state = begun(tmp_path, log)
    cosign(state, log.request(0, 60))
    statuses = []
    for trial in range(50):
        behind, ahead = 10 + trial, 61 + trial
        statuses += [
            answer(state, fork.request(60, ahead).encode())[0],
            answer(state, log.request(chance.randrange(behind), behind).encode())[0],
            answer(state, log.request(chance.randrange(60), ahead).encode())[0],
        ]
    assert statuses == [422, 409, 409] * 50
    assert state.memory.last(NAME) == log.head(60)
    assert len(state.alarms()) == 100


def test_both_heads_are_kept_as_evidence_and_told_once(tmp_path: Path) -> None:
    log, fork = Log.of(10), Log.of(10, "fork")
    state = begun(tmp_path, log)
    cosign(state, log.request(0))
    for _again in range(2):
        assert answer(state, fork.request(10).encode())[0] == 409
    (line,) = state.alarms()
    folder = Path(line.rpartition("Bằng chứng: ")[2])
    key = [log.signer.verifier]
    assert open_note((folder / "remembered.note").read_bytes(), key).text == log.head().text()
    assert open_note((folder / "offered.note").read_bytes(), key).text == fork.head().text()


def test_a_log_that_changes_its_key_is_watched_under_both(tmp_path: Path) -> None:
    log = Log.of(9)
    state = begun(tmp_path, log)
    cosign(state, log.request(0, 5))
    new = Signer.from_seed(NAME, salt("new key"))
    request = replace(log.request(5), checkpoint=notes.sign(log.head().text(), new))
    assert answer(state, request.encode())[0] == 403
    state.trust(new.vkey)
    assert answer(state, request.encode())[0] == 200


def test_a_memory_that_was_lost_is_not_begun_anew(tmp_path: Path) -> None:
    log = Log.of(9)
    state = begun(tmp_path, log)
    cosign(state, log.request(0))
    for path in (tmp_path / "heads").glob("*.head"):
        path.unlink()
    state.trust(log.signer.vkey)
    assert answer(state, log.request(0).encode())[0] == 500


def test_a_full_disk_gives_no_signature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log.of(9)
    state = begun(tmp_path, log)

    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("langnghe.witnessing.state.write_durably", full)
    assert answer(state, log.request(0).encode()) == (500, TEXT, "OSError\n")


def test_a_witness_that_was_never_begun_serves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="witness init"):
        Server("127.0.0.1", 0, State(tmp_path))
    state = State(tmp_path / "b")
    state.trust(Log.of(1).signer.vkey)
    assert answer(state, Log.of(1).request(0).encode())[0] == 500
