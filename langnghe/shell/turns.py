"""Pages are drawn a few at a time, in the order in which they were asked for."""

from collections import deque
from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse

PAGES = 2
"""Drawn at a time in a process. Twelve at once (PostgreSQL, 10^6 matters) went on by turns of the interpreter after
each statement, and pages of twenty statements took half a second. Who sends something waits for no turn: it waits for
the disk, and others beside it."""
WAIT_SECONDS = 0.5
"""Longer nobody waits: two pages that take long, as a large sheet, hold no others up."""


class Queue:
    """So many at a time, first come, first served. Whoever is done hands the turn to who has waited longest.

    A semaphore gives it to who comes by in that moment, and who waits stays waiting.
    """

    def __init__(self, turns: int) -> None:
        self._free = turns
        self._waiting: deque[Lock] = deque()
        self._lock = Lock()

    def enter(self, seconds: float) -> bool:
        """Wait for a turn; False when none came in time."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            ticket = Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        if ticket.acquire(timeout=seconds):
            return True
        with self._lock:
            if ticket not in self._waiting:
                return True  # it came in the last moment
            self._waiting.remove(ticket)
            return False

    def leave(self) -> None:
        """Give the turn back, or on."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Turns:
    """Pages wait for their turn; what is sent does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.queue = Queue(PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        has_turn = self.queue.enter(WAIT_SECONDS)
        try:
            return self.get_response(request)
        finally:
            if has_turn:
                self.queue.leave()
