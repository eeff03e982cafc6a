"""The process in which a ward's rows are learnt and judged: it holds nothing but texts of this moment, and ends.

Read on standard input, as JSON: `lessons` [[text, code, typed, fresh]], `own` codes, `fold` (which part to judge; none:
learn all), `current` the bytes in force in base 64, or none. Written on standard output: length (4 bytes) and JSON of
what was judged, then the rows.
"""

import base64
import json
import os
import resource
import struct
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any

from langnghe.language import lessons, tallies
from langnghe.language.examples import examples
from langnghe.language.lessons import Lesson
from langnghe.language.own import OwnSorter
from langnghe.language.sorter import Sorter, read
from langnghe.language.tallies import Tally, tally

MEMORY_BYTES = 150_000_000
CPU_SECONDS = 120
RESULT_BYTES = 8_000_000
VARIABLES = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
Reader = Sorter | OwnSorter


def main(arguments: list[str]) -> int:
    """`main([file of the shared sorter])`; 0 when it worked out."""
    limit()
    base = read(Path(arguments[0]))
    asked = json.loads(sys.stdin.buffer.read())
    judged, rows = school(base, asked)
    told = json.dumps(judged).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(told)) + told + rows)
    sys.stdout.buffer.flush()
    return 0


def limit() -> None:
    """So much memory and processor and no more, behind everybody else; nothing is written to a disk."""
    os.nice(10)
    for kind, most in (
        (resource.RLIMIT_DATA, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, RESULT_BYTES), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(kind, (most, most))


def school(base: Sorter, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What was judged, as `Tally` by name, and the rows when all was learnt."""
    told = [Lesson(text, code, typed) for text, code, typed, _fresh in asked["lessons"]]
    own, anchors, fold = asked["own"], list(examples()), asked["fold"]
    if fold is None:
        rows = lessons.learn(base, told, own, anchors)
        return {"dev": _of(base, development()), "dev_own": _of(OwnSorter(base, rows), development())}, rows
    reader = OwnSorter(base, lessons.judged(base, told, own, anchors, fold))
    part = [one for one in told if not one.typed and lessons.fold_of(one) == fold]
    fresh = [Lesson(text, code) for text, code, typed, new in asked["lessons"] if new and not typed]
    fresh = [one for one in fresh if lessons.fold_of(one) == fold]
    current = _current(base, asked["current"])
    judged: dict[str, tuple[Reader, list[Lesson]]]
    judged = {"ward": (base, part), "ward_own": (reader, part), "fresh": (current, fresh), "fresh_own": (reader, fresh)}
    return {name: _of(who, some) for name, (who, some) in judged.items()}, b""


def development() -> list[Lesson]:
    """Our own sentences that are never learnt: what every ward's rows are measured on."""
    folder = resources.files("langnghe.language").joinpath("data", "development")
    lines = [
        line
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        for line in file.read_text("utf-8").splitlines()
    ]
    return [Lesson(told["text"], f"{told['topic']}.{told['subtopic']}") for told in map(json.loads, lines)]


def unpacked(result: bytes) -> tuple[dict[str, Tally], bytes]:
    """What `main` wrote. Raises ValueError for what it did not."""
    if len(result) < 4:
        raise ValueError("nothing came out")
    length = struct.unpack_from("<I", result)[0]
    judged = json.loads(result[4 : 4 + length])
    return {name: tallies.from_json(told) for name, told in judged.items()}, result[4 + length :]


def _of(reader: Reader, some: Iterable[Lesson]) -> dict[str, Any]:
    return asdict(tally((reader.guess(one.text), one.code) for one in some))


def _current(base: Sorter, told: str | None) -> Reader:
    try:
        return OwnSorter(base, base64.b64decode(told)) if told else base
    except ValueError:
        return base
