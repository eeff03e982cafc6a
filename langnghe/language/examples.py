"""The sentences that are learnt from: ours, one JSON object a line, each with its topic and what it gives away."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

SEEN_BY = (
    "features.py", "phrases.py", "cues.py", "hints.py", "alarms.py", "suspicion.py", "learning.py", "meanings.py",
    "tellings.py", "deriving.py", "contrasting.py",
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


@dataclass(frozen=True)
class Telling:
    """A text of one of several people who tell of the same scene, and its narrow trouble (`data/tellings.txt`)."""

    text: str
    trouble: str
    scene: str


def examples() -> Iterator[Example]:
    """Every example of topics, file by file; a file is the work of one hand."""
    return _examples("examples")


def guard_examples() -> Iterator[Example]:
    """Examples for the guards alone: so many crimes and near misses would bend what the sorter holds for usual."""
    return _examples("guards")


def tellings_of_scenes() -> Iterator[Telling]:
    """Scenes as several people tell them, each in other words; a file is the work of one hand."""
    for _hand, line in _lines("scenes"):
        yield Telling(line["text"], line["trouble"], line["scene"])


def _examples(name: str) -> Iterator[Example]:
    for hand, line in _lines(name):
        yield _example(line, hand)


def _lines(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line of a folder's files with the name of its hand."""
    folder = resources.files("langnghe.language").joinpath("data", name)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text("utf-8").splitlines():
                yield file.name.removesuffix(".jsonl"), json.loads(line)


@cache
def version() -> str:
    """What the learnt weights depend on: the examples, and the way texts are seen and lists heard."""
    folder = resources.files("langnghe.language").joinpath("data")
    code = Path(__file__).parent
    told = hashlib.sha256()
    for name in SEEN_BY:
        told.update(code.joinpath(name).read_bytes())
    for part in (folder, *(folder.joinpath(name) for name in ("examples", "guards", "scenes"))):
        for file in sorted(part.iterdir(), key=lambda file: file.name):
            if file.name.endswith((".txt", ".jsonl")):
                told.update(file.read_bytes())
    return told.hexdigest()[:16]


def _example(told: dict[str, Any], hand: str) -> Example:
    code = f"{told['topic']}.{told['subtopic']}"
    flags = {name: bool(told.get(name)) for name in ("crime", "officer", "home")}
    return Example(str(told["text"]), code, hand, **flags)
