"""Balances visitors between the web processes, for the kernel deals their connections out by chance.

A browser keeps its connection: two busy ones can share a process while the other one has nothing to do, and each then
waits twice as long (an inbox page 100 ms instead of 48). Where that happens an answer ends its connection, and the next
request opens another, which may fall to the other process.
"""

import contextlib
import mmap
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

PLACES = 16
PID, BUSY = 0, 1


class Board:
    """How many requests each process is at, in memory that all of them see: made before the processes part.

    Who serves takes a place, by the order of forks. Nobody else has one: neither who served before it parted into
    others, nor who died.
    """

    def __init__(self) -> None:
        self._shown = memoryview(mmap.mmap(-1, PLACES * 8)).cast("B").cast("I", shape=[PLACES, 2])
        self._forks = 0
        self._begin_alone()
        os.register_at_fork(before=self._part, after_in_child=self._begin_alone)

    def begin(self) -> bool:
        """One request more here; whether another process could take it at once."""
        with self._lock:
            if self._shown[self._place, PID] != self._pid:
                self._shown[self._place, PID], self._shown[self._place, BUSY] = self._pid, 0
            busy = self._shown[self._place, BUSY] = self._shown[self._place, BUSY] + 1
        return busy > 1 and any(self._is_idle(place) for place in range(PLACES))

    def end(self) -> None:
        """One less."""
        with self._lock:
            if self._shown[self._place, PID] == self._pid:
                self._shown[self._place, BUSY] -= 1

    def _part(self) -> None:
        self._forks += 1
        if self._shown[self._place, PID] == self._pid and not self._shown[self._place, BUSY]:
            self._shown[self._place, PID] = 0

    def _begin_alone(self) -> None:
        self._lock, self._pid, self._place = threading.Lock(), os.getpid(), self._forks % PLACES

    def _is_idle(self, place: int) -> bool:
        pid = self._shown[place, PID]
        if not pid or pid == self._pid or self._shown[place, BUSY]:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return True
        return False


class Balanced:
    """A WSGI application whose answers end a connection that another process would serve sooner."""

    def __init__(self, application: Application) -> None:
        self._application, self._board = application, Board()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The application's answer."""
        elsewhere = self._board.begin()
        try:
            return self._application(environ, _ending(start) if elsewhere and _keeps(environ) else start)
        finally:
            self._board.end()


def _keeps(environ: Environ) -> bool:
    """Only HTTP/1.1 knows the header; in HTTP/2 it is an error."""
    return environ.get("SERVER_PROTOCOL") == "HTTP/1.1"


def _ending(start: Start) -> Start:
    def _start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start(status, [*headers, ("Connection", "close")], *more)

    return _start
