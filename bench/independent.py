"""The independent checker: a Go program on golang.org/x/mod/sumdb from Debian, which shares no code with the log.

Run by `bin/bench --drill log` and, a small share of it, in the suite: building takes two seconds.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "bench" / "drills" / "checklog" / "main.go"
GOPATH: Final = Path("/usr/share/gocode")
MISSING: Final = (
    "Go is missing, so nothing independent checks the log: apt-get install -y golang-go golang-golang-x-mod-dev"
)


def checklog(*words: str | Path) -> dict[str, Any]:
    """What the checker found. Raises RuntimeError where Go is not installed: nothing checked is not well."""
    done = subprocess.run([_built(), *words], capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"the checker died: {done.stderr[:2000]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _built() -> Path:
    """The program, built offline when its source is newer."""
    program = ROOT / ".cache" / "bench" / "checklog"
    if program.exists() and program.stat().st_mtime > SOURCE.stat().st_mtime:
        return program
    if not (GOPATH / "src/golang.org/x/mod/sumdb").is_dir():
        raise RuntimeError(MISSING)
    program.parent.mkdir(parents=True, exist_ok=True)
    mine = program.with_name(f"checklog.{os.getpid()}")
    variables = os.environ | {
        "GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(ROOT / ".cache" / "go"), "GOPROXY": "off",
        "GOFLAGS": "",
    }  # fmt: skip
    try:
        subprocess.run(["go", "build", "-o", mine, SOURCE], env=variables, check=True)
    except FileNotFoundError as error:
        raise RuntimeError(MISSING) from error
    mine.replace(program)
    return program
