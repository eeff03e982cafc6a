"""From ward to ward of one installation, without retyping: each ward writes its own rows only, told by the ledger."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.answering import handing, rules
from langnghe.answering.models import Arrival, HandOver
from langnghe.deadlines.reads import due_day
from langnghe.kernel.actors import Bearer, system
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry
from langnghe.matters import indexing
from langnghe.matters.actions import open_matter
from langnghe.matters.booked import title_of
from langnghe.matters.holding import hold, keep
from langnghe.matters.models import Matter
from langnghe.matters.reads import joined_ids
from langnghe.matters.rules import MAX_TEXT
from langnghe.matters.working import keep_note
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

BETWEEN = "\n\n· · ·\n\n"


@transaction.atomic
def arrive(hand_over: HandOver) -> Arrival | None:
    """Let what was handed over stand in the other ward's list; safe twice. A ward merged meanwhile: its successor.

    Where no ward takes work any more it comes back to the sending ward, saying so.
    """
    receiver = _open_ward(Ward.objects.filter(id=hand_over.to_ward or hand_over.ward_id).first())
    if receiver is None:
        note = _("%(ward)s không còn nhận việc trên hệ thống này.") % {"ward": hand_over.body}
        handing.close_from_afar(hand_over, accepted=False, reference="", note=note, by=system(hand_over.ward_id))
        return None
    matter, arrived = hand_over.matter, now()
    arrival, is_new = Arrival.objects.get_or_create(
        ward=receiver, hand_over=hand_over.id,
        defaults={
            "from_ward": hand_over.ward_id, "from_name": hand_over.ward.name, "slip": hand_over.label,
            "topic": matter.topic, "words": hand_over.brief,
            "residents_words": _residents_words(matter) if hand_over.share_words else "",
            "raised_on": matter.raised_on, "arrived_at": arrived,
            "due_on": due_day(receiver, matter.topic, "hand_over", arrived.astimezone(HANOI).date()),
        },
    )  # fmt: skip
    if is_new:
        _record("arrival.came", arrival, system(receiver.id))
    return arrival


def _open_ward(ward: Ward | None) -> Ward | None:
    while ward is not None and not ward.is_open:
        ward = Ward.objects.filter(id=ward.successor_id).first() if ward.successor_id else None
    return ward


def _residents_words(matter: Matter) -> str:
    """What the senders wrote, of opinions that stand and are about nothing private; never how to reach anybody."""
    opinions = Opinion.objects.filter(id__in=joined_ids(matter), guard="", private=False, withdrawn_at=None)
    kept = opinions.filter(erasure_asked_at=None, erased_at=None, dismissed_at=None).order_by("id")
    return BETWEEN.join(kept.values_list("words", flat=True))


@transaction.atomic
def accept(arrival: Arrival, *, by: Mandate) -> Matter:
    """Open a matter of this ward with the other ward's words. Refused when somebody decided already."""
    row = _undecided(arrival, by)
    raised_on = row.arrived_at.astimezone(HANOI).date()
    opened = open_matter(row.ward, raised_on=raised_on, topic=row.topic, by=by)
    held = hold(opened.id)
    held.title, held.text, held.wording = title_of(row.words), row.words[:MAX_TEXT], "ward"
    keep(held, "title", "text", "wording")
    told = _("%(ward)s chuyển tới, phiếu %(slip)s.") % {"ward": row.from_name, "slip": row.slip}
    words = f"{told}\n\n{row.residents_words}" if row.residents_words else told
    indexing.tell_officers(held)
    keep_note(held, words, by=by)
    row.matter = held
    _decide(row, by, "arrival.accepted", "matter")
    return held


@transaction.atomic
def refuse(arrival: Arrival, *, words: str, by: Mandate) -> Arrival:
    """Send it back, saying why and who is responsible. Refused without words, or when somebody decided already."""
    tidy = rules.check_refusal(words)
    row = _undecided(arrival, by)
    row.refusal = tidy
    _decide(row, by, "arrival.refused", "refusal")
    return row


@transaction.atomic
def report_back(arrival: Arrival) -> bool:
    """Tell the sending ward what this one decided; safe twice."""
    sent = HandOver.objects.filter(ward=arrival.from_ward, id=arrival.hand_over).first()
    if sent is None or arrival.decided_at is None:
        return False
    return handing.close_from_afar(
        sent, accepted=arrival.matter_id is not None, reference=arrival.matter.serial if arrival.matter else "",
        note=arrival.refusal, by=system(sent.ward_id),
    )  # fmt: skip


def may_decide(by: Mandate) -> bool:
    """Whether a mandate takes in what other wards send: it works on matters of the whole ward."""
    return by.may("matters.work") and by.group_ids() is None


def _undecided(arrival: Arrival, by: Mandate) -> Arrival:
    row = Arrival.objects.select_for_update(of=("self",)).select_related("ward").get(id=arrival.id)
    if by.ward_id != row.ward_id or not may_decide(by):
        raise Refused(_("Nhiệm vụ hiện tại không nhận việc của phường khác chuyển tới. Xin báo trực ban."))
    if row.decided_at is not None:
        raise Refused(_("Việc này đã có người nhận hoặc trả lại rồi. Xin mở lại trang để xem."))
    return row


def _decide(row: Arrival, by: Mandate, kind: str, field: str) -> None:
    row.decided_at, row.decided_by = now(), by
    row.save(update_fields=["decided_at", "decided_by", field])
    _record(kind, row, by)


def _record(kind: str, row: Arrival, by: Bearer) -> Entry:
    facts = {"matter": str(row.matter_id)} if row.matter_id else {}
    return record(kind, ward_id=row.ward_id, subject=("answering", row.id), by=by.actor, facts=facts)
