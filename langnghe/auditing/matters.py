"""Matters: opened and merged as the ledger says, and in no other way."""

from collections.abc import Iterator
from uuid import UUID

from langnghe.auditing.findings import Finding, missing, of_kind, unknown
from langnghe.matters.models import Matter

TABLE = "matters_matter"
OPENED = ("matter.opened", "matter.booked")


def check(ward_id: UUID) -> Iterator[Finding]:
    """Rows without entry and entries without row; which matter went into which, played again."""
    rows = list(Matter.objects.filter(ward_id=ward_id).order_by("id"))
    told = {one.subject_id: one.kind for one in of_kind(ward_id, *OPENED)}
    undone = any(of_kind(ward_id, "earlier_import.undone"))
    names = {row_id: f"id {row_id}" for row_id, kind in told.items() if not (undone and kind == OPENED[1])}
    yield from missing(TABLE, names, {row.id for row in rows})
    yield from unknown(TABLE, {row.id: str(row.number) for row in rows}, set(told))
    into = _merged(ward_id)
    for row in rows:
        if row.joined_into_id != into.get(row.id):
            yield Finding(TABLE, f"{row.year}/{row.number}", "việc này nhập vào việc khác không đúng như sổ ghi")


def _merged(ward_id: UUID) -> dict[UUID, UUID]:
    """Into which matter each one went, by the ledger."""
    into: dict[UUID, UUID] = {}
    for one in of_kind(ward_id, "matter.merged", "matter.unmerged"):
        if one.kind == "matter.merged":
            into[one.subject_id] = UUID(str(one.facts["into"]))
        else:
            into.pop(one.subject_id, None)
    return into
