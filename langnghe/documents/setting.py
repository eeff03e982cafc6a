"""The child that sets one paper: its data on stdin, the PDF on stdout. Imports no Django and holds no secret."""

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from langnghe.documents import limits

TEMPLATE = Path(__file__).with_name("paper.typ")
# To be kept for decades (PDF/A-2a: fonts inside, tagged) and read aloud (PDF/UA-1).
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
NOWHERE = "/nonexistent"


def main(_arguments: list[str]) -> int:
    """Read, set, write; the exit code."""
    _limit()
    job = json.load(sys.stdin.buffer)
    try:
        paper = _set(job)
    except (typst.TypstError, MemoryError, OSError):
        return limits.BROKEN
    sys.stdout.buffer.write(paper)
    sys.stdout.buffer.flush()
    return limits.DONE


def _set(job: dict[str, str]) -> bytes:
    made = datetime.fromtimestamp(int(job["at"]), UTC)
    # Template as bytes, folder as text: the library takes both, its stubs say only the same kind twice.
    folder: Any = job["pictures"]
    return typst.compile(
        TEMPLATE.read_bytes(), root=folder, sys_inputs={"paper": job["paper"]}, ignore_system_fonts=True,
        package_path=NOWHERE, package_cache_path=NOWHERE, pdf_standards=[*STANDARDS], timestamp=made,
    )  # fmt: skip


def _limit() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.RESULT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
