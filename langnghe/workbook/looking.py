"""Looking at a workbook without keeping anything of it: no row is written, not even that somebody looked."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from langnghe.places.models import Ward
from langnghe.workbook.checking import Checker, Good, Remark
from langnghe.workbook.content import SHEETS
from langnghe.workbook.counting import count
from langnghe.workbook.remarking import Said, remarked
from langnghe.workbook.sources import Found, find

AT_ONCE = 300


@dataclass(frozen=True)
class Looked:
    """What a workbook would do by sheet, and all that is said of its rows; `wrong` rows cannot be imported."""

    found: Found
    sheets: dict[str, Any]
    remarks: list[Remark]
    wrong: int

    @property
    def strangers(self) -> list[str]:
        """Sheets and columns that were not read."""
        return self.found.strangers

    def remarked(self) -> bytes:
        """The workbook with remarks beside the rows."""
        said: dict[str, list[Said]] = {sheet: [] for sheet in SHEETS}
        for one in sorted(self.remarks, key=lambda remark: (remark.number, remark.is_note)):
            said[one.sheet].append(Said(one.sheet, one.number, one.column, one.code, one.other, one.is_note))
        return remarked(self.found, said)


def look_at(path: Path, ward: Ward) -> Looked:
    """Judge every row of a workbook for a ward. Refused when it cannot be read; OSError when there is no such file."""
    found = find(path)
    verdicts = Checker(ward, found).verdicts()
    sheets: dict[str, Any] = {}
    wrong, notes, rows = [], [], 0
    while page := list(islice(verdicts, AT_ONCE)):
        good = [verdict for _number, verdict in page if isinstance(verdict, Good)]
        count(sheets, ward, good)
        notes += [note for row in good for note in row.notes]
        wrong += [remark for _number, verdict in page if not isinstance(verdict, Good) for remark in verdict]
        rows += len(page) - len(good)
    ordered = {sheet: sheets[sheet] for sheet in SHEETS if sheet in sheets}
    return Looked(found, ordered, [*wrong, *notes], rows)
