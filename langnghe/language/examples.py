"""The sentences that are learnt from: ours, one JSON object a line, each with its topic and what it gives away."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

SEEN_BY = (
    "features.py", "phrases.py", "cues.py", "hints.py", "alarms.py", "suspicion.py", "learning.py", "meanings.py",
    "tellings.py", "deriving.py",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A text, its subtopic, the hand that wrote it, and whether it tells of a crime, of an officer, of harm at home."""

    text: str
    subtopic: str
    hand: str
    crime: bool = False
    officer: bool = False
    home: bool = False

    @property
    def topic(self) -> str:
        """The topic its subtopic belongs to."""
        return self.subtopic.partition(".")[0]


def examples() -> Iterator[Example]:
    """Every example of topics, file by file; a file is the work of one hand."""
    return _examples("examples")


def guard_examples() -> Iterator[Example]:
    """Examples for the guards alone: so many crimes and near misses would bend what the sorter holds for usual."""
    return _examples("guards")


def _examples(name: str) -> Iterator[Example]:
    folder = resources.files("langnghe.language").joinpath("data", name)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text("utf-8").splitlines():
                yield _example(json.loads(line), file.name.removesuffix(".jsonl"))


@cache
def version() -> str:
    """What the learnt weights depend on: the examples, and the way texts are seen and lists heard."""
    folder = resources.files("langnghe.language").joinpath("data")
    code = Path(__file__).parent
    told = hashlib.sha256()
    for name in SEEN_BY:
        told.update(code.joinpath(name).read_bytes())
    for part in (folder, folder.joinpath("examples"), folder.joinpath("guards")):
        for file in sorted(part.iterdir(), key=lambda file: file.name):
            if file.name.endswith((".txt", ".jsonl")):
                told.update(file.read_bytes())
    return told.hexdigest()[:16]


def _example(told: dict[str, object], hand: str) -> Example:
    code = f"{told['topic']}.{told['subtopic']}"
    flags = {name: bool(told.get(name)) for name in ("crime", "officer", "home")}
    return Example(str(told["text"]), code, hand, **flags)
