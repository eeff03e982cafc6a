"""The API asked by schemathesis, as a program that reads only the document and means no good."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CONFIG = Path(__file__).with_suffix(".toml").with_name("schemathesis.toml")
DOCUMENT = "/api/v1/openapi.json"


@dataclass(frozen=True)
class Judged:
    """How a run ended: whether no check failed, how many requests were made, and what was said."""

    well: bool
    requests: int
    said: str


def judge(address: str, token: str, *, examples: int, seed: int, phases: str, seconds: int = 0) -> Judged:
    """Ask every operation at this address; all checks are on. `seconds`: stop after so many (0: when all was asked)."""
    command = [
        sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "--config-file", str(CONFIG),
        "run", f"{address}{DOCUMENT}", "--url", f"{address}/api/v1", "--header", f"Authorization: Bearer {token}",
        "--checks", "all", "--phases", phases, "--max-examples", str(examples), "--seed", str(seed), "--workers", "1",
        "--generation-database", "none", "--continue-on-failure", "--no-color", "--no-shrink",
        *(["--max-time", str(seconds)] if seconds else []),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    made = re.search(r"Test cases:\s+(\d[\d,]*) generated", done.stdout)
    return Judged(done.returncode == 0, int(made[1].replace(",", "")) if made else 0, done.stdout + done.stderr)
