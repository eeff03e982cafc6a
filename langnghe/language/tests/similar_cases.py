"""How opinions about the same trouble are judged, and among which others each is looked for (tests/cases/words)."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from langnghe.language.alike import Reader, compare
from langnghe.language.among import Among, Told
from langnghe.language.sorter import Sorter

CASES = Path(__file__).resolve().parents[3] / "tests" / "cases" / "words" / "pairs.jsonl"
OPEN, BESIDE = 60, 3
Side = tuple[str, str]
"""A line of the cases and its side: `("p001", "a")`."""


def open_matters(pairs: Sequence[dict[str, Any]], pair: dict[str, Any]) -> list[Side]:
    """What an opinion (side b of a pair) is looked for among: its side a, the look-alike of its number, and the open
    matters of those weeks: of other numbers, one side each, the `OPEN` nearest in time.

    Numbers beside are left out: whether they are the same trouble nobody has labelled (README of the cases).
    """
    names = {one["id"] for one in pairs}
    number, day = int(pair["id"][1:]), date.fromisoformat(pair["b"]["date"])
    alike = [(f"d{number:03}", "b")] if pair["same"] else [(f"p{number:03}", side) for side in "ab"]
    others = []
    for one in pairs:
        if abs(int(one["id"][1:]) - number) > BESIDE:
            side = "ab"[(int(one["id"][1:]) * 7 + number) % 2 == 0]
            others.append((abs(date.fromisoformat(one[side]["date"]) - day), one["id"], side))
    near = [(name, side) for _days, name, side in sorted(others)[:OPEN]]
    return [(pair["id"], "a"), *(one for one in alike if one[0] in names), *near]


def cases() -> list[dict[str, Any]]:
    """The pairs and look-alikes of other hands."""
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def judged(sorter: Sorter, pairs: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """Shares: right one among the first three; right one first and suggested; look-alike first and suggested."""
    told = {(pair["id"], side): told_of(pair, side) for pair in pairs for side in "ab"}
    reader = Reader(sorter, Among(sorter, told.values()).rarity)
    seen = {key: reader.read(one.text, one.place, one.day) for key, one in told.items()}
    in_three, suggested, wrong = [], [], []
    for pair in pairs:
        mine = seen[pair["id"], "b"]
        found = [(compare(mine, seen[key]), key) for key in open_matters(pairs, pair)]
        found.sort(key=lambda one: -one[0].score)
        first = found[0][0].sure and found[0][1] == (pair["id"], "a")
        if pair["same"]:
            in_three.append((pair["id"], "a") in [key for _likeness, key in found[:3]])
            suggested.append(first)
        else:
            wrong.append(first)
    return sum(in_three) / len(in_three), sum(suggested) / len(suggested), sum(wrong) / len(wrong)


def told_of(pair: dict[str, Any], side: str) -> Told:
    """One side of a line as an opinion."""
    one = pair[side]
    return Told(f"{pair['id']}{side}", one["text"], one["place"], date.fromisoformat(one["date"]))
