"""`langnghe serve`: starts web and worker, keeps both alive, stops both. Small on purpose: imports no Django."""

import argparse
import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from langnghe.house import environment
from langnghe.house.dying import die_with_parent
from langnghe.house.serving_lock import serving_lock

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
CALM_SECONDS = 60.0
STOP_SECONDS = 15.0
START_SECONDS = 60.0
PYTHON = [sys.executable, "-m"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `langnghe serve`."""
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1: chỉ máy này)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--threads", type=int, default=6, help="số yêu cầu cùng lúc mỗi tiến trình web (mặc định 6)")
    parser.add_argument("--prepared", action="store_true", help="không chạy `langnghe prepare` trước khi mở trang")
    parser.add_argument("--check", action="store_true", help="chỉ xem có nghe được ở đó không, rồi thôi")
    parser.add_argument("--application", default="", help=argparse.SUPPRESS)


def main(argv: list[str]) -> int:
    """Parse and serve until a signal; 0 after a clean stop, 1 when it could not start."""
    parser = argparse.ArgumentParser(prog="langnghe serve")
    add_arguments(parser)
    return serve(parser.parse_args(argv))


def serve(options: argparse.Namespace) -> int:
    """Serve web and worker together until told to stop."""
    obstacle = _obstacle(options.host, options.port)
    if obstacle:
        return _fail(obstacle)
    if options.check:
        return 0
    with serving_lock(environment.folder("DATA", Path(".local/data"))) as free:
        if not free:
            return _fail("Lắng Nghe đang chạy trên dữ liệu này rồi. Dừng lần chạy trước, hoặc đổi LANGNGHE_DATA.")
        variables = _variables(options.port)
        if not options.prepared and _prepare(variables):
            return 1
        return Supervisor(_children(options), variables, lambda: _answers(options.host, options.port)).run()


def _children(options: argparse.Namespace) -> list["Child"]:
    web = [*PYTHON, "langnghe.house.web", options.host, str(options.port), str(options.threads)]
    application = [options.application] if options.application else []
    return [Child("web", web + application), Child("worker", [*PYTHON, "langnghe", "work"])]


@dataclass
class Child:
    """One program kept alive; after an early death the next start waits longer each time."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    next_start: float = 0.0

    def start(self, variables: dict[str, str]) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, env=variables, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent
        )

    def died(self) -> bool:
        """True once after each death; the next start is then planned."""
        if self.process is None or self.process.poll() is None:
            return False
        self.signal(signal.SIGKILL)
        self.wait = FIRST_WAIT if time.monotonic() - self.started > CALM_SECONDS else min(self.wait * 2, LONGEST_WAIT)
        self.next_start = time.monotonic() + self.wait
        self.process = None
        return True

    def signal(self, number: int) -> None:
        """Send a signal to the program and all it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Two children and a loop that wakes when one dies or a signal comes."""

    children: list[Child]
    variables: dict[str, str]
    answers: Callable[[], bool]
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """Keep the children alive until SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start(self.variables)
            return self._watch() if self._came_up() else 1
        finally:
            self._end()

    def _came_up(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while not self.stopping.is_set() and time.monotonic() < deadline:
            if self.answers():
                _say(f"Lắng Nghe đang chạy: {self.variables['LANGNGHE_ADDRESS']}  (dừng: Ctrl-C)")
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
        elif child.process is None and time.monotonic() >= child.next_start:
            child.start(self.variables)

    def _end(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, deadline - time.monotonic()))
                child.signal(signal.SIGKILL)
                child.process.wait()
        _say("Đã dừng.")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def _obstacle(host: str, port: int) -> str:
    """Why we cannot listen there, as a sentence that says what to do; empty when we can."""
    if _is_demo() and host not in LOOPBACK:
        return (
            f"Bản dùng thử có tài khoản ai cũng biết, nên chỉ nghe trên máy này (127.0.0.1), không nghe trên {host}. "
            "Muốn mở cho người khác, hãy cài đặt thật: docs/guide/cai-dat.md."
        )
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return _why(error, host, port)
    return ""


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình ấy, hoặc chọn cổng: --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Không được phép mở cổng {port}. Chọn cổng từ 1024 trở lên, ví dụ: --port 8000"
    return f"Không nghe được trên {host}:{port}: {error.strerror}. Kiểm tra lại --host và --port."


def _is_demo() -> bool:
    return environment.flag("DEMO") or (Path(environment.text("DATA", ".local/data")) / "demo").exists()


def _variables(port: int) -> dict[str, str]:
    """What the children see. Two arenas keep the allocator from holding memory for every thread."""
    scheme = "https" if environment.text("CERT") else "http"
    defaults = {"LANGNGHE_ADDRESS": f"{scheme}://localhost:{port}", "MALLOC_ARENA_MAX": "2", "PYTHONUTF8": "1"}
    if environment.text("CERT"):
        defaults["LANGNGHE_HTTPS"] = "1"
    return environment.everything(defaults)


def _prepare(variables: dict[str, str]) -> int:
    return subprocess.run([*PYTHON, "langnghe", "prepare"], env=variables, check=False).returncode


def _answers(host: str, port: int) -> bool:
    """Whether the web process gives any answer at all."""
    wildcard = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    target = wildcard.get(host, host)
    try:
        if environment.text("CERT"):
            socket.create_connection((target, port), 2).close()
            return True
        connection = http.client.HTTPConnection(target, port, timeout=10)
        connection.request("GET", "/suc-khoe/", headers={"Host": "localhost"})
        connection.getresponse().read()
    except OSError:
        return False
    else:
        return True


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _say(sentence: str) -> None:
    print(sentence, flush=True)
