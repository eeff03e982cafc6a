"""What programs may do: write an opinion down, hand a matter on, say what the other body or this ward decided.

Each goes through the action that the pages call; here its words are only put into the action's own.
"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.answering import carrying, drafting, handing, holding, releasing
from langnghe.answering import reads as answering
from langnghe.answering.rules import Written
from langnghe.api import sending, shapes, working
from langnghe.api.operations import Call, Done, Operation
from langnghe.kernel.refused import Refused
from langnghe.matters.holding import version_of
from langnghe.matters.models import Matter
from langnghe.matters.working import note
from langnghe.opinions.actions import receive
from langnghe.opinions.attempts import received_before
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.rules import Submission, Taken
from langnghe.people.models import Mandate
from langnghe.places.reads import open_ward_by_slug


def write_down(call: Call) -> Done:
    """Take an opinion in for its sender. The receipt is in this answer and, sent again, in that one; nowhere else."""
    by, asked = call.mandate, call.asked
    sent = _submission(call)
    if asked.call_back and not any(sign.isdigit() for sign in asked.contact):
        raise Refused(_("Muốn được gọi lại thì cần số điện thoại. Xin hỏi số rồi ghi vào."))
    _id, fresh = sending.once(
        call, "write_down", lambda: receive(by.ward, sent, channel=asked.channel, by=by.actor).opinion.id
    )
    received = received_before(by.ward, sent)
    if received is None:
        raise Refused(_("Ý kiến này đã được ghi, nhưng phiếu không trả lại được nữa. Xin hỏi trực ban của phường."))
    opinion = received.opinion
    page = settings.PUBLIC_ADDRESS + reverse("desk:receipt")
    secret = format_secret(received.secret)
    return Done(shapes.Receipt(opinion=opinion.serial, secret=secret, page=page, guarded=opinion.guard), fresh)


def _submission(call: Call) -> Submission:
    asked: shapes.WriteDown = call.asked
    return Submission(
        words=asked.words, token=sending.form_token(call), topic=asked.topic, group_id=asked.group_id,
        place=asked.place, contact=asked.contact, crime=asked.crime, about_officer=asked.about_officer,
        may_publish_words=asked.may_publish_words, may_publish_summary=asked.may_publish_summary,
        taken=Taken(call.mandate.id, call_back=asked.call_back, secret_shown=True),
    )  # fmt: skip


def hand_on(call: Call) -> Done:
    """Hand a matter over: at once for who releases answers of its topic, else as a draft that waits for them."""
    by, matter = call.mandate, call.subject
    _id, fresh = sending.once(call, "hand_on", lambda: _hand_on(matter, _written(call), by))
    return Done(_handed_on(matter), fresh)


def _hand_on(matter: Matter, written: Written, by: Mandate) -> UUID:
    if "releaser" in holding.roles_of(matter, by):
        return releasing.release(matter, written, by=by).id
    return drafting.submit(matter, written, by=by).id


def _written(call: Call) -> Written:
    asked: shapes.HandOn = call.asked
    ward = open_ward_by_slug(asked.to_ward) if asked.to_ward else None
    if asked.to_ward and ward is None:
        raise Refused(_("Không có phường nhận này trên hệ thống. Xin xem lại, hoặc ghi tên nơi nhận."))
    return Written(
        kind="handed_over", words=asked.answer, body=asked.body, brief=asked.brief, to_ward=ward.id if ward else None,
        share_words=asked.share_words, checked=asked.checked, matter_seen=version_of(call.subject),
    )  # fmt: skip


def _handed_on(matter: Matter) -> shapes.HandedOn:
    draft, slips = answering.draft_of(matter), answering.hand_overs_of(matter)
    waits = draft is not None and draft.kind == "handed_over"
    slip = None if waits or not slips else working.slip_shape(slips[0])
    return shapes.HandedOn(matter=matter.serial, result="submitted" if waits else "released", hand_over=slip)


def slip_accepted(call: Call) -> Done:
    """The other body accepted."""
    asked: shapes.Accepted = call.asked
    _id, fresh = sending.once(
        call, "slip_accepted",
        lambda: handing.accept(
            call.subject, on=asked.on, receiver=asked.receiver, reference=asked.reference, note=asked.said,
            by=call.mandate,
        ).id,
    )  # fmt: skip
    return _slip(call, fresh)


def slip_sent_back(call: Call) -> Done:
    """The other body sent it back."""
    _id, fresh = sending.once(
        call, "slip_sent_back", lambda: handing.send_back(call.subject, note=call.asked.why, by=call.mandate).id
    )
    return _slip(call, fresh)


def _slip(call: Call, fresh: bool) -> Done:
    call.subject.refresh_from_db(fields=["state", "closed_on", "receiver", "reference", "note"])
    return Done(working.slip_shape(call.subject), fresh)


def noted(call: Call) -> Done:
    """The other body took a step that changes nothing yet."""
    _id, fresh = sending.once(call, "noted", lambda: note(call.subject, call.asked.note, by=call.mandate).id)
    return Done(shapes.Matter(**working.matter_fields(call.subject)), fresh)


def arrival_accepted(call: Call) -> Done:
    """This ward takes in what another handed over."""
    _id, fresh = sending.once(call, "arrival_accepted", lambda: carrying.accept(call.subject, by=call.mandate).id)
    return _arrival(call, fresh)


def arrival_refused(call: Call) -> Done:
    """This ward sends it back."""
    _id, fresh = sending.once(
        call, "arrival_refused", lambda: carrying.refuse(call.subject, words=call.asked.why, by=call.mandate).id
    )
    return _arrival(call, fresh)


def _arrival(call: Call, fresh: bool) -> Done:
    found = answering.arrival(call.mandate, call.subject.id)
    return Done(working.arrival_shape(found or call.subject), fresh)


_WORK, _SLIP, _ARRIVAL = "matters.work", "phieu-chuyen/<uuid:slip>/", "viec-den/<uuid:arrival>/"
OPERATIONS = [
    Operation("write_down", "ghi-ho", "opinions.take", gettext_lazy("Ghi hộ một ý kiến, nhận phiếu cho người gửi."),
              write_down, shapes.Receipt, shapes.WriteDown, writes=True),
    Operation("hand_on", "viec/<str:matter>/chuyen", _WORK,
              gettext_lazy("Chuyển việc tới nơi có thẩm quyền; cần duyệt thì thành bản chờ duyệt."),
              hand_on, shapes.HandedOn, shapes.HandOn, writes=True, find=working.own_matter_of, seen_by="matter"),
    Operation("noted", "viec/<str:matter>/ghi-chu", _WORK,
              gettext_lazy("Ghi một bước của nơi nhận mà chưa đổi gì; chỉ cán bộ đọc."),
              noted, shapes.Matter, shapes.Noted, writes=True, find=working.own_matter_of, seen_by="matter"),
    Operation("slip_accepted", f"{_SLIP}nhan", _WORK, gettext_lazy("Báo nơi kia đã nhận việc."), slip_accepted,
              shapes.HandOver, shapes.Accepted, writes=True, find=working.slip_of, seen_by="slip"),
    Operation("slip_sent_back", f"{_SLIP}tra", _WORK, gettext_lazy("Báo nơi kia trả việc lại."), slip_sent_back,
              shapes.HandOver, shapes.SentBack, writes=True, find=working.slip_of, seen_by="slip"),
    Operation("arrival_accepted", f"{_ARRIVAL}nhan", _WORK, gettext_lazy("Nhận việc phường khác chuyển tới."),
              arrival_accepted, shapes.Arrival, shapes.TakenIn, writes=True, find=working.arrival_of,
              seen_by="arrival"),
    Operation("arrival_refused", f"{_ARRIVAL}tra", _WORK, gettext_lazy("Trả lại việc phường khác chuyển tới."),
              arrival_refused, shapes.Arrival, shapes.SentBack, writes=True, find=working.arrival_of,
              seen_by="arrival"),
]  # fmt: skip
