"""Reads the product into memory once, and lets web and worker grow out of it: all three share what nobody changes.

Three programs that each read it for themselves take 60 MB more than these. Whoever dies is born again at once.
"""

import contextlib
import gc
import http.client
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from types import FrameType
from typing import Any

from langnghe.house import environment, web
from langnghe.house.dying import be_called, die_with_parent

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
CALM_SECONDS = 60.0
STOP_SECONDS = 15.0
START_SECONDS = 60.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Serve until told to stop: `python -m langnghe.house.supervisor HOST PORT THREADS APPLICATION`."""
    host, port, threads, application = sys.argv[1:]
    os.register_at_fork(after_in_child=die_with_parent)
    try:
        worker = _load(application)
    except Exception:
        traceback.print_exc()
        _say("Trang không mở được; lý do ở các dòng trên.")
        return 1
    serve = web.server(host, int(port), int(threads), application).serve
    children = [Child("web", serve), Child("worker", worker.run_forever)]
    return Supervisor(children, partial(_answers, host, int(port))).run()


def _load(application: str) -> Any:
    """Everything that web and worker need, read before they part; freeze keeps the collector from touching it."""
    web.load(application)
    worker = import_module("langnghe.house.work")
    gc.collect()
    gc.freeze()
    return worker


@dataclass
class Child:
    """One process kept alive; after an early death the next start waits longer each time."""

    name: str
    life: Callable[[], object]
    pid: int = 0
    started: float = 0.0
    wait: float = FIRST_WAIT
    next_start: float = 0.0

    def start(self) -> None:
        """Part from it, in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.started = time.monotonic()
        self.pid = os.fork()
        if not self.pid:
            self._live()

    def died(self) -> bool:
        """True once after each death; the next start is then planned."""
        if not self.pid or not os.waitpid(self.pid, os.WNOHANG)[0]:
            return False
        self.signal(signal.SIGKILL)
        self.wait = FIRST_WAIT if time.monotonic() - self.started > CALM_SECONDS else min(self.wait * 2, LONGEST_WAIT)
        self.next_start = time.monotonic() + self.wait
        self.pid = 0
        return True

    def signal(self, number: int) -> None:
        """Send a signal to the process and all it started."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def end(self, deadline: float) -> None:
        """Wait for its end until then; after that make it end."""
        while self.pid and not os.waitpid(self.pid, os.WNOHANG)[0]:
            if time.monotonic() > deadline:
                self.signal(signal.SIGKILL)
                deadline = float("inf")
            time.sleep(0.02)
        self.signal(signal.SIGKILL)
        self.pid = 0

    def _live(self) -> None:
        code = 1
        try:
            os.setsid()
            be_called(f"langnghe {self.name}")
            for number in SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            self.life()
            code = 0
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


@dataclass
class Supervisor:
    """Two children and a loop that wakes when one dies or a signal comes."""

    children: list[Child]
    answers: Callable[[], bool]
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """Keep the children alive until SIGINT, SIGTERM or SIGHUP."""
        for number in SIGNALS:
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            return self._watch() if self._came_up() else 1
        finally:
            self._end()

    def _came_up(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while not self.stopping.is_set() and time.monotonic() < deadline:
            if self.answers():
                _say(f"Lắng Nghe đang chạy: {environment.text('ADDRESS')}  (dừng: Ctrl-C)")
                return True
            if self.children[0].died():
                _say("Trang không mở được; lý do ở các dòng trên.")
                return False
            self.stopping.wait(0.1)
        return self.stopping.is_set()

    def _watch(self) -> int:
        while not self.stopping.wait(0.5):
            for child in self.children:
                self._look_after(child)
        return 0

    def _look_after(self, child: Child) -> None:
        if child.died():
            _say(f"{child.name} đã dừng bất ngờ; khởi động lại sau {child.wait:.0f} giây.")
        elif not child.pid and time.monotonic() >= child.next_start:
            child.start()

    def _end(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.end(deadline)
        _say("Đã dừng.")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def _answers(host: str, port: int) -> bool:
    """Whether the web process gives any answer at all. Not asked for its health, which a start has not yet."""
    wildcard = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    target = wildcard.get(host, host)
    try:
        if environment.text("CERT"):
            socket.create_connection((target, port), 2).close()
            return True
        connection = http.client.HTTPConnection(target, port, timeout=10)
        connection.request("GET", "/lang-nghe.webmanifest", headers={"Host": "localhost"})
        connection.getresponse().read()
    except OSError:
        return False
    else:
        return True


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
