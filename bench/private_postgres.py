"""A private PostgreSQL for tests and benches: temporary folder, free port, gone at the end."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

NOT_ROOT = ("postgres", "nobody")


class PrivatePostgres:
    """A running cluster; `url(name)` addresses a database in it. Not durable unless asked: made for tests."""

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="lang-nghe-pg-"))
        self.server: subprocess.Popen[bytes] | None = None
        self._as = ordinary_user()

    def __enter__(self) -> "PrivatePostgres":
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def url(self, name: str = "langnghe") -> str:
        """Value for LANGNGHE_DATABASE; the database exists once `create` was called."""
        return f"postgresql://langnghe:private@127.0.0.1:{self.port}/{name}"

    def create(self, name: str = "langnghe") -> str:
        """Make an empty database and return its address."""
        command = [program("createdb"), "-h", str(self.folder), "-p", str(self.port), "-U", "langnghe", name]
        subprocess.run(command, check=True, capture_output=True, **self._as)
        return self.url(name)

    def stop(self) -> None:
        """Stop at once and leave nothing behind."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(10)
            self.server.kill()
            self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        if self._as:
            os.chown(self.folder, self._as["user"], self._as["group"])
        data = self.folder / "data"
        initdb = [program("initdb"), "-D", str(data), "-U", "langnghe", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--locale=C.UTF-8", "--no-sync"], check=True, capture_output=True, **self._as)
        with open(self.folder / "log", "wb") as log:
            self.server = subprocess.Popen(
                [program("postgres"), "-D", str(data), *self._options()],
                stdout=log, stderr=log, start_new_session=True, **self._as,
            )  # fmt: skip
        self._wait()

    def _options(self) -> list[str]:
        chosen = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "max_connections": "60",
            "shared_buffers": "64MB",
        }
        if not self.durable:
            chosen |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]

    def _wait(self) -> None:
        ready = [program("pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        for _attempt in range(150):
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self.server and self.server.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text(errors="replace")[-2000:])


def program(name: str) -> str:
    """Path of one of PostgreSQL's programs, the newest version installed."""
    on_path = shutil.which(name)
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if versions:
        return str(versions[-1])
    if on_path:
        return on_path
    raise LookupError(f"PostgreSQL's {name} is missing: apt-get install postgresql")


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ordinary_user() -> dict[str, Any]:
    """Who runs PostgreSQL when we are root, as arguments of Popen; else nobody else."""
    if os.geteuid() != 0:
        return {}
    for person in _people():
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise LookupError("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _people() -> Iterator[pwd.struct_passwd]:
    for name in NOT_ROOT:
        with contextlib.suppress(KeyError):
            yield pwd.getpwnam(name)
