"""Keeping opinions: numbered, written and recorded in one transaction, several at once when they come at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db import connection, transaction

from langnghe.kernel.actors import Actor
from langnghe.kernel.folding import clean_text
from langnghe.kernel.ids import uuid7
from langnghe.kernel.rows import insert, sent_ahead
from langnghe.kernel.together import Together
from langnghe.ledger.actions import Step, record_all
from langnghe.opinions import finding, flood
from langnghe.opinions.guarding import name_officers
from langnghe.opinions.guards import Guard
from langnghe.opinions.models import Opinion, SerialCounter
from langnghe.opinions.photos import attach
from langnghe.opinions.rules import Submission
from langnghe.people.contacts import seal_contact
from langnghe.people.models import SealedContact
from langnghe.places.counting import next_numbers
from langnghe.searching.models import Indexed, Passage
from langnghe.searching.writing import put_rows

# So many lie on the disk well within the 50 ms for which a transaction may keep other writers waiting.
MOST_AT_ONCE = 16


@dataclass(frozen=True)
class Draft:
    """An opinion as it will be kept, but for its number, with all that belongs to it."""

    opinion: Opinion
    sent: Submission
    guard: Guard
    by: Actor
    passage: Indexed

    @classmethod
    def of(cls, opinion: Opinion, sent: Submission, guard: Guard, by: Actor) -> "Draft":
        """With the row by which officers find it, made before anybody waits."""
        return cls(opinion, sent, guard, by, finding.text_of(opinion).row(Passage))

    def under_another_id(self) -> "Draft":
        """The same, for when the number that the index gives this id is taken (`searching.ordinals`)."""
        self.opinion.id = uuid7()
        return replace(self, passage=finding.text_of(self.opinion).row(Passage))

    @property
    def book(self) -> tuple[str, int]:
        """What its number is counted in: the ward and the year."""
        return str(self.opinion.ward_id), self.opinion.year


def keep(draft: Draft) -> Opinion:
    """Number it and keep it with all that belongs to it; back when that lies on the disk.

    Inside a caller's transaction it belongs to that one; else it may share one with what other threads bring.
    """
    return _write([draft])[0] if connection.in_atomic_block else _together.do(draft)


@transaction.atomic
def _write(drafts: Sequence[Draft]) -> list[Opinion]:
    """What can be worked out before, is: everybody waits here."""
    with sent_ahead():
        _write_all(drafts)
    return [draft.opinion for draft in drafts]


def _write_all(drafts: Sequence[Draft]) -> None:
    for _book, some in groupby(sorted(drafts, key=lambda draft: draft.book), key=lambda draft: draft.book):
        _number(list(some))
    for draft in drafts:
        draft.opinion.contact = _sealed(draft)
    insert(*(draft.opinion for draft in drafts))
    put_rows([draft.passage for draft in drafts])
    for draft in drafts:
        name_officers(draft.opinion, draft.guard.named)
        if draft.sent.photos:
            attach(draft.opinion, draft.sent.photos, by=draft.by)
    for draft, entry in zip(drafts, record_all([_received(draft) for draft in drafts]), strict=True):
        draft.opinion.recorded = entry


def _number(drafts: Sequence[Draft]) -> None:
    opinion = drafts[0].opinion
    for draft, number in zip(drafts, next_numbers(SerialCounter, opinion.ward, opinion.year, len(drafts)), strict=True):
        kept = draft.opinion
        kept.number, attempt = number, bytes(kept.attempt)
        waits = kept.channel == "web" and flood.doubtful(kept.ward_id, number, draft.sent.token, attempt)
        kept.quarantined_at = kept.received_at if waits else None


def _sealed(draft: Draft) -> SealedContact | None:
    """Contact and safe hour are one sealed text: nobody can read the number without the warning beside it."""
    lines = [clean_text(draft.sent.contact), clean_text(draft.sent.safe_note)]
    text = "\n".join(line for line in lines if line)
    opinion = draft.opinion
    return seal_contact(opinion.ward, "opinions", opinion.id, text, by=draft.by) if text else None


def _received(draft: Draft) -> Step:
    subject, commitment = ("opinions", draft.opinion.id), bytes(draft.opinion.commitment)
    return Step("opinion.received", draft.opinion.ward_id, subject, draft.by, commitment=commitment)


_together: Together[Draft, Opinion] = Together(_write, MOST_AT_ONCE)
