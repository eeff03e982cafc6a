"""The product served on a disk of ours, to be killed and started again."""

import contextlib
import http.client
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.power import residents
from bench.power.recording import variables
from bench.private_postgres import free_port
from bench.served import LANGNGHE, descendants

START_SECONDS = 60
CALLED = {"web": "langnghe web", "worker": "langnghe worker"}


class WouldNotServe(Exception):
    """The product did not come up."""


@dataclass
class Product:
    """A served product: its supervisor, and the port it answers at."""

    process: "subprocess.Popen[bytes]"
    port: int
    said: Path

    def pids(self, who: str) -> list[int]:
        """Processes of `web` or `worker`; none while they are being born again."""
        found = []
        for pid in descendants(self.process.pid):
            with contextlib.suppress(OSError):
                if Path(f"/proc/{pid}/comm").read_text().strip() == CALLED[who]:
                    found.append(pid)
        return found

    def kill(self) -> None:
        """Everybody at once, without a word."""
        for pid in [self.process.pid, *_family(self.process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if residents.ask(self.port, "GET", "/suc-khoe/")[0]:
                    return
            time.sleep(0.1)
        raise WouldNotServe(self.said.read_text(errors="replace")[-1500:])


@contextlib.contextmanager
def serving(disk: Path, url: str, port: int = 0) -> Iterator[Product]:
    """`langnghe serve` on this disk, ready to answer; killed afterwards if it still runs."""
    product = start(disk, url, port or free_port())
    try:
        product.wait()
        yield product
    finally:
        product.kill()


def start(disk: Path, url: str, port: int) -> Product:
    """Begin to serve."""
    said = disk.parent / "served.said"
    command = [*LANGNGHE, "serve", "--prepared", "--port", str(port)]
    with said.open("ab") as log:
        process = subprocess.Popen(
            command, env=variables(disk, url), cwd=disk, stdout=log, stderr=log, start_new_session=True
        )
    return Product(process, port, said)


def _family(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return descendants(pid)
    return []
