"""The product served for a bench: `langnghe serve` on a free loopback port with data of its own, on either database."""

import contextlib
import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.private_postgres import PrivatePostgres, free_port

ROOT = Path(__file__).resolve().parent.parent
LANGNGHE = [sys.executable, "-m", "langnghe"]
WARD = "dien-hong"
START_SECONDS, SETTLE_SECONDS = 90, 900
WAITING = "SELECT count(*) FROM ledger_job WHERE done_at IS NULL AND dead_at IS NULL"
CALM = "100000000"  # a burst at this rate would be a flood; what a flood costs shows in the bench of that name
Beginning = Callable[[str, Path, dict[str, str]], None]
"""Makes an installation at a database's address, in a folder, with these variables."""


@dataclass
class Served:
    """Where it answers and where its data lie."""

    database: str
    url: str
    port: int
    folder: Path
    variables: dict[str, str]
    process: subprocess.Popen[bytes]

    def pids(self) -> dict[str, list[int]]:
        """Process ids of the supervisor, of web (granian's two) and of the worker."""
        web, worker = (_called(self.process.pid, name) for name in ("langnghe web", "langnghe worker"))
        return {"supervisor": [self.process.pid], "web": web, "worker": worker}

    def count(self, table: str) -> int:
        """Rows in a table."""
        return int(self.ask(f"SELECT count(*) FROM {table}"))

    def ask(self, question: str) -> str:
        """The single answer to an SQL question."""
        if self.database == "postgresql":
            with psycopg.connect(self.url) as connection:
                row = connection.execute(question.encode()).fetchone()
        else:
            with contextlib.closing(sqlite3.connect(self.url.removeprefix("sqlite://"))) as file:
                row = file.execute(question).fetchone()
        return str(row[0]) if row else ""

    def langnghe(self, *words: str) -> str:
        """Run one command of the installation."""
        return _run(self.variables, *words)

    def learn(self) -> None:
        """Learn the topics now, as every installation has done within a minute of its first start."""
        _learn(self.variables)

    def settle(self) -> None:
        """Wait until the topics are learnt and the worker has nothing to do, as on an ordinary day."""
        self.learn()
        self.wait_for_worker()

    def wait_for_worker(self) -> None:
        """Wait until the worker has nothing to do."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while int(self.ask(WAITING)):
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.ask(WAITING)} jobs still wait after {SETTLE_SECONDS} s")
            time.sleep(0.5)

    @contextlib.contextmanager
    def resting(self) -> Iterator[None]:
        """The served worker stands still."""
        workers = self.pids()["worker"]
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in workers:
                os.kill(pid, signal.SIGCONT)


@contextlib.contextmanager
def databases(names: list[str]) -> Iterator[dict[str, PrivatePostgres | None]]:
    """The databases to measure on; PostgreSQL durable, as a ward would run it."""
    with contextlib.ExitStack() as stack:
        yield {
            name: stack.enter_context(PrivatePostgres(durable=True)) if name == "postgresql" else None for name in names
        }


def with_demo(url: str, folder: Path, variables: dict[str, str]) -> None:
    """The usual beginning: an empty database prepared and the demo loaded."""
    _run(variables, "prepare", "--quiet")
    _run(variables, "demo", "load")


def with_demo_learnt(url: str, folder: Path, variables: dict[str, str]) -> None:
    """The same with the topics learnt before: else what learns from the demo fails, and waits minutes to try again."""
    _run(variables, "prepare", "--quiet")
    _learn(variables)
    _run(variables, "demo", "load")


@contextlib.contextmanager
def served(
    database: str, postgres: PrivatePostgres | None, *, application: str = "", begin: Beginning = with_demo, **more: str
) -> Iterator[Served]:
    """The product with the demo ward (or as it is to `begin`), ready to answer; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lang-nghe-bench-"))
    name = f"bench_{os.getpid()}_{time.monotonic_ns()}"
    url = postgres.create(name) if postgres else f"sqlite://{folder}/langnghe.sqlite3"
    variables = _variables(folder, url) | more
    try:
        begin(url, folder, variables)
        with _serving(database, url, folder, variables, application) as product:
            yield product
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _serving(database: str, url: str, folder: Path, variables: dict[str, str], application: str) -> Iterator[Served]:
    port = free_port()
    command = [*LANGNGHE, "serve", "--prepared", "--port", str(port)]
    command += ["--application", application] if application else []
    with open(folder / "said", "wb") as said:
        process = subprocess.Popen(command, env=variables, cwd=folder, stdout=said, stderr=said, start_new_session=True)
    try:
        _wait(process, port, folder / "said")
        yield Served(database, url, port, folder, variables, process)
    except Exception:
        print((folder / "said").read_text(errors="replace")[-3000:], file=sys.stderr)
        raise
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.wait()


def _variables(folder: Path, url: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "DJANGO_"))}
    return own | {
        "PYTHONPATH": str(ROOT),
        "LANGNGHE_DATABASE": url,
        "LANGNGHE_DATA": str(folder / "data"),
        "LANGNGHE_KEYS": str(folder / "keys"),
        "LANGNGHE_DEMO": "1",
        "LANGNGHE_API_RATE": "100000000",
    }


def _run(variables: dict[str, str], *words: str) -> str:
    done = subprocess.run([*LANGNGHE, *words], env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"langnghe {' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def _learn(variables: dict[str, str]) -> None:
    command = [*LANGNGHE, "language", "topics"]
    subprocess.run(command, cwd=ROOT, env=variables, input=b"", check=True, capture_output=True)


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/suc-khoe/", headers={"Host": "localhost"})
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise RuntimeError("the product did not start:\n" + said.read_text(errors="replace"))


def _called(parent: int, name: str) -> list[int]:
    """The processes under this one that go by this name; the kernel keeps 15 bytes of it."""
    found = [pid for pid in descendants(parent) if Path(f"/proc/{pid}/comm").read_text().strip() == name]
    if not found:
        raise LookupError(f"no process {name} is running")
    return found


def descendants(pid: int) -> list[int]:
    """Process ids of all that a process started, grandchildren included."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in children for found in [int(child), *descendants(int(child))]]
