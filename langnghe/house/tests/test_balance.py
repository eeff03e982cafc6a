"""Two busy visitors who share a process while the other one is idle are dealt out anew."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from langnghe.house.balance import Application, Balanced, Board

pytestmark = pytest.mark.once


class Neighbour:
    """Another process that serves from the same board; it does what it is told, a word at a time."""

    def __init__(self, board: Board) -> None:
        down, self._tell = os.pipe()
        self._told, up = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            self._live(board, down, up)

    def _live(self, board: Board, down: int, up: int) -> None:
        while word := os.read(down, 1):
            if word == b"x":
                os._exit(0)
            if word == b"-":
                board.end()
            os.write(up, b"1" if word == b"+" and board.begin() else b"0")

    def begins(self) -> bool:
        os.write(self._tell, b"+")
        return os.read(self._told, 1) == b"1"

    def ends(self) -> None:
        os.write(self._tell, b"-")
        os.read(self._told, 1)

    def dies(self) -> None:
        os.write(self._tell, b"x")
        os.waitpid(self.pid, 0)


@pytest.fixture
def pair() -> Iterable[tuple[Neighbour, Neighbour]]:
    board = Board()
    board.begin()
    board.end()
    both = Neighbour(board), Neighbour(board)
    yield both
    for one in both:
        if os.waitpid(one.pid, os.WNOHANG) == (0, 0):
            one.dies()


def test_a_second_visitor_goes_to_the_process_that_is_idle(pair: tuple[Neighbour, Neighbour]) -> None:
    here, there = pair
    assert not there.begins()
    there.ends()
    assert [here.begins(), here.begins()] == [False, True]
    here.ends()
    assert here.begins()


def test_nobody_is_sent_away_where_all_are_busy(pair: tuple[Neighbour, Neighbour]) -> None:
    here, there = pair
    assert not there.begins()
    assert [here.begins(), here.begins(), here.begins()] == [False, False, False]
    there.ends()
    assert here.begins()


def test_who_parted_into_the_processes_is_no_place_to_go(pair: tuple[Neighbour, Neighbour]) -> None:
    here, _never_served = pair
    assert [here.begins(), here.begins()] == [False, False]


def test_nobody_is_sent_to_a_process_that_died_and_who_follows_it_serves_again() -> None:
    board = Board()
    here, dead = Neighbour(board), Neighbour(board)
    dead.begins()
    dead.ends()
    dead.dies()
    assert [here.begins(), here.begins()] == [False, False]
    heir = Neighbour(board)
    assert not heir.begins()
    heir.ends()
    assert here.begins()
    for one in (here, heir):
        one.dies()


def asked(elsewhere: bool, protocol: str, application: Application) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    balanced = Balanced(application)
    balanced._board.begin = lambda: elsewhere  # type: ignore[method-assign]
    balanced({"SERVER_PROTOCOL": protocol}, lambda _status, headers, *_more: said.extend(headers))
    return said


def plain(_environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"xong"]


def test_only_such_an_answer_ends_its_connection_and_none_of_a_newer_protocol() -> None:
    kind = ("Content-Type", "text/plain")
    assert asked(True, "HTTP/1.1", plain) == [kind, ("Connection", "close")]
    assert asked(False, "HTTP/1.1", plain) == [kind]
    assert asked(True, "HTTP/2.0", plain) == [kind]
