"""What officers see of their work, for programs that act for one: never more than their pages show, and less.

What is guarded (crime reports, what is said about officers) is on pages only: it goes from hand to hand.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from langnghe.answering import reads as answering
from langnghe.answering.models import Arrival, HandOver
from langnghe.api import shapes
from langnghe.api.operations import Call, Operation, rows_of
from langnghe.kernel.clock import now
from langnghe.matters import reads as matters
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.matters.serials import format_serial
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.workspace.reads import matter_for

MOST_OPINIONS = 200
# What two wrote down at once may be kept in either order; who goes on after a row must not have passed one by.
SETTLED = timedelta(seconds=30)
_PLAIN = Q(guard="", also_crime=False)


def matters_of(mandate: Mandate) -> QuerySet[Matter]:
    """The matters a mandate works on, without any that holds a guarded opinion."""
    guarded = Opinion.objects.filter(~_PLAIN, pk=OuterRef("opinion_id"))
    holding = Joining.objects.filter(Exists(guarded), matter=OuterRef("pk"), parted_at=None)
    return matters.in_scope(mandate).filter(~Exists(holding))


def opinions_of(mandate: Mandate) -> QuerySet[Opinion]:
    """The opinions in a mandate's list, without guarded ones and those of earlier years' books."""
    found = opinions.in_scope(mandate).filter(opinions.STANDS, _PLAIN).exclude(channel="earlier")
    return found.select_related("ward", "group").defer("folded")


def new_opinions(call: Call) -> shapes.Page[shapes.Opinion]:
    """Opinions in the order in which they came."""
    by, asked = call.mandate, call.asked
    found = opinions_of(by)
    if asked.only_new:
        found = found.filter(id__in=opinions.not_taken_up(by).order_by().values("id"))
    else:
        found = found.filter(received_at__lt=now() - SETTLED)
    return rows_of(f"opinions:{by.id}:{asked.only_new}", found, asked, lambda rows: _opinions(rows, by))


def opinion_of(mandate: Mandate, serial: str) -> Opinion | None:
    """One of these by its number."""
    return opinions.by_serial(opinions_of(mandate), serial)


def opinion(call: Call) -> shapes.Opinion:
    """One opinion."""
    return _opinions([call.subject], call.mandate)[0]


def _opinions(rows: Iterable[Opinion], by: Mandate) -> list[shapes.Opinion]:
    rows = list(rows)
    joined = Joining.objects.filter(opinion__in=rows, parted_at=None, matter__in=matters_of(by))
    parts = joined.values_list("opinion_id", "matter__ward__code", "matter__year", "matter__number")
    serials = {one: format_serial(code, year, number) for one, code, year, number in parts} if rows else {}
    return [_opinion(row, by.may("opinions.read"), serials) for row in rows]


def _opinion(row: Opinion, reads_words: bool, serials: dict[UUID, str]) -> shapes.Opinion:
    return shapes.Opinion(
        opinion=row.serial, received_at=row.received_at, channel=row.channel, topic=row.topic,
        group=str(row.group or ""), place=row.place, words=row.words if reads_words else None,
        taken_up=row.taken_up_at is not None, withdrawn=row.withdrawn_at is not None, matter=serials.get(row.id),
    )  # fmt: skip


def own_matters(call: Call) -> shapes.Page[shapes.Matter]:
    """Matters in the order in which they were opened."""
    by, asked = call.mandate, call.asked
    found = matters_of(by).select_related("ward", "group", "post")
    found = found.filter(stage="waits") if asked.waiting else found
    found = found.filter(state=asked.state) if asked.state else found
    of = f"matters:{by.id}:{asked.waiting}:{asked.state}"
    return rows_of(of, found, asked, lambda rows: [shapes.Matter(**matter_fields(row)) for row in rows])


def own_matter_of(mandate: Mandate, serial: str) -> Matter | None:
    """One of these by its number."""
    return matter_for(matters_of(mandate), serial)


def own_matter(call: Call) -> shapes.MatterInFull:
    """One matter with its opinions, answers and slips."""
    found: Matter = call.subject
    joined = Opinion.objects.filter(ward=found.ward_id, id__in=matters.joined_ids(found)).order_by("id")
    rows = list(joined.select_related("ward", "group").defer("folded")[: MOST_OPINIONS + 1])
    return shapes.MatterInFull(
        **matter_fields(found), opinions=_opinions(rows[:MOST_OPINIONS], call.mandate),
        more_opinions=len(rows) > MOST_OPINIONS, answers=[_answer(one) for one in matters.answers_of(found)],
        hand_overs=[slip_shape(one) for one in answering.hand_overs_of(found)],
    )  # fmt: skip


def matter_fields(row: Matter) -> dict[str, Any]:
    """A matter of a list as it goes over the wire."""
    return {
        "matter": row.serial, "version": row.version, "state": row.state, "title": row.title, "text": row.text,
        "topic": row.topic, "group": str(row.group or ""), "raised_on": row.raised_on, "due_on": row.due_on,
        "answered_on": row.answered_on, "post": row.post.name if row.post else "", "on_board": row.is_public,
    }  # fmt: skip


def _answer(row: Answer) -> shapes.Answer:
    return shapes.Answer(kind=row.kind, answer=row.words, reason=row.reason, body=row.body, answered_on=row.answered_on)


def slips(call: Call) -> shapes.Page[shapes.HandOver]:
    """Slips of one's matters, open ones or the others."""
    by, asked = call.mandate, call.asked
    found = answering.hand_overs(by, is_open=asked.is_open_slip).filter(matter__in=matters_of(by))
    return rows_of(f"slips:{by.id}:{asked.is_open_slip}", found, asked, lambda rows: [slip_shape(row) for row in rows])


def slip_of(mandate: Mandate, row_id: UUID) -> HandOver | None:
    """One of these by its id."""
    found = answering.hand_over(mandate, row_id)
    return found if found and matters_of(mandate).filter(id=found.matter_id).exists() else None


def slip(call: Call) -> shapes.HandOver:
    """One slip."""
    return slip_shape(call.subject)


def slip_shape(row: HandOver) -> shapes.HandOver:
    """A slip as it goes over the wire."""
    return shapes.HandOver(
        id=row.id, slip=row.label, matter=row.matter.serial, body=row.body, brief=row.brief, step=row.state,
        opened_on=row.opened_on, accept_by=row.due_on, closed_on=row.closed_on, receiver=row.receiver,
        reference=row.reference, said=row.note, late_days=row.late_days(),
    )  # fmt: skip


def arrivals(call: Call) -> shapes.Page[shapes.Arrival]:
    """What other wards of the installation handed over."""
    by, asked = call.mandate, call.asked
    found = answering.arrivals(by, is_open=asked.is_open_slip)
    of = f"arrivals:{by.id}:{asked.is_open_slip}"
    return rows_of(of, found, asked, lambda rows: [arrival_shape(row) for row in rows])


def arrival_of(mandate: Mandate, row_id: UUID) -> Arrival | None:
    """One of these by its id."""
    return answering.arrival(mandate, row_id)


def arrival(call: Call) -> shapes.Arrival:
    """One arrival."""
    return arrival_shape(call.subject)


def arrival_shape(row: Arrival) -> shapes.Arrival:
    """An arrival as it goes over the wire."""
    return shapes.Arrival(
        id=row.id, slip=row.slip, from_ward=row.from_name, topic=row.topic, brief=row.words,
        residents_words=row.residents_words, raised_on=row.raised_on, arrived_at=row.arrived_at,
        accept_by=row.due_on, decided=row.decided_at is not None, became=row.matter.serial if row.matter else None,
    )  # fmt: skip


_WORK = "matters.work"
OPERATIONS = [
    Operation("opinions", "y-kien", "opinions.list", _("Ý kiến mới đến, cũ nhất trước; hỏi tiếp từ chỗ đã lấy."),
              new_opinions, shapes.Page[shapes.Opinion], shapes.OpinionListing),
    Operation("opinion", "y-kien/<str:opinion>", "opinions.list", _("Một ý kiến."), opinion, shapes.Opinion,
              find=opinion_of),
    Operation("matters", "viec", _WORK, _("Việc của nhiệm vụ này, cũ nhất trước."), own_matters,
              shapes.Page[shapes.Matter], shapes.MatterListing),
    Operation("matter", "viec/<str:matter>", _WORK, _("Một việc với ý kiến, lời trả lời, phiếu chuyển."),
              own_matter, shapes.MatterInFull, find=own_matter_of),
    Operation("slips", "phieu-chuyen", _WORK, _("Phiếu chuyển việc tới nơi khác."), slips,
              shapes.Page[shapes.HandOver], shapes.SlipListing),
    Operation("slip", "phieu-chuyen/<uuid:slip>", _WORK, _("Một phiếu chuyển."), slip, shapes.HandOver,
              find=slip_of),
    Operation("arrivals", "viec-den", _WORK, _("Việc phường khác cùng hệ thống chuyển tới."), arrivals,
              shapes.Page[shapes.Arrival], shapes.SlipListing),
    Operation("arrival", "viec-den/<uuid:arrival>", _WORK, _("Một việc chuyển tới."), arrival, shapes.Arrival,
              find=arrival_of),
]  # fmt: skip
