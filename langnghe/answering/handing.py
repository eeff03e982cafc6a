"""Handing a matter over to a named body: opened with the answer, open until that body accepts or sends it back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langnghe.answering import holding, moving, rules
from langnghe.answering.models import HandOver, HandOverCounter
from langnghe.answering.rules import Written
from langnghe.deadlines.reads import due_day
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_now, local_today
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.matters.holding import hold
from langnghe.matters.models import Answer, Matter
from langnghe.matters.reads import joined_ids
from langnghe.matters.resting import left_with
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate
from langnghe.places.counting import next_number
from langnghe.places.models import Ward
from langnghe.places.reads import heir


def receiving_ward(held: Matter, tidy: Written) -> Ward | None:
    """The ward of this installation a matter goes to; None for a body outside.

    Refused when it is closed or this very ward, and for a matter whose opinions only some may see: those are passed
    on by a sealed slip of their own.
    """
    if tidy.to_ward is None:
        return None
    ward = Ward.objects.filter(id=tidy.to_ward, level="commune", closed_at=None).exclude(id=heir(held.ward).id).first()
    if ward is None:
        raise Refused(_("Phường nhận không còn trên hệ thống này. Xin chọn nơi khác, hoặc ghi tên và in phiếu giấy."))
    if Opinion.objects.filter(id__in=joined_ids(held)).exclude(guard="").exists():
        raise Refused(
            _("Việc này có ý kiến giữ kín, không chuyển qua máy. Xin chuyển bằng phiếu kín ở trang của ý kiến.")
        )
    return ward


def open_hand_over(
    held: Matter, answer: Answer, brief: str, share_words: bool, *, to_ward: Ward | None, by: Mandate
) -> HandOver:  # fmt: skip
    """The hand-over with the ward's next slip number, inside the caller's transaction.

    Refused while another is open.
    """
    year, today = local_now().year, local_today()
    try:
        with transaction.atomic():
            opened = HandOver.objects.create(
                ward_id=held.ward_id, matter=held, answer=answer, year=year,
                number=next_number(HandOverCounter, held.ward, year, merged_too=True), body=answer.body, brief=brief,
                to_ward=to_ward.id if to_ward else None, share_words=share_words,
                state="carried" if to_ward else "waiting", opened_on=today, opened_by=by,
                due_on=due_day(held.ward, held.topic, "hand_over", today),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("Việc này đang chờ nơi khác nhận. Xin ghi họ nhận hay trả lại trước.")) from error
    _record("hand_over.opened", opened, by)
    return opened


@transaction.atomic
def accept(
    hand_over: HandOver, *, on: date, receiver: str, reference: str = "", note: str = "", by: Mandate
) -> HandOver:  # fmt: skip
    """Note that the body accepted: when, who, under which number of theirs. The matter is answered then.

    Refused when it said so already, without a name, for a day that cannot be, or when it is another ward's to say.
    """
    held, row = _held(hand_over)
    state = rules.check_hand_over_step(row.state, "accept", _roles(held, by))
    rules.check_acceptance(receiver, on, row.opened_on, local_today())
    return _accepted(held, row, state, on, receiver, reference, note, by)


@transaction.atomic
def send_back(hand_over: HandOver, *, note: str, by: Mandate) -> HandOver:
    """Note that the body sent it back, and why. The ward owes the answer again, under the same clock.

    Refused when it said so already, without words, or when it is another ward's to say.
    """
    held, row = _held(hand_over)
    state = rules.check_hand_over_step(row.state, "send_back", _roles(held, by))
    return _sent_back(held, row, state, rules.check_refusal(note), by)


@transaction.atomic
def close_from_afar(hand_over: HandOver, *, accepted: bool, reference: str, note: str, by: Bearer) -> bool:
    """What the receiving ward decided; called twice, it does nothing the second time."""
    held, row = _held(hand_over)
    if row.state != "carried":
        return False
    if accepted:
        state = rules.check_hand_over_step(row.state, "accept", frozenset({"receiver"}))
        _accepted(held, row, state, local_today(), row.body, reference, note, by)
    else:
        state = rules.check_hand_over_step(row.state, "send_back", frozenset({"receiver"}))
        _sent_back(held, row, state, note, by)
    return True


def _held(hand_over: HandOver) -> tuple[Matter, HandOver]:
    held = hold(hand_over.matter_id)
    return held, HandOver.objects.select_for_update(of=("self",)).get(id=hand_over.id, ward=held.ward_id)


def _roles(held: Matter, by: Mandate) -> frozenset[str]:
    return frozenset({"keeper"} if "drafter" in holding.roles_of(held, by) else {"bystander"})


def _accepted(
    held: Matter, row: HandOver, state: str, on: date, receiver: str, reference: str, note: str, by: Bearer
) -> HandOver:
    row.receiver = " ".join(clean_text(receiver).split())[: rules.MAX_NAME]
    row.reference = " ".join(clean_text(reference).split())[:60]
    _close(row, state, on, clean_text(note)[: rules.MAX_NOTE], by)
    if held.state == "handed_over":
        moving.answered(held, "answered", counts=True, on=on)
    _record("hand_over.accepted", row, by)
    return row


def _sent_back(held: Matter, row: HandOver, state: str, note: str, by: Bearer) -> HandOver:
    _close(row, state, local_today(), note, by)
    if held.state == "handed_over":
        moving.under(held, left_with(held, "open"))
    _record("hand_over.refused", row, by)
    return row


def _close(row: HandOver, state: str, on: date, note: str, by: Bearer) -> None:
    row.state, row.closed_on, row.note = state, on, note
    row.closed_by = by if isinstance(by, Mandate) else None
    row.save(update_fields=["state", "closed_on", "note", "closed_by", "receiver", "reference"])


def _record(kind: str, row: HandOver, by: Bearer) -> None:
    facts = {"hand_over": str(row.id)}
    record(kind, ward_id=row.ward_id, subject=("matters", row.matter_id), by=by.actor, facts=facts)
