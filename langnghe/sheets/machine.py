"""The import of a table: receive a file, check it row by row, apply it in slices, take it back whole.

Applying and taking back go on after a kill: each slice is one transaction that also moves `done`. Parsing starts
anew and skips the rows done; two workers at once share the work: a slice counts only when `done` stands at its start.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.sheets import uploads
from langnghe.sheets.columns import one_line
from langnghe.sheets.models import Batch
from langnghe.sheets.problems import Problem
from langnghe.sheets.reading import Sheet

CHECK_SLICE = 300
SHORTEST_PAUSE = 0.003
KEPT_FOR = timedelta(days=30)
B = TypeVar("B", bound=Batch)
D = TypeVar("D")


class Importing(Generic[B, D]):
    """An import of one kind of rows. A room names its tables and says what a row means and does."""

    room: ClassVar[str]
    nameless: ClassVar[str] = "danh-sach"
    slice: ClassVar[int] = 20
    batches: "type[B]"
    lines: type[models.Model]
    problems: type[models.Model]

    def tell(self, step: str, batch: B, by: Bearer, facts: dict[str, Fact]) -> None:
        """Record a step in the ledger: received, checked, refused, confirmed, applied, undo_asked, undone, removed."""
        raise NotImplementedError

    def demand_open(self, ward: Any) -> None:
        """Refused when the ward takes no new work."""
        raise NotImplementedError

    def look(self, batch: B) -> Sheet:
        """The table in the uploaded file. Refused when it has none with our columns."""
        raise NotImplementedError

    def verdicts(self, batch: B) -> "Iterator[tuple[int, D | list[Problem]]]":
        """Every row that says something: what it would do, or what is wrong with it. Same file, same verdicts."""
        raise NotImplementedError

    def foresee(self, batch: B, drafts: list[D]) -> None:
        """Count in the batch what applying these would do. Changes nothing else."""
        raise NotImplementedError

    def conclude(self, batch: B) -> None:
        """What else the dry run leaves, before it counts as done. Safe to run twice."""

    def write(self, batch: B, drafts: list[D], *, by: Bearer) -> None:
        """Do it, note each change as a line, count in the batch (not saved here). Inside a transaction."""
        raise NotImplementedError

    def take_back(self, batch: B, lines: list[Any], *, by: Bearer) -> None:
        """Undo these lines, last row first, and remove them. Inside a transaction."""
        raise NotImplementedError

    def demand_undoable(self, batch: B) -> None:
        """Refused when something later rests on the import."""
        raise NotImplementedError

    def receive(self, ward: Any, name: str, chunks: Iterable[bytes], *, by: Bearer, as_id: UUID | None = None) -> B:
        """Keep an uploaded list; the worker checks it next. Refused at once when it is no table with our columns.

        `as_id`: for whoever must know it again after a kill.
        """
        self.demand_open(ward)
        batch = self.batches(id=as_id or uuid7(), ward=ward, file_name=one_line(name)[:120] or self.nameless)
        batch.path = uploads.place(self.room, ward.id, batch.pk)
        measured = uploads.keep(batch.path, chunks)
        batch.size, batch.sha256 = measured.size, measured.digest.hexdigest()
        try:
            batch.form = self.look(batch).form
        except BaseException:
            uploads.drop(batch.path)
            raise
        with transaction.atomic():
            batch.save(force_insert=True)
            self.tell("received", batch, by, {"sha256": batch.sha256, "size": batch.size})
        return batch

    def check(self, batch: B, *, by: Bearer) -> B:
        """The dry run: judge every row, note each problem, count what applying would do. Changes nothing else."""
        if batch.state != "received":
            return batch
        batch.total = batch.added = batch.changed = batch.same = batch.wrong = 0
        try:
            for page in _pages(self.verdicts(batch), CHECK_SLICE):
                with _breathing():
                    self._check_page(batch, page)
            self.conclude(batch)
        except Refused as error:
            return self.refuse(batch, str(error), by=by)
        with transaction.atomic():
            batch.state, batch.finished_at, batch.done = "checked", now(), batch.total
            if self._rows().filter(pk=batch.pk, state="received").update(**_counts(batch)):
                self.tell("checked", batch, by, {"rows": batch.total, "wrong": batch.wrong})
        return batch

    def _check_page(self, batch: B, page: "list[tuple[int, D | list[Problem]]]") -> None:
        drafts = [verdict for _number, verdict in page if not isinstance(verdict, list)]
        problems = [problem for _number, verdict in page if isinstance(verdict, list) for problem in verdict]
        self.foresee(batch, drafts)
        batch.total, batch.wrong = batch.total + len(page), batch.wrong + len(page) - len(drafts)
        rows = [self.problem_row(batch, problem) for problem in problems]
        with transaction.atomic():
            self.problems._default_manager.bulk_create(rows, ignore_conflicts=True)
            self._rows().filter(pk=batch.pk, state="received").update(done=batch.total)

    def problem_row(self, batch: B, found: Problem) -> models.Model:
        """A problem as it is kept."""
        return self.problems(
            ward_id=batch.ward_id, batch=batch, number=found.number, column=found.column, code=found.code,
            excerpt=found.excerpt,
        )  # fmt: skip

    @transaction.atomic
    def refuse(self, batch: B, sentence: str, *, by: Bearer) -> B:
        """Set a list aside for good, saying why."""
        batch.state, batch.refusal, batch.finished_at = "refused", sentence[:400], now()
        batch.save(update_fields=["state", "refusal", "finished_at"])
        self.tell("refused", batch, by, {})
        return batch

    @transaction.atomic
    def confirm(self, batch: B, *, by: Bearer) -> B:
        """Let a checked list be imported; rows with problems are left out. Refused while another import runs."""
        batch = self._rows().select_for_update(of=("self",)).select_related("ward").get(pk=batch.pk)
        self.demand_open(batch.ward)
        if batch.state in ("applying", "applied"):
            return batch
        if batch.state != "checked" or not batch.path:
            raise Refused(_("Danh sách này chưa kiểm tra xong hoặc đã bỏ. Xin gửi lại tệp."))
        if batch.total == batch.wrong:
            raise Refused(_("Không có dòng nào nhập được. Xin sửa tệp theo bản báo lỗi rồi gửi lại."))
        self.demand_alone(batch.ward)
        batch.state, batch.done, batch.added, batch.changed, batch.same, batch.wrong = "applying", 0, 0, 0, 0, 0
        batch.save()
        self.tell("confirmed", batch, by, {})
        return batch

    def demand_alone(self, ward: Any) -> None:
        """Refused while another import of the ward runs."""
        if self._rows().filter(ward=ward, state__in=("applying", "undoing")).exists():
            raise Refused(_("Đang có một lần nhập khác chạy. Xin đợi xong rồi làm lại."))

    def apply(self, batch: B, *, by: Bearer, seconds: float = float("inf")) -> bool:
        """Write a confirmed list slice by slice; True when time ran out. Safe to kill and to run again."""
        batch.refresh_from_db()
        until = time.monotonic() + seconds
        if batch.state != "applying":
            return False
        start = 0
        for page in _pages(self.verdicts(batch), self.slice):
            if start + len(page) > batch.done:
                with _breathing():
                    going_on = self._apply_page(batch.pk, start, page, by)
                if not going_on:
                    return False
                batch.refresh_from_db(fields=["done"])
                if time.monotonic() > until:
                    return True
            start += len(page)
        self._finish(batch.pk, by)
        return False

    @transaction.atomic
    def _apply_page(self, batch_id: UUID, start: int, page: "list[tuple[int, D | list[Problem]]]", by: Bearer) -> bool:
        """Write what of a page is not done yet; False when the import was stopped meanwhile."""
        batch = self._locked(batch_id)
        if batch.state != "applying":
            return False
        left = page[max(0, batch.done - start) :]
        if left and batch.done >= start:
            drafts = [verdict for _number, verdict in left if not isinstance(verdict, list)]
            self.write(batch, drafts, by=by)
            batch.wrong += len(left) - len(drafts)
            batch.done += len(left)
            batch.save(update_fields=["done", "added", "changed", "same", "wrong"])
        return True

    @transaction.atomic
    def _finish(self, batch_id: UUID, by: Bearer) -> None:
        batch = self._locked(batch_id)
        if batch.state == "applying":
            batch.state, batch.finished_at = "applied", now()
            batch.save(update_fields=["state", "finished_at"])
            facts: dict[str, Fact] = {name: getattr(batch, name) for name in ("added", "changed", "same", "wrong")}
            self.tell("applied", batch, by, facts)

    @transaction.atomic
    def ask_undo(self, batch: B, *, by: Bearer) -> B:
        """Let a whole import be taken back, finished or under way. Refused when something later rests on it."""
        batch = self._locked(batch.pk)
        self.demand_open(batch.ward)
        if batch.state in ("undoing", "undone"):
            return batch
        if batch.state not in ("applying", "applied") or not batch.path:
            raise Refused(_("Lần nhập này không còn gì để hoàn tác."))
        self.demand_undoable(batch)
        batch.state, batch.done = "undoing", self._lines_of(batch).count()
        batch.save(update_fields=["state", "done"])
        self.tell("undo_asked", batch, by, {})
        return batch

    def undo(self, batch: B, *, by: Bearer, seconds: float = float("inf")) -> bool:
        """Take an import back, last row first; True when time ran out. Safe to kill and to run again."""
        until = time.monotonic() + seconds
        left = True
        while left:
            with _breathing():
                left = self._undo_page(batch.pk, by)
            if left and time.monotonic() > until:
                return True
        return False

    @transaction.atomic
    def _undo_page(self, batch_id: UUID, by: Bearer) -> bool:
        batch = self._locked(batch_id)
        if batch.state != "undoing":
            return False
        lines = list(self._lines_of(batch).order_by("-number")[: self.slice])
        if lines:
            self.take_back(batch, lines, by=by)
        else:
            batch.state, batch.finished_at = "undone", now()
            self.tell("undone", batch, by, {"rows": batch.total})
        batch.done = max(0, batch.done - len(lines))
        batch.save(update_fields=["state", "finished_at", "done"])
        return bool(lines)

    def remove_old_files(self, *, by: Bearer) -> int:
        """Remove files and row notes of the ward's imports that ended 30 days ago; they cannot be undone after that."""
        ended = self._rows().filter(ward=by.ward_id).exclude(path="").exclude(state__in=("applying", "undoing"))
        old = list(ended.filter(finished_at__lt=now() - KEPT_FOR))
        for batch in old:
            for notes in (self.lines, self.problems):
                while ids := list(
                    notes._default_manager.filter(batch=batch).values_list("pk", flat=True)[: self.slice]
                ):
                    notes._default_manager.filter(pk__in=ids).delete()
            self.drop_files(batch)
            with transaction.atomic():
                self._rows().filter(pk=batch.pk).update(path="")
                self.tell("removed", batch, by, {})
        return len(old)

    def drop_files(self, batch: B) -> None:
        """Remove what is kept of an upload."""
        uploads.drop(batch.path)

    def _rows(self) -> "models.QuerySet[B]":
        return self.batches._default_manager.all()

    def _lines_of(self, batch: B) -> "models.QuerySet[Any]":
        return self.lines._default_manager.filter(ward=batch.ward, batch=batch)

    def _locked(self, batch_id: UUID) -> B:
        return self._rows().select_for_update(of=("self",)).select_related("ward").get(pk=batch_id)


@contextmanager
def _breathing() -> Iterator[None]:
    """Rest after a slice for as long as it took: half of the time belongs to those who send meanwhile."""
    began = time.monotonic()
    yield
    time.sleep(max(SHORTEST_PAUSE, time.monotonic() - began))


def _pages(verdicts: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while page := list(islice(verdicts, size)):
        yield page


def _counts(batch: Batch) -> dict[str, object]:
    names = ("state", "finished_at", "total", "done", "added", "changed", "same", "wrong")
    return {name: getattr(batch, name) for name in names}
