"""Importing a ward's book of earlier years: opinions, what became of them, what was promised.

A row becomes an opinion (channel `earlier`, nobody holds a receipt), and unless it is guarded a matter on the board
with the answer, and a promise by the book. The machine that runs it is `sheets.machine`.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from langnghe.commitments import booked as promises
from langnghe.commitments.actions import Earlier, enter
from langnghe.earlier.columns import choose
from langnghe.earlier.judging import Draft, Judge
from langnghe.earlier.models import EarlierImport, EarlierLine, EarlierProblem
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today
from langnghe.kernel.entry import Fact
from langnghe.kernel.refused import Refused
from langnghe.language.alarms import hear
from langnghe.ledger.actions import record
from langnghe.matters import booked as matters
from langnghe.matters import following
from langnghe.matters.models import Matter
from langnghe.opinions import booked as opinions
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups, require_open
from langnghe.sheets import uploads
from langnghe.sheets.machine import Importing
from langnghe.sheets.problems import Problem
from langnghe.sheets.reading import Sheet, open_sheets


class EarlierYears(Importing[EarlierImport, Draft]):
    """The book of earlier years."""

    room, nameless, slice = "earlier", "so-cac-nam", 3
    batches, lines, problems = EarlierImport, EarlierLine, EarlierProblem

    def tell(self, step: str, batch: EarlierImport, by: Bearer, facts: dict[str, Fact]) -> None:
        """Record a step."""
        record(f"earlier_import.{step}", ward_id=batch.ward_id, subject=("earlier", batch.id), by=by.actor, facts=facts)

    def demand_open(self, ward: Ward) -> None:
        """Refused in a merged ward."""
        require_open(ward)

    def look(self, batch: EarlierImport) -> Sheet:
        """The table with a column of opinions."""
        return choose(open_sheets(uploads.file_at(batch.path)))[0]

    def verdicts(self, batch: EarlierImport) -> Iterator[tuple[int, Draft | list[Problem]]]:
        """What each row would do, by the groups the ward has now."""
        hear("a", " a ")  # the lists are read before a slice holds the database
        sheet, layout = choose(open_sheets(uploads.file_at(batch.path)))
        groups = {group.id: str(group) for group in in_order(open_groups(batch.ward))}
        return Judge(layout, groups, local_today()).verdicts(sheet.rows())

    def foresee(self, batch: EarlierImport, drafts: list[Draft]) -> None:
        """New rows, and those that are in the book here already."""
        fresh = _fresh(batch.ward, drafts)
        batch.added += len(fresh)
        batch.same += len(drafts) - len(fresh)

    def write(self, batch: EarlierImport, drafts: list[Draft], *, by: Bearer) -> None:
        """Enter what is new."""
        fresh = _fresh(batch.ward, drafts)
        for draft in fresh:
            _enter(batch, draft, by)
        batch.added += len(fresh)
        batch.same += len(drafts) - len(fresh)
        batch.save(update_fields=["guarded"])

    def take_back(self, batch: EarlierImport, lines: list[Any], *, by: Bearer) -> None:
        """Take out what these rows made: promise, matter, opinion."""
        promises.take_out(batch.ward_id, [line.commitment_id for line in lines if line.commitment_id])
        matters.take_out(batch.ward_id, [line.matter_id for line in lines if line.matter_id])
        opinions.take_out(batch.ward_id, [line.opinion_id for line in lines])
        EarlierLine.objects.filter(ward=batch.ward_id, id__in=[line.id for line in lines]).delete()

    def demand_undoable(self, batch: EarlierImport) -> None:
        """Refused once somebody said or did something about a row of it."""
        made = EarlierLine.objects.filter(ward=batch.ward_id, batch=batch)
        promised = [line.commitment_id for line in made if line.commitment_id]
        if matters.in_use(batch.id) or promises.in_use(batch.ward_id, promised):
            raise Refused(
                _("Đã có người xác nhận, phản đối hoặc bấm «tôi cũng gặp» ở những việc này, nên không hoàn tác được.")
            )


def _fresh(ward: Ward, drafts: list[Draft]) -> list[Draft]:
    """Drafts that are not in the book here yet, each once."""
    rows = {_row(draft).mark(ward.id): draft for draft in reversed(drafts)}
    there = opinions.known(ward, [_row(draft) for draft in drafts])
    return sorted((draft for mark, draft in rows.items() if mark not in there), key=lambda draft: draft.number)


def _row(draft: Draft) -> opinions.Booked:
    return opinions.Booked(draft.day, draft.words, draft.topic, draft.group_id)


def _enter(batch: EarlierImport, draft: Draft, by: Bearer) -> None:
    opinion = opinions.enter(batch.ward, _row(draft), by=by)
    line = EarlierLine(ward=batch.ward, batch=batch, number=draft.number, opinion_id=opinion.id)
    if matters.may_stand(opinion):
        booked = matters.Booked(batch.id, _state(draft), draft.answer)
        matter = matters.enter(opinion, booked, by=by)
        line.matter_id = matter.id
        line.commitment_id = _promise(matter, draft, by)
    else:
        batch.guarded += 1
    line.save(force_insert=True)


def _promise(matter: Matter, draft: Draft, by: Bearer) -> Any:
    if not draft.promise or draft.due is None:
        return None
    earlier = Earlier(draft.promise, draft.responsible, draft.day, draft.due, draft.done_on)
    promise = enter(matter.ward, ("matters", matter.id), earlier, by=by)
    following.note_next_day(matter.id)
    return promise.id


def _state(draft: Draft) -> str:
    """Where the matter stands by the book; what it calls done nobody confirmed."""
    if draft.done_on or draft.state == "kept":
        return "unconfirmed"
    if draft.promise:
        return "promised"
    return "answered" if draft.answer else "open"


machine = EarlierYears()
