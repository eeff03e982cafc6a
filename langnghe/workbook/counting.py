"""What importing good rows would do, counted by sheet through the rooms that would do it."""

from dataclasses import dataclass
from typing import Any

from langnghe.places.judging import Draft
from langnghe.places.models import Ward
from langnghe.places.slices import known_groups
from langnghe.workbook.checking import Good
from langnghe.workbook.parts import PARTS


@dataclass
class Tally:
    """Counts as an import keeps them."""

    ward: Ward
    added: int = 0
    changed: int = 0
    same: int = 0


def count(sheets: dict[str, Any], ward: Ward, rows: list[Good]) -> None:
    """Add what these rows would do to the counts of their sheets."""
    for sheet in {row.sheet for row in rows}:
        found = [row for row in rows if row.sheet == sheet]
        tally = _tally(sheet, ward, found)
        counts = sheets.setdefault(sheet, {"good": 0, "added": 0, "changed": 0, "same": 0})
        counts["good"] += len(found)
        for name in ("added", "changed", "same"):
            counts[name] += getattr(tally, name)


def _tally(sheet: str, ward: Ward, rows: list[Good]) -> Tally:
    tally = Tally(ward)
    if sheet == "promises":
        tally.added = len(rows)
    elif sheet == "groups":
        fresh = _fresh_groups(ward, [row.draft for row in rows if not row.notes])
        tally.added, tally.same = fresh, len(rows) - fresh
    else:
        batch: Any = tally
        PARTS[sheet].foresee(batch, [row.draft for row in rows])
    return tally


def _fresh_groups(ward: Ward, drafts: list[Draft]) -> int:
    known = known_groups(ward)
    return sum(not known.has(draft.group, draft.came_from) for draft in drafts)
