"""Verbs about bulk deeds: asked by an officer over rows as they stand now, done by the worker, undone as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from langnghe.inbox import deeds
from langnghe.inbox.asking import Sought
from langnghe.inbox.lists import MOST, Scope
from langnghe.inbox.models import DEEDS, Bulk, BulkRow
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters import reads as matters
from langnghe.matters import rules
from langnghe.matters.models import Matter
from langnghe.matters.serials import parse_serial
from langnghe.people.models import Mandate, Post

SLICE = 10  # rows a transaction: whoever writes meanwhile waits a few hundredths of a second


@dataclass(frozen=True)
class Wish:
    """What an officer asks over a list: `chosen` ids with the version they saw, or all of it, `shown` as so many.

    `topic` None: as the sender chose. `post_id` None: nobody, which `to_desk` says on purpose. `into`: the serial of a
    matter; without it, the first row.
    """

    deed: str
    sought: Sought
    chosen: tuple[tuple[UUID, str], ...] = ()
    all_of: bool = False
    shown: int = 0
    topic: str | None = None
    post_id: UUID | None = None
    to_desk: bool = False
    into: str = ""


@transaction.atomic
def ask(wish: Wish, *, by: Mandate) -> Bulk:
    """Have one deed done over many rows; which rows is settled here and now.

    Refused when nothing is chosen, when the list changed since it was counted, or without what the deed needs.
    """
    _check(wish)
    bulk = Bulk(
        ward_id=by.ward_id, deed=wish.deed, query=wish.sought.query, topic=wish.topic, post=_post(wish, by),
        into=_into(wish, by), asked_by=by, asked_at=now(), total=0,
    )  # fmt: skip
    rows = _frozen(bulk, wish, by)
    bulk.total = len(rows)
    bulk.save(force_insert=True)
    BulkRow.objects.bulk_create(rows)
    record("bulk.asked", ward_id=by.ward_id, subject=("inbox", bulk.id), by=by.actor,
           facts={"deed": bulk.deed, "count": bulk.total})  # fmt: skip
    return bulk


def _check(wish: Wish) -> None:
    """Refused when the deed does not fit the list."""
    arriving = wish.sought.of_opinions
    if wish.deed not in dict(DEEDS) or wish.deed in ({"assign", "retopic"} if arriving else {"take_up"}):
        raise Refused(_("Xin chọn muốn làm gì với những dòng này."))
    if wish.deed == "retopic" and not wish.topic:
        raise Refused(_("Xin chọn lĩnh vực mới."))
    if wish.deed == "assign" and wish.post_id is None and not wish.to_desk:
        raise Refused(_("Xin chọn giao cho ai."))
    if wish.topic:
        rules.check_topic(wish.topic, "conduct")


def _post(wish: Wish, by: Mandate) -> Post | None:
    if wish.post_id is None or wish.deed not in ("take_up", "assign"):
        return None
    post = Post.objects.filter(ward=by.ward_id, id=wish.post_id, closed_on=None).first()
    if post is None:
        raise Refused(_("Chức danh này vừa đóng. Xin chọn chức danh khác."))
    return post


def _into(wish: Wish, by: Mandate) -> Matter | None:
    if wish.deed != "join" or not wish.into.strip():
        return None
    code, year, number = parse_serial(wish.into)
    found = matters.in_scope(by, within=[by.ward_id]).filter(ward__code=code, year=year, number=number).first()
    if found is None:
        raise Refused(_("Không thấy việc để nhập vào. Xin xem lại số của việc."))
    return found


def _frozen(bulk: Bulk, wish: Wish, by: Mandate) -> list[BulkRow]:
    """The rows as they are now, in the order of the list."""
    found = _found(wish, by)
    _check_ours([one for one, _seen in found], by)
    if wish.deed == "join" and not wish.sought.of_opinions:
        if bulk.into is None:
            bulk.into = found[0][0]
        found = [one for one in found if one[0].id != bulk.into.id]
    if not found:
        raise Refused(_("Xin chọn ít nhất một dòng, nhập chung thì ít nhất hai."))
    column = "opinion_id" if wish.sought.of_opinions else "matter_id"
    return [
        BulkRow(ward_id=bulk.ward_id, bulk=bulk, place=place, seen=seen, **{column: one.id})
        for place, (one, seen) in enumerate(found, 1)
    ]


def _check_ours(found: list[Any], by: Mandate) -> None:
    """Refused for rows in the book of a merged ward: a deed's rows are of one ward, and so is what undo needs."""
    if left := sum(one.ward_id != by.ward_id for one in found):
        raise Refused(
            _(
                "Có %(n)s dòng thuộc sổ của phường cũ trước khi sáp nhập. "
                "Xin bỏ chọn những dòng ấy rồi bấm lại; các việc ấy xin mở ra làm từng việc."
            )
            % {"n": left}
        )


def _found(wish: Wish, by: Mandate) -> list[tuple[Any, str]]:
    rows = Scope(by).rows(wish.sought if wish.all_of else Sought(tab=wish.sought.tab, order=wish.sought.order))
    if not wish.all_of:
        seen = dict(wish.chosen[:MOST])
        chosen = list(rows.filter(id__in=seen)) if seen else []
        if not chosen:
            raise Refused(_("Xin chọn ít nhất một dòng, nhập chung thì ít nhất hai."))
        return [(one, seen[one.id]) for one in chosen]
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise Refused(_("Mỗi lần làm được nhiều nhất 1.000 dòng. Xin lọc hẹp hơn rồi làm từng phần."))
    if len(found) != wish.shown:
        raise Refused(_("Danh sách vừa đổi: nay có %(n)s dòng. Xin xem lại rồi bấm lần nữa.") % {"n": len(found)})
    return [(one, str(one.version) if isinstance(one, Matter) else "") for one in found]


@transaction.atomic
def ask_undo(bulk: Bulk, *, by: Mandate) -> None:
    """Have a bulk deed undone: what nobody touched since stands as before. Asked twice it is undone once."""
    if bulk.asked_by.officer_id != by.officer_id:
        raise Refused(_("Ai làm thì người ấy hoàn tác. Xin nhờ người đã bấm, hoặc sửa từng việc."))
    if bulk.ask_undo():
        record("bulk.undo_asked", ward_id=bulk.ward_id, subject=("inbox", bulk.id), by=by.actor)


def run(bulk: Bulk, *, by: Mandate, seconds: float) -> bool:
    """Work on it for a while; True while more is left. An undo that was asked meanwhile stops it."""
    more = bulk.work(partial(_slice, bulk, by), seconds)
    if not more:
        _finish(bulk, by)
    return more


@transaction.atomic
def _finish(bulk: Bulk, by: Mandate) -> None:
    if bulk.finish():
        bulk.refresh_from_db(fields=["done", "refused"])
        record("bulk.done", ward_id=bulk.ward_id, subject=("inbox", bulk.id), by=by.actor,
               facts={"done": bulk.done, "refused": bulk.refused})  # fmt: skip


@transaction.atomic
def _slice(bulk: Bulk, by: Mandate) -> int:
    """The next rows, each by its verb or refused with its sentence; what a killed worker began is begun anew."""
    held = Bulk.objects.select_for_update(of=("self",)).get(id=bulk.id)
    bulk.into_id = held.into_id
    rows = _next(bulk, "waiting", "place") if held.undo_asked_at is None else []
    for row in rows:
        _try(row, "done", "refused", partial(_do, bulk, row, by))
    _save(bulk, rows, done="done", refused="refused")
    Bulk.objects.filter(id=bulk.id).update(into=bulk.into_id)
    return len(rows)


def _do(bulk: Bulk, row: BulkRow, by: Mandate) -> None:
    if not by.runs_on(local_today()):
        raise Refused(_("Nhiệm vụ của người bấm đã kết thúc."))
    deeds.do(bulk, row, by)


def undo(bulk: Bulk, *, by: Mandate, seconds: float) -> bool:
    """Put back for a while what it did, the last first; True while more is left."""
    more = bulk.unwork(partial(_undo_slice, bulk, by), seconds)
    if not more:
        _tell_undone(bulk, by)
    return more


@transaction.atomic
def _tell_undone(bulk: Bulk, by: Mandate) -> None:
    if not bulk.finish_undo():
        return
    bulk.refresh_from_db(fields=["undone", "left"])
    record("bulk.undone", ward_id=bulk.ward_id, subject=("inbox", bulk.id), by=by.actor,
           facts={"undone": bulk.undone, "left": bulk.left})  # fmt: skip


@transaction.atomic
def _undo_slice(bulk: Bulk, by: Mandate) -> int:
    rows = _next(bulk, "done", "-place")
    for row in rows:
        _try(row, "undone", "left", partial(deeds.undo, bulk, row, by))
    _save(bulk, rows, undone="undone", left="left")
    return len(rows)


def _next(bulk: Bulk, state: str, order: str) -> list[BulkRow]:
    waiting = BulkRow.objects.select_for_update(of=("self",)).filter(ward=bulk.ward_id, bulk=bulk, state=state)
    return list(waiting.order_by(order)[:SLICE])


def _try(row: BulkRow, well: str, not_so: str, step: "partial[None]") -> None:
    try:
        with transaction.atomic():
            step()
        row.state = well
    except Refused as error:
        row.state, row.sentence = not_so, error.message[:300]


def _save(bulk: Bulk, rows: Iterable[BulkRow], **states: str) -> None:
    """Keep what became of the rows, and count them in the columns named after their states."""
    rows = list(rows)
    BulkRow.objects.bulk_update(rows, ["state", "sentence", "matter", "after", "before"])
    counted: dict[str, Any] = {
        column: F(column) + sum(row.state == state for row in rows) for column, state in states.items()
    }
    Bulk.objects.filter(id=bulk.id).update(**counted)
