"""From a clone to the first page, and the second start, with bin/run as a newcomer types it."""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.private_postgres import PrivatePostgres, free_port
from bench.report import Measure, at_most
from bench.served import ROOT

LIMIT = 600


def measure(databases: dict[str, PrivatePostgres | None], quick: bool) -> Iterator[Measure]:
    """The embedded database only: that is what bin/run starts. The first start includes the clone and the packages."""
    if "sqlite" not in databases:
        return
    folder = Path(tempfile.mkdtemp(prefix="lang nghe "))
    try:
        began = time.perf_counter()
        clone = folder / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        if quick:
            (clone / ".venv").symlink_to(ROOT / ".venv")
        first = _first_page(clone, began)
        yield Measure("start", "sqlite", "clone to first page", first, "s", at_most(180), "1")
        again = sorted(_first_page(clone, time.perf_counter()) for _turn in range(1 if quick else 3))
        yield Measure("start", "sqlite", "second start", again[len(again) // 2], "s", at_most(5), str(len(again)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _first_page(clone: Path, began: float) -> float:
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "PYTHONPATH"))}
    said = clone.parent / "said"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [str(clone / "bin/run"), "--port", str(port)], env=own, stdin=subprocess.DEVNULL, stdout=output,
            stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - began > LIMIT:
                raise RuntimeError("bin/run gave no page:\n" + said.read_text(errors="replace"))
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/", headers={"Host": "localhost"})
        status = connection.getresponse().status
    except OSError:
        return False
    if status >= 400:
        raise RuntimeError(f"the first page answers {status}")
    return True
