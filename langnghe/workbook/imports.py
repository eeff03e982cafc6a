"""Importing a ward's workbook: checked whole, its parts imported by their own rooms, taken back the other way.

Safe to kill: each part has its id before it begins, and is an import that goes on by itself where it stopped.
"""

import time
from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.durable import write_durably
from langnghe.kernel.entry import Fact
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places.models import Ward
from langnghe.places.reads import require_open
from langnghe.sheets import uploads
from langnghe.sheets.machine import Importing
from langnghe.sheets.models import Batch
from langnghe.sheets.problems import Problem
from langnghe.sheets.reading import Sheet
from langnghe.workbook import standing
from langnghe.workbook.checking import Checker, Good, Remark
from langnghe.workbook.content import SHEETS
from langnghe.workbook.counting import count
from langnghe.workbook.models import WorkbookImport, WorkbookRemark
from langnghe.workbook.parts import PARTS, table_of
from langnghe.workbook.remarking import remarked
from langnghe.workbook.remarks import said_by_sheet, wrong_by_sheet
from langnghe.workbook.sources import find
from langnghe.workbook.standing import part_of

STRETCH = 1.0
SHOWN_STRANGERS = 20
REMARKS_AT_ONCE = 200


class Workbooks(Importing[WorkbookImport, Good]):
    """The workbook of a ward. `lines`: it has none of its own, its parts have; its remarks go with its file."""

    room, nameless = "workbook", "so-ban-dau"
    batches, lines, problems = WorkbookImport, WorkbookRemark, WorkbookRemark

    def tell(self, step: str, batch: WorkbookImport, by: Bearer, facts: dict[str, Fact]) -> None:
        """Record a step."""
        kind = f"workbook_import.{step}"
        record(kind, ward_id=batch.ward_id, subject=("workbook", batch.id), by=by.actor, facts=facts)

    def demand_open(self, ward: Ward) -> None:
        """Refused in a merged ward."""
        require_open(ward)

    def look(self, batch: WorkbookImport) -> Sheet:
        """Whether it has sheets of ours; only headers are read."""
        found = find(uploads.file_at(batch.path))
        return Sheet("xlsx", next(iter(found.sources.values())).rows)

    def verdicts(self, batch: WorkbookImport) -> Iterator[tuple[int, Any]]:
        """Every row of every sheet."""
        found = find(uploads.file_at(batch.path))
        batch.sheets, batch.strangers = {}, found.strangers[:SHOWN_STRANGERS]
        return Checker(batch.ward, found).verdicts()

    def foresee(self, batch: WorkbookImport, drafts: list[Good]) -> None:
        """Count by sheet what importing would do; keep the notes."""
        count(batch.sheets, batch.ward, drafts)
        batch.added, batch.changed, batch.same = (
            sum(sheet[name] for sheet in batch.sheets.values()) for name in ("added", "changed", "same")
        )
        notes = [self.problem_row(batch, note) for draft in drafts for note in draft.notes]
        WorkbookRemark.objects.bulk_create(notes, ignore_conflicts=True)

    def problem_row(self, batch: WorkbookImport, found: Problem) -> WorkbookRemark:
        """A remark as it is kept."""
        assert isinstance(found, Remark)
        return WorkbookRemark(
            ward_id=batch.ward_id, batch=batch, number=found.number, column=found.column, code=found.code,
            excerpt=found.excerpt, sheet=found.sheet, other=found.other, is_note=found.is_note,
        )  # fmt: skip

    def conclude(self, batch: WorkbookImport) -> None:
        """Write the copy with remarks; keep the counts by sheet."""
        if not batch.total:
            raise Refused(_("Các tờ mới chỉ có dòng tiêu đề và dòng ví dụ. Xin điền dữ liệu rồi gửi lại."))
        content = remarked(find(uploads.file_at(batch.path)), said_by_sheet(batch))
        write_durably(uploads.file_at(remarked_path(batch)), content)
        WorkbookImport.objects.filter(pk=batch.pk).update(sheets=batch.sheets, strangers=batch.strangers)

    @transaction.atomic
    def confirm(self, batch: WorkbookImport, *, by: Bearer) -> WorkbookImport:
        """Let a checked workbook in. Refused while it or one of its parts runs already."""
        for part in PARTS.values():
            part.demand_alone(batch.ward)
        batch = super().confirm(batch, by=by)
        if not batch.parts:
            batch.parts = {sheet: {"id": str(uuid7()), "said": ""} for sheet in PARTS}
            batch.save(update_fields=["parts"])
        return batch

    def apply(self, batch: WorkbookImport, *, by: Bearer, seconds: float = float("inf")) -> bool:
        """Import part after part; True when time ran out. Safe to kill and to run again."""
        until = time.monotonic() + seconds
        for sheet in PARTS:
            more = True
            while more:
                batch.refresh_from_db()
                if batch.state != "applying":
                    return False
                more = self._further(batch, sheet, by)
                self._note_progress(batch)
                if more and time.monotonic() > until:
                    return True
        self._finish_parts(batch, by)
        return False

    def _further(self, batch: WorkbookImport, sheet: str, by: Bearer) -> bool:
        """Bring one part a step further; True while more of it is left."""
        part, made = PARTS[sheet], part_of(batch, sheet)
        if made is None:
            return self._begin(batch, sheet, by)
        if made.state == "received":
            part.check(made, by=by)
        elif made.state == "checked":
            return self._let_in(batch, sheet, made, by)
        elif made.state == "applying":
            part.apply(made, by=by, seconds=STRETCH)
        else:
            return False
        return True

    def _begin(self, batch: WorkbookImport, sheet: str, by: Bearer) -> bool:
        if batch.parts[sheet]["said"]:
            return False
        wrong: list[Remark] = []
        table = table_of(Checker(batch.ward, find(uploads.file_at(batch.path))), sheet, wrong)
        first = next(table, None)
        if first is None:
            self._keep(batch, wrong)
            self._say(batch, sheet, "-")
            return False
        name, made_as = f"{batch.file_name[:80]} · {SHEETS[sheet]}", UUID(batch.parts[sheet]["id"])
        try:
            PARTS[sheet].receive(batch.ward, name, chain([first], table), by=by, as_id=made_as)
        except IntegrityError:  # another worker was quicker
            return True
        except Refused as error:
            self._say(batch, sheet, str(error))
            return False
        self._keep(batch, wrong)
        return True

    def _keep(self, batch: WorkbookImport, wrong: list[Remark]) -> None:
        """Rows that were good when checked and are not any more are said too."""
        for at in range(0, len(wrong), REMARKS_AT_ONCE):
            rows = [self.problem_row(batch, remark) for remark in wrong[at : at + REMARKS_AT_ONCE]]
            WorkbookRemark.objects.bulk_create(rows, ignore_conflicts=True)

    def _let_in(self, batch: WorkbookImport, sheet: str, made: Batch, by: Bearer) -> bool:
        try:
            PARTS[sheet].confirm(made, by=by)
        except Refused as error:
            self._say(batch, sheet, str(error))
            PARTS[sheet].refuse(made, str(error), by=by)
            return False
        return True

    def _say(self, batch: WorkbookImport, sheet: str, sentence: str) -> None:
        """Keep how a part ended that did not come in; `-` when it has no rows."""
        batch.parts[sheet]["said"] = sentence[:400]
        WorkbookImport.objects.filter(pk=batch.pk).update(parts=batch.parts)

    def _note_progress(self, batch: WorkbookImport) -> None:
        done = sum(made.done for sheet in PARTS if (made := part_of(batch, sheet)) and made.state == "applying")
        done += sum(made.total for sheet in PARTS if (made := part_of(batch, sheet)) and made.state == "applied")
        WorkbookImport.objects.filter(pk=batch.pk, state="applying").update(done=min(done, batch.total))

    @transaction.atomic
    def _finish_parts(self, batch: WorkbookImport, by: Bearer) -> None:
        batch = self._locked(batch.pk)
        if batch.state != "applying":
            return
        made = [(sheet, part) for sheet in PARTS if (part := part_of(batch, sheet))]
        found = [remark for sheet, part in made for remark in self._problems_of(batch, sheet, part)]
        WorkbookRemark.objects.bulk_create(found, ignore_conflicts=True)
        for name in ("added", "changed", "same"):
            setattr(batch, name, sum(getattr(part, name) for _sheet, part in made))
        batch.wrong = sum(wrong_by_sheet(batch).values())
        batch.state, batch.finished_at, batch.done = "applied", now(), batch.total
        batch.save()
        self.tell("applied", batch, by, {name: getattr(batch, name) for name in ("added", "changed", "same", "wrong")})

    def _problems_of(self, batch: WorkbookImport, sheet: str, part: Batch) -> Iterator[WorkbookRemark]:
        """What a part found wrong when it came in: somebody changed something since the check."""
        found: QuerySet[Any] = PARTS[sheet].problems._default_manager.filter(batch=part)
        for one in found.order_by("number")[:REMARKS_AT_ONCE]:
            yield WorkbookRemark(
                ward_id=batch.ward_id, batch=batch, number=one.number, column=one.column, code=one.code,
                excerpt=one.excerpt, sheet=sheet,
            )  # fmt: skip

    def ask_undo(self, batch: WorkbookImport, *, by: Bearer) -> WorkbookImport:
        """Let a whole workbook be taken back. Refused when something rests on one of its parts."""
        if batch.state in ("applying", "applied"):
            self.demand_undoable(batch)
        return self._ask_undo(batch, by)

    @transaction.atomic
    def _ask_undo(self, batch: WorkbookImport, by: Bearer) -> WorkbookImport:
        batch = self._locked(batch.pk)
        self.demand_open(batch.ward)
        if batch.state in ("undoing", "undone"):
            return batch
        if batch.state not in ("applying", "applied") or not batch.path:
            raise Refused(_("Lần nhập này không còn gì để hoàn tác."))
        batch.state, batch.refusal = "undoing", ""
        batch.save(update_fields=["state", "refusal"])
        self.tell("undo_asked", batch, by, {})
        return batch

    def demand_undoable(self, batch: WorkbookImport) -> None:
        """Refused while anything but its own parts rests on what it made."""
        standing.demand_undoable(batch)

    def undo(self, batch: WorkbookImport, *, by: Bearer, seconds: float = float("inf")) -> bool:
        """Take back part after part, the last first; True when time ran out. Safe to kill and to run again."""
        until = time.monotonic() + seconds
        for sheet in reversed(PARTS):
            more = True
            while more:
                batch.refresh_from_db()
                if batch.state != "undoing":
                    return False
                try:
                    more = self._back(batch, sheet, by)
                except Refused as error:
                    self._stop_undo(batch, str(error), by)
                    return False
                if more and time.monotonic() > until:
                    return True
        self._finish_undo(batch, by)
        return False

    def _back(self, batch: WorkbookImport, sheet: str, by: Bearer) -> bool:
        """Take one part a step back; True while more of it is left."""
        part, made = PARTS[sheet], part_of(batch, sheet)
        if made is None:
            return False
        if made.state in ("received", "checked"):
            part.refuse(made, _("Đã bỏ cùng cả sổ."), by=by)
        if made.state in ("applying", "applied"):
            part.ask_undo(made, by=by)
            return True
        if made.state != "undoing":
            return False
        part.undo(made, by=by, seconds=STRETCH)
        left = part.lines._default_manager.filter(batch=made).count()
        WorkbookImport.objects.filter(pk=batch.pk, state="undoing").update(done=left)
        return True

    @transaction.atomic
    def _stop_undo(self, batch: WorkbookImport, sentence: str, by: Bearer) -> None:
        batch = self._locked(batch.pk)
        batch.state, batch.refusal = "applied", sentence[:400]
        batch.save(update_fields=["state", "refusal"])
        self.tell("undo_stopped", batch, by, {})

    @transaction.atomic
    def _finish_undo(self, batch: WorkbookImport, by: Bearer) -> None:
        batch = self._locked(batch.pk)
        if batch.state == "undoing":
            batch.state, batch.finished_at, batch.done = "undone", now(), 0
            batch.save(update_fields=["state", "finished_at", "done"])
            self.tell("undone", batch, by, {"rows": batch.total})

    def drop_files(self, batch: WorkbookImport) -> None:
        """Remove the upload and its copy with remarks."""
        uploads.drop(remarked_path(batch))
        super().drop_files(batch)


def remarked_path(batch: WorkbookImport) -> str:
    """Where the copy with remarks lies."""
    return f"{batch.path}-nhan"


machine = Workbooks()
