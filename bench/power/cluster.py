"""A PostgreSQL cluster in a given folder: made small, started as a ward would run it, started again after a crash."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.private_postgres import free_port, ordinary_user, program

NAME = "langnghe"
# One connection asks after a crash, a handful while the product runs; small pages of log make many changes of file.
SETTINGS = {"listen_addresses": "127.0.0.1", "max_connections": "40", "shared_buffers": "32MB", "autovacuum": "on"}
HURRIED = {"fsync": "off", "full_page_writes": "off"}
RECOVERY_SECONDS = 60


class WouldNotStart(Exception):
    """The database did not come up on what the disk kept."""


@dataclass(frozen=True)
class Cluster:
    """The folder of a cluster, and the port it answers at when it runs."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Value for LANGNGHE_DATABASE."""
        return f"postgresql://{NAME}:private@127.0.0.1:{self.port}/{NAME}"

    def command(self, **settings: str) -> list[str]:
        """Starts the server."""
        chosen = SETTINGS | {"port": str(self.port), "unix_socket_directories": ""} | settings
        options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        return [program("postgres"), "-D", str(self.folder), *options]

    def ready(self) -> list[str]:
        """Ends well once the server answers."""
        return [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]

    def own(self) -> None:
        """The folder belongs to whoever runs the server."""
        if who := ordinary_user():
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, who["user"], who["group"])


def made(folder: Path) -> Cluster:
    """A new cluster with an empty database."""
    cluster = Cluster(folder, free_port())
    folder.mkdir(mode=0o700)
    cluster.own()
    initdb = [program("initdb"), "-D", str(folder), "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*initdb, "--no-sync", "--wal-segsize=1"], check=True, capture_output=True, **ordinary_user())
    with running(cluster, smoothly=True):
        createdb = [program("createdb"), "-h", "127.0.0.1", "-p", str(cluster.port), "-U", NAME, NAME]
        subprocess.run(createdb, check=True, capture_output=True)
    return cluster


@contextlib.contextmanager
def running(cluster: Cluster, *, smoothly: bool, hurried: bool = True) -> Iterator[int]:
    """The server while the block runs, by its process id. `smoothly`: shut down whole, else dropped.

    `hurried`: without waiting for the disk.
    """
    said = cluster.folder.parent / f"{cluster.folder.name}.said"
    with said.open("wb") as log:
        server = subprocess.Popen(
            cluster.command(**HURRIED if hurried else {}),
            stdout=log,
            stderr=log,
            start_new_session=True,
            **ordinary_user(),
        )
    try:
        _wait(cluster, server, said)
        yield server.pid
    finally:
        server.send_signal(signal.SIGINT if smoothly else signal.SIGQUIT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(30)
        server.kill()
        server.wait()


def copied(cluster: Cluster, folder: Path) -> Cluster:
    """The same cluster elsewhere, at another port."""
    shutil.copytree(cluster.folder, folder)
    other = Cluster(folder, free_port())
    other.own()
    return other


def _wait(cluster: Cluster, server: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + RECOVERY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(cluster.url, dbname="postgres", connect_timeout=5).close()
            return
        time.sleep(0.03)
    raise WouldNotStart(said.read_text(errors="replace")[-1500:])
