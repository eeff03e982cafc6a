"""Every entry against what it commits to itself."""

from collections.abc import Iterator
from uuid import UUID

from langnghe.auditing.findings import Finding
from langnghe.kernel import entry as form
from langnghe.ledger.models import Entry
from langnghe.ledger.registry import commits_to_words, kinds


def check(ward_id: UUID) -> Iterator[Finding]:
    """Facts that were edited, kinds nobody records, moments out of order with the entry's own clock."""
    for entry in Entry.objects.filter(ward_id=ward_id).order_by("id").iterator():
        if entry.kind not in kinds():
            yield Finding("ledger_entry", str(entry.id), f"loại «{entry.kind}» không phải của chương trình này")
        if entry.salt and not commits_to_words(entry.kind) and not _own(entry):
            yield Finding("ledger_entry", str(entry.id), f"nội dung của bước «{entry.kind}» đã bị sửa")


def _own(entry: Entry) -> bool:
    assert entry.salt is not None
    made = form.commitment(form.FACTS_V1, bytes(entry.salt), form.facts_bytes(entry.facts))
    return made == bytes(entry.commitment)
