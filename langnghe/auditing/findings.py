"""What does not fit: which row, and how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from langnghe.kernel import entry as form
from langnghe.ledger.models import Entry


@dataclass(frozen=True)
class Finding:
    """A row that is not what the ledger says: table, how people call it, and what is wrong, as a sentence."""

    table: str
    row: str
    said: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.said}"


def of_kind(ward_id: UUID, *kinds: str) -> Iterator[Entry]:
    """Entries of a ward of these kinds, oldest first."""
    return Entry.objects.filter(ward_id=ward_id, kind__in=kinds).order_by("id").iterator()


def same_words(words: str, salt: bytes, committed: bytes, domain: bytes) -> bool:
    """Whether words with their salt are what was committed to. Without salt they were erased: nothing to compare."""
    if not salt:
        return words == ""
    return form.commitment(domain, bytes(salt), form.words_bytes(words)) == bytes(committed)


def missing(table: str, told: Mapping[UUID, str], there: set[UUID]) -> Iterator[Finding]:
    """Rows that the ledger tells of and that are gone."""
    for row_id in sorted(told.keys() - there):
        yield Finding(table, told[row_id], "sổ có ghi nhưng dòng này không còn")


def unknown(table: str, there: Mapping[UUID, str], told: set[UUID]) -> Iterator[Finding]:
    """Rows that no entry tells of."""
    for row_id in sorted(there.keys() - told):
        yield Finding(table, there[row_id], "có dòng này nhưng sổ không ghi bao giờ")
