"""Opinions of earlier years, as the ward's own book has them: nobody holds a receipt for them."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from langnghe.kernel import entry as form
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import HANOI
from langnghe.kernel.ids import new_token, uuid7
from langnghe.language.search import search_form
from langnghe.ledger.actions import record
from langnghe.opinions import finding
from langnghe.opinions.guarding import judge_sent, name_officers
from langnghe.opinions.models import NamedOfficer, Opinion, SerialCounter
from langnghe.opinions.rules import Submission, check_words
from langnghe.places.counting import next_number
from langnghe.places.models import Ward
from langnghe.searching import writing as searching

NOON = time(12)


@dataclass(frozen=True)
class Booked:
    """A row of the book: the day it is noted under, words or summary, topic and group if known."""

    day: date
    words: str
    topic: str = ""
    group_id: UUID | None = None

    def mark(self, ward_id: UUID) -> bytes:
        """What makes it the same row when the book is sent again."""
        said = repr((str(ward_id), self.day.isoformat(), search_form(self.words), str(self.group_id)))
        return hashlib.sha256(b"langnghe/booked/v1\0" + said.encode()).digest()


def enter(ward: Ward, row: Booked, *, by: Bearer) -> Opinion:
    """Take a row of the book in, guarded as any other opinion; inside the caller's transaction.

    Its serial is of the year of its day. No secret is made: the hash kept is that of a token nobody has.
    """
    words = check_words(row.words)
    folded, salt = search_form(words), form.new_salt()
    guard = judge_sent(ward, Submission(words=words, topic=row.topic, group_id=row.group_id), words, folded)
    opinion = Opinion.objects.create(
        id=uuid7(), ward=ward, year=row.day.year, number=next_number(SerialCounter, ward, row.day.year),
        channel="earlier",
        received_at=datetime.combine(row.day, NOON, HANOI), words=words, folded=folded, topic=row.topic,
        group_id=row.group_id, guard=guard.kind, guard_reason=guard.reason, also_crime=guard.also_crime,
        private=guard.private, salt=salt, commitment=form.commitment(form.OPINION_V1, salt, form.words_bytes(words)),
        attempt=row.mark(ward.id), secret_hash=hashlib.sha256(new_token().encode()).digest(),
    )  # fmt: skip
    name_officers(opinion, guard.named)
    searching.put(finding.text_of(opinion))
    commitment = bytes(opinion.commitment)
    record("opinion.booked", ward_id=ward.id, subject=("opinions", opinion.id), by=by.actor, commitment=commitment)
    return opinion


def known(ward: Ward, rows: list[Booked]) -> set[bytes]:
    """Marks of those rows that are in the book here already."""
    marks = Opinion.objects.filter(ward=ward, attempt__in=[row.mark(ward.id) for row in rows])
    return {bytes(mark) for mark in marks.values_list("attempt", flat=True)}


def take_out(ward_id: UUID, ids: list[UUID]) -> None:
    """Undo `enter`, inside the caller's transaction; that they were entered stays in the ledger."""
    NamedOfficer.objects.filter(ward=ward_id, opinion__in=ids).delete()
    Opinion.objects.filter(ward=ward_id, id__in=ids, channel="earlier").delete()
    searching.forget(*ids)
