"""The worker asks each witness by itself, waits for none, and tells when one is silent or says no."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.test import Client, override_settings

from langnghe.kernel.clock import now
from langnghe.proof import cosigning, reads, sealing
from langnghe.proof.asking import Asker
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark, demand_whole
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.tlog.cosignatures import Cosigner
from langnghe.tlog.refusals import Malformed
from langnghe.witnessing import asking, server
from langnghe.witnessing.server import Server
from langnghe.witnessing.sources import Unreachable
from langnghe.witnessing.state import State
from langnghe.witnessing.tests.grounds import running

pytestmark = pytest.mark.django_db
NAMES = ("giang-vo.example/w", "bao.example/w")


@pytest.fixture
def log(dien_hong: Cast) -> Log:
    return sealed(dien_hong)


@pytest.fixture
def witnesses(tmp_path: Path, log: Log) -> Iterator[list[State]]:
    """Two neighbours who watch the log, and whose addresses the ward's settings name; a third comes by USB."""
    states = [State(tmp_path / str(number)) for number in range(2)]
    for state, name in zip(states, NAMES, strict=True):
        state.begin(name)
        state.trust(log.keys[-1])
    stick = Cosigner.from_seed("usb.example/w", bytes(32))
    with running(Server("127.0.0.1", 0, states[0])) as one, running(Server("127.0.0.1", 0, states[1], "/w")) as two:
        first, second = (f"{state.key().vkey} http://127.0.0.1:" for state in states)
        with override_settings(WITNESSES=f"{first}{one} {stick.vkey} {second}{two}/w/"):
            yield states


def under(log: Log) -> set[str]:
    head = reads.published(log)
    assert head is not None
    assert head.head.size == log.size
    return {key.name for key in head.witnesses}


def test_every_new_head_gets_the_word_of_every_witness_by_itself(log: Log, witnesses: list[State]) -> None:
    asker = Asker()
    assert under(log) == set()
    for _mark in range(3):
        assert asker.turn() == 2
        assert under(log) == set(NAMES)
        with mock.patch.object(Shelf, "note", side_effect=AssertionError("read again")):
            assert asker.turn() == 0
        at_the_next_mark(log)
    demand_whole(log)
    assert reads.witnessing() == "sign"
    assert [state.memory.last(log.origin).size for state in witnesses] == [log.size - 8] * 2


def test_a_witness_that_is_gone_is_asked_later_and_later_and_keeps_no_other_waiting(
    log: Log, witnesses: list[State], client: Client
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = f"{witnesses[0].key().vkey} http://127.0.0.1:{closed.getsockname()[1]}"
        here = cosigning.named()[-1]
        with override_settings(WITNESSES=f"{gone} {here.key.vkey} {here.place}"):
            asker, moment, asked = Asker(), now(), []
            with mock.patch("langnghe.proof.asking.ask", side_effect=asking.ask) as ask:
                for minute in (0, 1, 2, 3, 5, 7, 11, 15, 23, 31, 47, 63, 93, 123, 183):
                    before = ask.call_count
                    with frozen(moment + timedelta(minutes=minute, seconds=1)):
                        asker.turn()
                    asked += [minute] * (ask.call_count > before)
            assert under(log) == {NAMES[1]}
            assert asked == [0, 1, 3, 7, 15, 31, 63, 123, 183]
            assert reads.witnessing() == f"silent: {NAMES[0]}"
            assert client.get("/suc-khoe/").json()["witnesses"] == f"silent: {NAMES[0]}"


def test_a_witness_that_saw_more_says_no_and_that_is_an_alarm_until_it_signs_again(
    log: Log, witnesses: list[State], client: Client
) -> None:
    asker = Asker()
    old = Shelf(log.origin).note() or b""
    at_the_next_mark(log)
    asker.turn()
    newest = Shelf(log.origin).note() or b""
    (Shelf(log.origin).folder / "checkpoint").write_bytes(old)
    asker = Asker()
    assert asker.turn() == 0
    assert reads.witnessing() == f"declined: {NAMES[1]}; declined: {NAMES[0]}"
    assert client.get("/suc-khoe/").status_code == 503
    (Shelf(log.origin).folder / "checkpoint").write_bytes(newest)
    assert asker.turn() == 0
    at_the_next_mark(log)
    with frozen(now() + timedelta(minutes=40)):
        assert asker.turn() == 2
    assert reads.witnessing() == "sign"


def test_a_no_to_one_log_stays_told_while_the_same_witness_signs_another(
    hac_thanh: Cast, log: Log, witnesses: list[State]
) -> None:
    unknown = sealed(hac_thanh)
    asker = Asker()
    for _mark in range(2):
        assert asker.turn() == 2
        assert (under(log), under(unknown)) == (set(NAMES), set())
        assert reads.witnessing().count("declined") == 2
        at_the_next_mark(log)
    for state in witnesses:
        state.trust(unknown.keys[-1])
    with frozen(now() + timedelta(minutes=40)):
        assert asker.turn() == 4
    assert reads.witnessing() == "sign"


def test_a_witness_that_speaks_as_slowly_as_it_can_is_cut_off_and_no_head_waits_for_it(log: Log) -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as slow, mock.patch.object(asking, "SECONDS", 0.7):
        asked, note = threading.Event(), Shelf(log.origin).note() or b""
        threading.Thread(target=_drip, args=(slow, asked), daemon=True).start()
        address, began = f"http://127.0.0.1:{slow.getsockname()[1]}", time.monotonic()
        asker = threading.Thread(target=_ask, args=(address, note, said))
        asker.start()
        assert asked.wait(10)
        at_the_next_mark(log)
        demand_whole(log)
        asker.join(20)
    assert "Không gửi được" in said[0]
    assert 0.6 < time.monotonic() - began < 19


def _ask(address: str, note: bytes, said: list[str]) -> None:
    try:
        asking.ask(address, note, lambda _old: ())
    except Unreachable as error:
        said.append(str(error))


def _drip(door: socket.socket, asked: threading.Event) -> None:
    line, _who = door.accept()
    asked.set()
    with line:
        try:
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
            while True:
                line.sendall(b"x")
                time.sleep(0.05)
        except OSError:
            return


@pytest.mark.parametrize("said", ["", "— giang-vo.example/w AAAA\n", "no word\n"])
def test_an_answer_that_is_no_word_of_its_own_is_a_no_and_not_asked_for_again_at_once(
    log: Log, witnesses: list[State], monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(server, "answer", lambda _state, _body: (200, server.TEXT, said))
    asker = Asker()
    with mock.patch("langnghe.proof.asking.ask", side_effect=asking.ask) as asked:
        assert [asker.turn(), asker.turn()] == [0, 0]
    assert asked.call_count == 2
    assert reads.witnessing().count("declined") == 2
    assert under(log) == set()


def test_a_word_that_comes_when_the_next_head_is_out_blames_nobody(log: Log, witnesses: list[State]) -> None:
    def late(*arguments: object) -> str:
        lines = asking.ask(*arguments)  # type: ignore[arg-type]
        at_the_next_mark(log)
        return lines

    asker = Asker()
    with mock.patch("langnghe.proof.asking.ask", side_effect=late):
        asker.turn()
    assert reads.witnessing() == "sign"
    log.refresh_from_db()
    assert asker.turn() == 2
    assert under(log) == set(NAMES)


def test_without_witnesses_nobody_is_asked_and_what_is_misspelt_is_told(log: Log, client: Client) -> None:
    vkey = Cosigner.from_seed("usb.example/w", bytes(32)).vkey
    for named, said in (("", "none asked"), (vkey, "none asked"), (f"{vkey} http://a.example", "sign")):
        with override_settings(WITNESSES=named):
            assert reads.witnessing() == said
    with override_settings(WITNESSES=vkey):
        assert Asker().turn() == 0
    for wrong in ("http://a.example", f"{vkey} http://a.example http://b.example", "nobody"):
        with override_settings(WITNESSES=wrong):
            with pytest.raises(Malformed):
                cosigning.named()
            answer = client.get("/suc-khoe/")
            assert (answer.status_code, answer.json()["witnesses"]) == (503, "misspelt")


def test_before_its_first_head_a_log_asks_nobody(log: Log, witnesses: list[State]) -> None:
    (Shelf(log.origin).folder / "checkpoint").unlink()
    assert Asker().turn() == 0
    assert sealing.seal(log)
