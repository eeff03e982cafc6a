"""Promises: words and days played again from the ledger; claims and contests counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from langnghe.auditing.findings import Finding, missing, of_kind, same_words, unknown
from langnghe.commitments.evidence import COMMITMENT_V1
from langnghe.commitments.models import Claim, Commitment, Contest
from langnghe.ledger.models import Entry

TABLE = "commitments_commitment"
MADE = ("commitment.made", "commitment.entered")


def check(ward_id: UUID) -> Iterator[Finding]:
    """Rows without entry and entries without row; words and days; a hidden claim or contest."""
    rows = list(Commitment.objects.filter(ward_id=ward_id).order_by("id"))
    told = {one.subject_id: one for one in of_kind(ward_id, *MADE)}
    undone = any(of_kind(ward_id, "earlier_import.undone"))
    names = {row_id: f"id {row_id}" for row_id, one in told.items() if not (undone and one.kind == MADE[1])}
    yield from missing(TABLE, names, {row.id for row in rows})
    yield from unknown(TABLE, {row.id: _name(row) for row in rows}, set(told))
    due = _days(ward_id, told)
    for row in rows:
        if row.id in told:
            yield from _one(row, told[row.id], due[row.id])
    yield from _voices(ward_id)


def _one(row: Commitment, made: Entry, due: str) -> Iterator[Finding]:
    if bytes(row.words_hash).hex() != made.facts["words"] or not _same(row):
        yield Finding(TABLE, _name(row), "lời hứa đã bị sửa")
    if str(row.first_due_on) != made.facts["due"]:
        yield Finding(TABLE, _name(row), f"ngày hẹn đầu tiên đã bị sửa: sổ ghi {made.facts['due']}")
    if str(row.due_on) != due:
        yield Finding(TABLE, _name(row), f"ngày hẹn đã bị sửa: theo sổ là {due}")


def _days(ward_id: UUID, told: dict[UUID, Entry]) -> dict[UUID, str]:
    """The day that each promise is due by the ledger: as made, then moved."""
    due = {row_id: str(one.facts["due"]) for row_id, one in told.items()}
    for moved in of_kind(ward_id, "commitment.moved"):
        due[moved.subject_id] = str(moved.facts["to"])
    return due


def _voices(ward_id: UUID) -> Iterator[Finding]:
    # What a book of earlier years calls done is a claim that nobody made here.
    claims = list(Claim.objects.filter(ward_id=ward_id, claimed_by__isnull=False))
    yield from _said("commitments_claim", ward_id, "commitment.claimed", [(one.commitment_id, one) for one in claims])
    contests = list(Contest.objects.filter(ward_id=ward_id).select_related("claim"))
    said = [(one.claim.commitment_id, one) for one in contests]
    yield from _said("commitments_contest", ward_id, "commitment.contested", said)


def _said(table: str, ward_id: UUID, kind: str, rows: Sequence[tuple[UUID, Claim | Contest]]) -> Iterator[Finding]:
    """Claims or contests, each with its promise: as many as the ledger tells of, in the words it committed to."""
    told = Counter((one.subject_id, str(one.facts["words"])) for one in of_kind(ward_id, kind))
    there = Counter((of, bytes(row.words_hash).hex()) for of, row in rows)
    for of, _words in told - there:
        yield Finding(table, f"của lời hứa {of}", "sổ có ghi nhưng dòng này không còn hoặc đã bị sửa")
    for of, _words in there - told:
        yield Finding(table, f"của lời hứa {of}", "có dòng này nhưng sổ không ghi bao giờ")
    for of, row in rows:
        if not same_words(row.words, bytes(row.salt), bytes(row.words_hash), COMMITMENT_V1):
            yield Finding(table, f"của lời hứa {of}", "lời đã bị sửa")


def _same(row: Commitment) -> bool:
    return same_words(row.words, bytes(row.salt), bytes(row.words_hash), COMMITMENT_V1)


def _name(row: Commitment) -> str:
    return f"{row.number} của {row.subject_room} {row.subject_id}"
