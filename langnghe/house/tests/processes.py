"""Running the product's own commands in a scratch folder, as an installer would."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.private_postgres import free_port
from langnghe.testing import prepared

ROOT = Path(__file__).resolve().parents[3]
LANGNGHE = [sys.executable, "-m", "langnghe"]


def scratch_variables(folder: Path, **more: str) -> dict[str, str]:
    """Variables of an installation that lies in `folder` alone, on SQLite."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "DJANGO_"))}
    named = {"LANGNGHE_DATA": str(folder / "data"), "LANGNGHE_KEYS": str(folder / "keys"), "PYTHONPATH": str(ROOT)}
    return own | named | more


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the installation in `folder` to its end."""
    return subprocess.run(
        [*LANGNGHE, *words], env=scratch_variables(folder, **more), cwd=folder, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


class Running:
    """A command that keeps running, with what it said and every process it started."""

    def __init__(self, command: list[str], variables: dict[str, str], folder: Path) -> None:
        self.said_to = folder / "said"
        with self.said_to.open("w") as said:
            self.process = subprocess.Popen(
                command, env=variables, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                start_new_session=True,
            )  # fmt: skip

    @property
    def said(self) -> str:
        return self.said_to.read_text()

    def wait_for(self, words: str, seconds: float = 60) -> None:
        """Until it said these words."""
        deadline = time.monotonic() + seconds
        while words not in self.said:
            assert self.process.poll() is None, f"it ended:\n{self.said}"
            assert time.monotonic() < deadline, f"never said {words!r}:\n{self.said}"
            time.sleep(0.05)

    def family(self) -> list[int]:
        """Process ids of all it started, grandchildren included."""
        return _descendants(self.process.pid)

    def child(self, name: str) -> int:
        """The first process that goes by this name."""
        return next(pid for pid in self.family() if _name(pid) == name)

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@contextlib.contextmanager
def running(command: list[str], folder: Path, **more: str) -> Iterator[Running]:
    """The command while the block runs; nothing of it is left afterwards."""
    started = Running(command, scratch_variables(folder, **more), folder)
    family: list[int] = []
    try:
        yield started
        family = started.family()
    finally:
        for pid in [started.process.pid, *family]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        started.process.wait()


@contextlib.contextmanager
def serving(folder: Path, *options: str, **more: str) -> Iterator[tuple[Running, int]]:
    """`langnghe serve` on a free port with a fresh database, ready to answer."""
    if not (folder / "data" / "static").exists():
        prepared.into(folder / "data")
    port = free_port()
    with running([*LANGNGHE, "serve", "--port", str(port), *options], folder, **more) as started:
        started.wait_for("đang chạy")
        yield started, port


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether the process ended within this time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists() or _state(pid) == "Z":
            return True
        time.sleep(0.05)
    return False


def _descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    direct = [int(word) for word in children.read_text().split()] if children.exists() else []
    return [found for child in direct for found in [child, *_descendants(child)]]


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"
