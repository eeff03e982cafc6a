"""The sentences the sorter learns from: ours, one JSON object a line, each with its topic and what it gives away."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from langnghe.language import features


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
    """Every example, file by file; a file is the work of one hand."""
    folder = resources.files("langnghe.language").joinpath("data", "examples")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text("utf-8").splitlines():
                yield _example(json.loads(line), file.name.removesuffix(".jsonl"))


@cache
def version() -> str:
    """What the learnt weights depend on: the examples, and the way texts are seen."""
    folder = resources.files("langnghe.language").joinpath("data")
    told = hashlib.sha256(Path(features.__file__).read_bytes())
    told.update(folder.joinpath("chat.txt").read_bytes())
    for file in sorted(folder.joinpath("examples").iterdir(), key=lambda file: file.name):
        told.update(file.read_bytes())
    return told.hexdigest()[:16]


def _example(told: dict[str, object], hand: str) -> Example:
    code = f"{told['topic']}.{told['subtopic']}"
    flags = {name: bool(told.get(name)) for name in ("crime", "officer", "home")}
    return Example(str(told["text"]), code, hand, **flags)
