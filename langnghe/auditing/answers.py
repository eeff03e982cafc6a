"""Answers that senders read."""

from collections.abc import Iterator
from uuid import UUID

from langnghe.auditing.findings import Finding, missing, of_kind, same_words, unknown
from langnghe.commitments.evidence import COMMITMENT_V1
from langnghe.matters.models import Answer

TABLE = "matters_answer"


def check(ward_id: UUID) -> Iterator[Finding]:
    """Words, rows without entry and entries without row."""
    # Answers of earlier years came from a book: nobody released them here.
    rows = list(
        Answer.objects.filter(ward_id=ward_id, released_by__isnull=False).select_related("matter__ward").order_by("id")
    )
    told = {UUID(str(one.facts["answer"])): bytes(one.commitment) for one in of_kind(ward_id, "answer.released")}
    yield from missing(TABLE, {row_id: f"id {row_id}" for row_id in told}, {row.id for row in rows})
    yield from unknown(TABLE, {row.id: str(row.matter) for row in rows}, set(told))
    for row in rows:
        if row.id in told and not same_words(row.words, bytes(row.salt or b""), told[row.id], COMMITMENT_V1):
            yield Finding(TABLE, str(row.matter), "lời trả lời đã bị sửa")
