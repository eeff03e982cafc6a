"""Matters of earlier years, as the ward's own book has them: on the board at once, saying whose word it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.ledger.actions import record
from langnghe.matters import indexing
from langnghe.matters.actions import belong
from langnghe.matters.models import Answer, Joining, Matter, MatterCounter, PublicPhoto, Support
from langnghe.matters.rules import MAX_TEXT, MAX_TITLE, NEVER_PUBLIC
from langnghe.opinions.models import Opinion
from langnghe.places.counting import next_number
from langnghe.searching import writing as searching

TITLE_WORDS = 14


@dataclass(frozen=True)
class Booked:
    """What the book says became of an opinion. `state`: a key of `models.STATES`; `import_id`: the import it is of."""

    import_id: UUID
    state: str
    answer: str = ""
    due_on: date | None = None


def may_stand(opinion: Opinion) -> bool:
    """Whether a row of the book may be on the board: it is guarded by nothing, about no child, no complaint."""
    return not (opinion.guard or opinion.private) and opinion.topic not in NEVER_PUBLIC


def enter(opinion: Opinion, row: Booked, *, by: Bearer) -> Matter:
    """The matter of an earlier opinion, on the board under its own day; inside the caller's transaction."""
    day, entered = opinion.received_at.date(), now()
    matter = Matter.objects.create(
        ward=opinion.ward, year=day.year, number=next_number(MatterCounter, opinion.ward, day.year),
        topic=opinion.topic, group=opinion.group, state=row.state,
        raised_on=day, opened_at=entered, changed_at=entered, due_on=row.due_on,
        title=title_of(opinion.words), text=opinion.words[:MAX_TEXT], wording="ward", released_at=entered,
        board_row=indexing.board_row_of_day(day), import_id=row.import_id,
    )  # fmt: skip
    record("matter.booked", ward_id=matter.ward_id, subject=("matters", matter.id), by=by.actor)
    belong(matter, opinion, by=by)
    if row.answer:
        kind = "declined" if row.state == "declined" else "accepted"
        answer = Answer.objects.create(
            ward_id=matter.ward_id, matter=matter, kind=kind, words=row.answer, answered_on=day, released_at=entered
        )
        searching.put(indexing.text_of_said(answer))
    searching.put(indexing.text_of(matter))
    indexing.put_in(matter)
    return matter


def title_of(words: str) -> str:
    """The beginning of the words, to be read in a list."""
    first = " ".join(words.split())
    short = " ".join(first.split()[:TITLE_WORDS])[: MAX_TITLE - 2].rstrip(" ,;:")
    return short if len(short) >= len(first) - 1 else f"{short} …"


def in_use(import_id: UUID) -> bool:
    """Whether somebody said something about a matter of the import since, or it holds more than the book."""
    matters = Matter.objects.filter(import_id=import_id)
    later = Joining.objects.filter(matter__in=matters).exclude(opinion__channel="earlier")
    return (
        Support.objects.filter(matter__in=matters).exists()
        or PublicPhoto.objects.filter(matter__in=matters).exists()
        or later.exists()
    )


def take_out(ward_id: UUID, ids: list[UUID]) -> None:
    """Undo `enter`, inside the caller's transaction; that they were entered stays in the ledger."""
    matters = Matter.objects.filter(ward=ward_id, id__in=ids, import_id__isnull=False)
    for matter in matters.select_related("group"):
        indexing.take_out(matter)
    answers = Answer.objects.filter(ward=ward_id, matter__in=ids).values_list("id", flat=True)
    searching.forget(*ids, *answers)
    for rows in (Answer, Joining):
        rows._default_manager.filter(ward=ward_id, matter__in=ids).delete()
    matters.delete()
