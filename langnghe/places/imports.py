"""Importing groups and households: receive a file, check it row by row, apply it in slices, take it back whole.

Applying and taking back go on after a kill: each slice is one transaction that also moves `done`. Parsing starts
anew and skips the rows done; two workers at once share the work: a slice counts only when `done` stands at its start.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places import uploads
from langnghe.places.columns import choose
from langnghe.places.judging import Draft, Judge, Problem
from langnghe.places.models import HouseholdImport, ImportLine, ImportProblem, Ward
from langnghe.places.reads import later_import, require_open, used_elsewhere
from langnghe.places.rules import one_line
from langnghe.places.sheets import open_sheets
from langnghe.places.slices import Slice, differs, existing, known_groups, take_back

SLICE = 30
CHECK_SLICE = 300
PAUSE_SECONDS = 0.003
KEPT_FOR = timedelta(days=30)
Verdict = tuple[int, Draft | list[Problem]]


def receive(ward: Ward, name: str, chunks: Iterable[bytes], *, by: Bearer) -> HouseholdImport:
    """Keep an uploaded list; the worker checks it next. Refused at once when it is no table with our columns."""
    require_open(ward)
    batch = HouseholdImport(id=uuid7(), ward=ward, file_name=one_line(name)[:120] or "danh-sach")
    batch.path = uploads.place(ward.id, batch.id)
    measured = uploads.keep(batch.path, chunks)
    batch.size, batch.sha256 = measured.size, measured.digest.hexdigest()
    try:
        sheet, _layout = choose(open_sheets(uploads.file_at(batch.path)))
    except BaseException:
        uploads.drop(batch.path)
        raise
    batch.form = sheet.form
    with transaction.atomic():
        batch.save(force_insert=True)
        _tell("household_import.received", batch, by, {"sha256": batch.sha256, "size": batch.size})
    return batch


def check(batch: HouseholdImport, *, by: Bearer) -> HouseholdImport:
    """The dry run: judge every row, note each problem, count what applying would do. Changes nothing else."""
    if batch.state != "received":
        return batch
    batch.total = batch.added = batch.changed = batch.same = batch.wrong = 0
    try:
        for page in _pages(_verdicts(batch), CHECK_SLICE):
            _check_page(batch, page)
            time.sleep(PAUSE_SECONDS)
    except Refused as error:
        return _refuse(batch, str(error), by)
    with transaction.atomic():
        batch.state, batch.finished_at, batch.done = "checked", now(), batch.total
        if HouseholdImport.objects.filter(id=batch.id, state="received").update(**_counts(batch)):
            _tell("household_import.checked", batch, by, {"rows": batch.total, "wrong": batch.wrong})
    return batch


def _check_page(batch: HouseholdImport, page: list[Verdict]) -> None:
    drafts = [verdict for _number, verdict in page if isinstance(verdict, Draft)]
    problems = [problem for _number, verdict in page if isinstance(verdict, list) for problem in verdict]
    households = existing(batch.ward, drafts)
    for draft in drafts:
        household = households.get((draft.key, draft.came_from))
        if not draft.code:
            batch.same += 1
        elif household is None:
            batch.added += 1
        else:
            batch.changed, batch.same = _one_more(batch, differs(draft, household))
    batch.total, batch.wrong = batch.total + len(page), batch.wrong + len(page) - len(drafts)
    rows = [
        ImportProblem(ward=batch.ward, batch=batch, number=p.number, column=p.column, code=p.code, excerpt=p.excerpt)
        for p in problems
    ]
    with transaction.atomic():
        ImportProblem.objects.bulk_create(rows, ignore_conflicts=True)
        HouseholdImport.objects.filter(id=batch.id, state="received").update(done=batch.total)


def _one_more(batch: HouseholdImport, changed: bool) -> tuple[int, int]:
    return (batch.changed + 1, batch.same) if changed else (batch.changed, batch.same + 1)


@transaction.atomic
def _refuse(batch: HouseholdImport, sentence: str, by: Bearer) -> HouseholdImport:
    batch.state, batch.refusal, batch.finished_at = "refused", sentence[:400], now()
    batch.save(update_fields=["state", "refusal", "finished_at"])
    _tell("household_import.refused", batch, by, {})
    return batch


@transaction.atomic
def confirm(batch: HouseholdImport, *, by: Bearer) -> HouseholdImport:
    """Let a checked list be imported; rows with problems are left out. Refused while another import runs."""
    batch = HouseholdImport.objects.select_for_update().select_related("ward").get(id=batch.id)
    require_open(batch.ward)
    if batch.state in ("applying", "applied"):
        return batch
    if batch.state != "checked" or not batch.path:
        raise Refused(_("Danh sách này chưa kiểm tra xong hoặc đã bỏ. Xin gửi lại tệp."))
    if batch.total == batch.wrong:
        raise Refused(_("Không có dòng nào nhập được. Xin sửa tệp theo bản báo lỗi rồi gửi lại."))
    _require_alone(batch)
    batch.state, batch.done, batch.added, batch.changed, batch.same, batch.wrong = "applying", 0, 0, 0, 0, 0
    batch.save()
    _tell("household_import.confirmed", batch, by, {})
    return batch


def _require_alone(batch: HouseholdImport) -> None:
    running = HouseholdImport.objects.filter(ward=batch.ward, state__in=("applying", "undoing"))
    if running.exclude(id=batch.id).exists():
        raise Refused(_("Đang có một lần nhập khác chạy. Xin đợi xong rồi làm lại."))


def apply(batch: HouseholdImport, *, by: Bearer, seconds: float = float("inf")) -> bool:
    """Write a confirmed list slice by slice; True when time ran out and more is left. Safe to kill and to run again."""
    batch.refresh_from_db()
    until = time.monotonic() + seconds
    if batch.state != "applying":
        return False
    start = 0
    for page in _pages(_verdicts(batch), SLICE):
        if start + len(page) > batch.done:
            if not _apply_page(batch.id, start, page):
                return False
            batch.refresh_from_db(fields=["done"])
            time.sleep(PAUSE_SECONDS)
            if time.monotonic() > until:
                return True
        start += len(page)
    _finish(batch.id, by)
    return False


@transaction.atomic
def _apply_page(batch_id: UUID, start: int, page: list[Verdict]) -> bool:
    """Write what of a page is not done yet; False when the import was stopped meanwhile."""
    batch = _locked(batch_id)
    if batch.state != "applying":
        return False
    left = page[max(0, batch.done - start) :]
    if left and batch.done >= start:
        drafts = [verdict for _number, verdict in left if isinstance(verdict, Draft)]
        Slice(batch, drafts).write()
        batch.wrong += len(left) - len(drafts)
        batch.done += len(left)
        batch.save(update_fields=["done", "added", "changed", "same", "wrong"])
    return True


@transaction.atomic
def _finish(batch_id: UUID, by: Bearer) -> None:
    batch = _locked(batch_id)
    if batch.state == "applying":
        batch.state, batch.finished_at = "applied", now()
        batch.save(update_fields=["state", "finished_at"])
        facts: dict[str, Fact] = {name: getattr(batch, name) for name in ("added", "changed", "same", "wrong")}
        _tell("household_import.applied", batch, by, facts)


@transaction.atomic
def ask_undo(batch: HouseholdImport, *, by: Bearer) -> HouseholdImport:
    """Let a whole import be taken back, finished or under way. Refused when something later rests on it."""
    batch = _locked(batch.id)
    require_open(batch.ward)
    if batch.state in ("undoing", "undone"):
        return batch
    if batch.state not in ("applying", "applied") or not batch.path:
        raise Refused(_("Lần nhập này không còn gì để hoàn tác."))
    if later := later_import(batch):
        raise Refused(_("Có lần nhập sau («%(name)s»). Xin hoàn tác lần ấy trước.") % {"name": later.file_name})
    if used_elsewhere(batch):
        raise Refused(_("Có tổ hoặc hộ của lần nhập này đã được dùng vào việc khác, nên không hoàn tác được."))
    batch.state, batch.done = "undoing", ImportLine.objects.filter(ward=batch.ward, batch=batch).count()
    batch.save(update_fields=["state", "done"])
    _tell("household_import.undo_asked", batch, by, {})
    return batch


def undo(batch: HouseholdImport, *, by: Bearer, seconds: float = float("inf")) -> bool:
    """Take an import back, last row first; True when time ran out and more is left. Safe to kill and to run again."""
    until = time.monotonic() + seconds
    while _undo_page(batch.id, by):
        if time.monotonic() > until:
            return True
        time.sleep(PAUSE_SECONDS)
    return False


@transaction.atomic
def _undo_page(batch_id: UUID, by: Bearer) -> bool:
    batch = _locked(batch_id)
    if batch.state != "undoing":
        return False
    lines = list(ImportLine.objects.filter(ward=batch.ward, batch=batch).order_by("-number")[:SLICE])
    if lines:
        take_back(batch, lines)
    else:
        batch.state, batch.finished_at = "undone", now()
        _tell("household_import.undone", batch, by, {"rows": batch.total})
    batch.done = max(0, batch.done - len(lines))
    batch.save(update_fields=["state", "finished_at", "done"])
    return bool(lines)


def remove_old_files(*, by: Bearer) -> int:
    """Remove the files and row notes of the ward's imports that ended 30 days ago; they cannot be undone after that."""
    ended = HouseholdImport.objects.filter(ward=by.ward_id).exclude(path="").exclude(state__in=("applying", "undoing"))
    old = list(ended.filter(finished_at__lt=now() - KEPT_FOR))
    for batch in old:
        for notes in (ImportLine, ImportProblem):
            while ids := list(notes._default_manager.filter(batch=batch).values_list("id", flat=True)[:SLICE]):
                notes._default_manager.filter(id__in=ids).delete()
        uploads.drop(batch.path)
        with transaction.atomic():
            HouseholdImport.objects.filter(id=batch.id).update(path="")
            _tell("household_import.removed", batch, by, {})
    return len(old)


def _verdicts(batch: HouseholdImport) -> Iterator[Verdict]:
    sheet, layout = choose(open_sheets(uploads.file_at(batch.path)))
    return Judge(layout, known_groups(batch.ward)).verdicts(sheet.rows())


def _pages(verdicts: Iterator[Verdict], size: int) -> Iterator[list[Verdict]]:
    while page := list(islice(verdicts, size)):
        yield page


def _locked(batch_id: UUID) -> HouseholdImport:
    return HouseholdImport.objects.select_for_update(of=("self",)).select_related("ward").get(id=batch_id)


def _counts(batch: HouseholdImport) -> dict[str, object]:
    names = ("state", "finished_at", "total", "done", "added", "changed", "same", "wrong")
    return {name: getattr(batch, name) for name in names}


def _tell(kind: str, batch: HouseholdImport, by: Bearer, facts: dict[str, Fact]) -> None:
    record(kind, ward_id=batch.ward_id, subject=("places", batch.id), by=by.actor, facts=facts)
