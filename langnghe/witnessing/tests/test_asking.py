"""A log asks a witness: from where it remembers, and what it says instead of a word is told."""

from pathlib import Path

import pytest

from langnghe.tlog import merkle
from langnghe.tlog.notes import open_note
from langnghe.tlog.tests.logs import Log
from langnghe.witnessing import asking, server
from langnghe.witnessing.asking import ask
from langnghe.witnessing.server import Server
from langnghe.witnessing.sources import Unreachable
from langnghe.witnessing.tests.grounds import begun, running

pytestmark = pytest.mark.once


def words(address: str, log: Log, size: int) -> str:
    return ask(address, log.checkpoint(size), lambda old: merkle.consistency(old, size, log.hash_at))


def test_a_log_is_cosigned_from_wherever_the_witness_remembers(tmp_path: Path) -> None:
    log = Log.of(30)
    state = begun(tmp_path, log)
    with running(Server("127.0.0.1", 0, state, "/witness")) as port:
        for size in (0, 8, 8, 30):
            lines = words(f"http://127.0.0.1:{port}/witness/", log, size)
            assert open_note(log.checkpoint(size) + lines.encode(), [state.key().verifier]).signatures
        with pytest.raises(Unreachable, match="bị lùi"):
            words(f"http://127.0.0.1:{port}/witness", log, 9)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((409, "text/x.tlog.size", "x\n"), "không nói"),
        ((409, "text/x.tlog.size", "3\n"), "nhớ sổ có 3"),
        ((422, "text/plain", "no\n"), "422, no"),
        ((200, "text/plain", "x" * 200_000), "không ký"),
    ],
)
def test_every_other_answer_is_a_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: server.Answer, said: str
) -> None:
    monkeypatch.setattr(server, "answer", lambda _state, _body: answer)
    log = Log.of(30)
    with (
        running(Server("127.0.0.1", 0, begun(tmp_path))) as port,
        pytest.raises(Unreachable, match=said),
    ):
        words(f"http://127.0.0.1:{port}", log, 30)


def test_a_witness_that_is_gone_is_told() -> None:
    with pytest.raises(Unreachable, match="Không gửi được"):
        words("http://127.0.0.1:9", Log.of(3), 3)


def test_bytes_that_are_no_text_are_no_word() -> None:
    with pytest.raises(Unreachable):
        asking._lines("a", 200, b"\xff")
