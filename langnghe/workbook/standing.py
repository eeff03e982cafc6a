"""The imports that a workbook's parts are, and what rests on them."""

from typing import Any
from uuid import UUID

from langnghe.earlier.imports import machine as earlier
from langnghe.earlier.models import EarlierLine
from langnghe.people.models import PostGroup
from langnghe.places.imports import machine as places
from langnghe.roster.imports import machine as officers
from langnghe.roster.imports import made_by
from langnghe.roster.models import OfficerLine
from langnghe.sheets.models import Batch
from langnghe.workbook.models import WorkbookImport
from langnghe.workbook.parts import PARTS

_STANDING = ("applying", "applied")


def part_of(batch: WorkbookImport, sheet: str) -> Batch | None:
    """The import of a part; None when it did not begin."""
    made = batch.parts.get(sheet)
    found: Batch | None = PARTS[sheet].batches._default_manager.filter(pk=made["id"]).first() if made else None
    return found


def demand_undoable(batch: WorkbookImport) -> None:
    """Refused while anything but its own parts rests on what a workbook made."""
    made: dict[str, Any] = {
        sheet: part for sheet in PARTS if (part := part_of(batch, sheet)) and part.state in _STANDING
    }
    if "opinions" in made:
        earlier.demand_undoable(made["opinions"])
    if "officers" in made:
        officers.demand_undoable(made["officers"])
    own = _rows_of(batch, made)
    for sheet in ("households", "groups"):
        if sheet in made:
            places.demand_unused(made[sheet], own)


def _rows_of(batch: WorkbookImport, made: dict[str, Any]) -> set[UUID]:
    """Ids of what the later parts made, and of the parts themselves: gone by the time their turn has come."""
    own = {part.pk for part in made.values()}
    lines = EarlierLine.objects.filter(ward=batch.ward_id, batch=made["opinions"].pk) if "opinions" in made else ()
    for line in lines:
        own |= {line.opinion_id, line.matter_id}
    if "officers" in made:
        posts = made_by(OfficerLine.objects.filter(ward=batch.ward_id, batch=made["officers"].pk)).posts
        own |= set(PostGroup.objects.filter(ward=batch.ward_id, post__in=posts).values_list("id", flat=True))
    return own
