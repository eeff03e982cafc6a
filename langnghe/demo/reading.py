"""The demo's stories as they are written in `data/*.txt`, one matter after the other.

    # key  topic | title on the board
    > day hour door group flags @ place        one opinion, its words on the lines below
    - verb day arguments                       what happens next, its words on the lines below

Days: `-12` and `3` count from the evening of the forum, `+4` from the story's first opinion, `t-2` from this morning.
Doors: web, phone, desk, paper, hall (the evening itself). Flags: `w` the words may be published, `s` a summary may,
`call` call back, `crime`, `officer`, `c=` how to reach the sender, `photo=` a picture sent along.
`{+4}` in a text is that day, written out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

DATA = Path(__file__).with_name("data")
_STORY = re.compile(r"# (?P<key>[a-z0-9-]+)\s+(?P<topic>[a-z_.]+)\s*(?:\|\s*(?P<title>.*))?")
_SAID = re.compile(
    r"> (?P<day>\S+) (?P<hour>\d\d):(?P<minute>\d\d) (?P<door>web|phone|desk|paper|hall)"
    r"(?: (?P<group>\d+))?(?P<flags>(?: (?:w|s|call|crime|officer))*)(?: c=(?P<contact>\S+@\S+|\d[\d ]*\d))?"
    r"(?P<more>(?: (?:w|s|call|crime|officer))*)"
    r"(?P<photos>(?: photo=[a-z0-9-]+)*)(?: @ (?P<place>.+))?"
)
_STEP = re.compile(r"- (?P<verb>[a-z]+) (?P<day>\S+) ?(?P<rest>.*)")


@dataclass
class Said:
    """One opinion."""

    day: str
    hour: time
    door: str
    group: int
    flags: frozenset[str]
    contact: str
    place: str
    photos: list[str] = field(default_factory=list)
    words: str = ""


@dataclass
class Step:
    """One thing that happens next; `promises` are those of an answer."""

    verb: str
    day: str
    arguments: list[str]
    words: str = ""
    promises: "list[Step]" = field(default_factory=list)


@dataclass
class Story:
    """One matter from its first opinion to where it stands this morning."""

    ward: str
    season: int
    key: str
    topic: str
    title: str
    said: list[Said] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def stories() -> list[Story]:
    """All stories of both wards, in the order of the files."""
    return [
        story
        for ward in ("dien-hong", "lam-son")
        for season in (1, 2)
        for story in _read(ward, season, (DATA / f"{ward}-{season}.txt").read_text(encoding="utf-8"))
    ]


def _read(ward: str, season: int, text: str) -> Iterator[Story]:
    story: Story | None = None
    last: Said | Step | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# ---") or not line.strip():
            continue
        if line.startswith("# "):
            if story:
                yield story
            found = _match(_STORY, line, number)
            story, last = Story(ward, season, found["key"], found["topic"], (found["title"] or "").strip()), None
            continue
        assert story is not None, f"{ward}-{season}.txt: {number}"
        if line.startswith(("> ", "- ")):
            last = _begin(story, line, number)
        elif last is not None:
            last.words = f"{last.words}\n{line}".strip()
    if story:
        yield story


def _begin(story: Story, line: str, number: int) -> Said | Step:
    if line.startswith("> "):
        story.said.append(said := _said(_match(_SAID, line, number)))
        return said
    found = _match(_STEP, line, number)
    step = Step(found["verb"], found["day"], found["rest"].split())
    (story.steps[-1].promises if step.verb == "promise" else story.steps).append(step)
    return step


def _said(found: re.Match[str]) -> Said:
    return Said(
        found["day"], time(int(found["hour"]), int(found["minute"])), found["door"], int(found["group"] or 0),
        frozenset(f"{found['flags']}{found['more']}".split()), found["contact"] or "", (found["place"] or "").strip(),
        [word.removeprefix("photo=") for word in found["photos"].split()],
    )  # fmt: skip


def _match(pattern: re.Pattern[str], line: str, number: int) -> re.Match[str]:
    found = pattern.fullmatch(line.rstrip())
    if found is None:
        raise ValueError(f"line {number}: {line}")
    return found
