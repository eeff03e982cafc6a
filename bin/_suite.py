"""The whole suite on both databases at once, the checks beside it, one summary at the end.

Each database gets its own pytest process with its own data folder; a test marked `once` is run by whichever is free
first. Tests marked `alone`, if there are any, wait for a second pass, when nothing else runs. A pass that takes longer
than LIMIT is stopped, and the last sentences say which tests were running. Arguments go to pytest.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.private_postgres import PrivatePostgres  # noqa: E402
from langnghe.testing.turns import ALONE_WAITS  # noqa: E402

NOTHING_COLLECTED = 5
LIMIT = 30 * 60  # seconds


@dataclass
class Run:
    """One process of the suite: its name, what it runs, and how it ended."""

    name: str
    command: list[str]
    environment: dict[str, str]
    report: Path | None = None
    now: Path | None = None
    took: float = 0.0
    code: int = -1
    process: subprocess.Popen[str] | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing in it failed."""
        return self.code in (0, NOTHING_COLLECTED)


def main() -> int:
    """Run everything; 0 only when all of it passed."""
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    arguments = sys.argv[1:]
    scratch = Path(tempfile.mkdtemp(prefix="lang-nghe-test-"))
    began = time.perf_counter()
    try:
        with PrivatePostgres() as postgres:
            postgres.create()
            runs = _run_all(scratch, {"sqlite": "", "postgresql": postgres.url()}, arguments)
        return _summary(runs, time.perf_counter() - began)
    except KeyboardInterrupt:
        print("\nstopped", flush=True)
        return 130
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run_all(scratch: Path, databases: dict[str, str], arguments: list[str]) -> list[Run]:
    together = [_pytest(scratch, name, url, "together", arguments) for name, url in databases.items()]
    checks = [] if arguments else [Run("check", [sys.executable, "bin/_check.py", "--without-tests"], dict(os.environ))]
    runs = checks + together
    at_once(runs)
    if (scratch / "claims" / ALONE_WAITS).exists():
        alone = _pytest(scratch, "sqlite", databases["sqlite"], "alone", arguments)
        at_once([alone])
        runs.append(alone)
    return runs


def _pytest(scratch: Path, name: str, url: str, turn: str, arguments: list[str]) -> Run:
    folder = scratch / name
    claims = scratch / "claims"
    for each in (folder, claims):
        each.mkdir(exist_ok=True)
    report, now = (scratch / f"{name}-{turn}.{ending}" for ending in ("xml", "now"))
    environment = dict(os.environ) | {
        "LANGNGHE_DATABASE": url or f"sqlite:///{folder}/langnghe.sqlite3",
        "LANGNGHE_DATA": str(folder / "data"),
        "LANGNGHE_KEYS": str(folder / "keys"),
        "LANGNGHE_SUITE_TURN": turn,
        "LANGNGHE_SUITE_CLAIMS": str(claims),
        "LANGNGHE_SUITE_NOW": str(now),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "pytest", "-p", "langnghe.testing.turns", f"--junitxml={report}"]
    return Run(f"{name} {turn}", command + arguments, environment, report, now)


def at_once(runs: list[Run]) -> None:
    """Run them side by side, each line of output with its name in front; all are gone afterwards."""
    ends = time.monotonic() + LIMIT
    try:
        threads = [_start(run) for run in runs]
        for thread in threads:
            thread.join(max(0.0, ends - time.monotonic()))
        for run, thread in zip(runs, threads, strict=True):
            if thread.is_alive():
                print(_stopped(run), flush=True)
    finally:
        for run in runs:
            _end(run)


def _start(run: Run) -> threading.Thread:
    run.process = subprocess.Popen(
        run.command, cwd=ROOT, env=run.environment, text=True, errors="replace", start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    thread = threading.Thread(target=_follow, args=(run,), daemon=True)
    thread.start()
    return thread


def _follow(run: Run) -> None:
    began = time.perf_counter()
    assert run.process
    assert run.process.stdout
    for line in run.process.stdout:
        run.lines.append(line)
        print(f"{run.name:19} │ {line}", end="", flush=True)
    run.code = run.process.wait()
    run.took = time.perf_counter() - began


def _stopped(run: Run) -> str:
    running = run.now.read_text(encoding="utf-8") if run.now and run.now.exists() else "no test yet"
    return f"{run.name:19} │ stopped: not done after {LIMIT / 60:g} minutes. Running was: {running}"


def _end(run: Run) -> None:
    """Nothing that a test started outlives it: the whole session of the process goes."""
    if run.process is None:
        return
    # Interrupted, a test puts away what it started in sessions of its own.
    for asked in (signal.SIGINT, signal.SIGTERM):
        if run.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.process.pid, asked)
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.process.wait(10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(run.process.pid, signal.SIGKILL)
    run.process.wait()


def _summary(runs: list[Run], took: float) -> int:
    counts: dict[str, int] = {}
    print("\n— summary —")
    for run in runs:
        own = _counts(run)
        print(f"{'ok  ' if run.well else 'FAIL'} {run.name:19} {run.took:6.1f} s  {_words(own)}")
        for key, number in own.items():
            counts[key] = counts.get(key, 0) + number
    print(f"{_words(counts)} in {took:.1f}s", flush=True)
    return 0 if all(run.well for run in runs) and not counts.get("failed") and counts.get("passed") else 1


def _counts(run: Run) -> dict[str, int]:
    if run.report is None:
        return {"passed": 1, "failed": 0} if run.well else {"passed": 0, "failed": 1}
    if not run.report.exists():
        return {"passed": 0, "failed": 0 if run.well else 1}
    suites = ElementTree.parse(run.report).getroot().iter("testsuite")  # noqa: S314
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    crashed = 0 if run.well or failed else 1
    return {"passed": total - failed - skipped, "failed": failed + crashed, "skipped": skipped}


def _words(counts: dict[str, int]) -> str:
    shown = {"passed": counts.get("passed", 0), "failed": counts.get("failed", 0)}
    if counts.get("skipped"):
        shown["skipped"] = counts["skipped"]
    return ", ".join(f"{number} {word}" for word, number in shown.items())


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
