"""Verbs of writing down for others: call back, open a box, enter its papers, print blank ones."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from langnghe.intake.models import VOIDS, BoxForm, BoxOpening, CallBack, PaperRun
from langnghe.intake.papers import HIGHEST, format_number
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.formats import number as written
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.opinions.actions import receive
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.opinions.rules import Submission
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may
from langnghe.places.models import Ward
from langnghe.places.reads import require_open
from langnghe.places.rules import one_line

MOST_FORMS = 500
MOST_PRINTED = 400
EARLIEST = date(2000, 1, 1)


@transaction.atomic
def call_back_done(opinion: Opinion, *, by: Mandate) -> CallBack:
    """The sender was called back. Said twice, the first stands. Refused when no call was agreed."""
    if not opinion.call_back:
        raise Refused(_("Ý kiến này không hẹn gọi lại."))
    made, fresh = CallBack.objects.get_or_create(
        ward_id=opinion.ward_id, opinion=opinion, defaults={"called_by": by, "called_at": now()}
    )
    if fresh:
        record("call_back.done", ward_id=opinion.ward_id, subject=("opinions", opinion.id), by=by.actor)
    return made


@transaction.atomic
def open_box(
    ward: Ward, opened_on: date, place: str, witnesses: Iterable[str], forms: int, *, by: Mandate
) -> BoxOpening:
    """Note that a box was opened. Refused without two different witnesses, a past day and at least one paper."""
    check_may(by, "boxes.open", ward)
    require_open(ward)
    one, two = (one_line(witness).upper()[:20] for witness in witnesses)
    _check_box(opened_on, one_line(place), one, two, forms)
    opening = BoxOpening.objects.create(
        ward=ward, opened_on=opened_on, place=one_line(place)[:120], witness_one=one, witness_two=two, forms=forms,
        opened_by=by, noted_at=now(),
    )  # fmt: skip
    facts: dict[str, Fact] = {"forms": forms, "day": opened_on.isoformat()}
    record("box.opened", ward_id=ward.id, subject=("intake", opening.id), by=by.actor, facts=facts)
    return opening


def _check_box(opened_on: date, place: str, one: str, two: str, forms: int) -> None:
    if not EARLIEST <= opened_on <= local_today():
        raise Refused(_("Ngày mở hộp chưa đúng. Xin ghi ngày đã mở, không sau hôm nay."))
    if not place:
        raise Refused(_("Xin ghi hộp thư đặt ở đâu, ví dụ: nhà văn hóa Tổ 3."))
    if not one or not two or one == two:
        raise Refused(_("Mở hộp cần hai người chứng kiến khác nhau. Xin ghi mã tên từng người."))
    if not 1 <= forms <= MOST_FORMS:
        raise Refused(_("Số tờ trong hộp từ 1 đến %(most)s. Nhiều hơn thì ghi thành nhiều đợt.") % {"most": MOST_FORMS})


@transaction.atomic
def enter_form(opening: BoxOpening, sent: Submission, number: int = 0, *, by: Mandate) -> tuple[BoxForm, Received]:
    """One paper of a box becomes an opinion; the same form sent again is the same paper.

    Refused when all papers of the opening are entered, or this printed number was entered before.
    """
    held = _held(opening, by)
    received = receive(held.ward, sent, channel="paper", by=by.actor)
    known = BoxForm.objects.filter(ward=held.ward_id, opinion=received.opinion).first()
    if known:
        return known, received
    paper = _paper(held, number, by)
    paper.opinion = received.opinion
    _save(paper)
    facts: dict[str, Fact] = {"opinion": str(received.opinion.id), "number": number}
    record("box_form.entered", ward_id=held.ward_id, subject=("intake", paper.id), by=by.actor, facts=facts)
    return paper, received


@transaction.atomic
def void_form(opening: BoxOpening, reason: str, number: int = 0, *, by: Mandate) -> BoxForm:
    """One paper of a box becomes no opinion, and why; so every paper that was counted is accounted for."""
    held = _held(opening, by)
    if reason not in dict(VOIDS):
        raise Refused(_("Xin chọn vì sao tờ này không ghi thành ý kiến."))
    paper = _paper(held, number, by)
    paper.void = reason
    _save(paper)
    facts: dict[str, Fact] = {"reason": reason, "number": number}
    record("box_form.voided", ward_id=held.ward_id, subject=("intake", paper.id), by=by.actor, facts=facts)
    return paper


def _held(opening: BoxOpening, by: Mandate) -> BoxOpening:
    """The opening, held until we are done, so that two who enter at once count on."""
    held = BoxOpening.objects.select_for_update(of=("self",)).select_related("ward").get(pk=opening.pk)
    check_may(by, "boxes.open", held.ward)
    return held


def _paper(opening: BoxOpening, number: int, by: Mandate) -> BoxForm:
    entered = BoxForm.objects.filter(ward=opening.ward_id, opening=opening).count()
    if entered >= opening.forms:
        raise Refused(_("Đợt này đã ghi đủ %(count)s tờ.") % {"count": opening.forms})
    if number and (earlier := _with_number(opening.ward, number)):
        raise Refused(
            _("Tờ số %(number)s đã ghi rồi: %(what)s. Xin xem lại số trên tờ giấy.")
            % {"number": format_number(opening.ward, number), "what": earlier.opinion or earlier.get_void_display()}
        )
    return BoxForm(
        id=uuid7(),
        ward=opening.ward,
        opening=opening,
        place=entered + 1,
        number=number,
        entered_by=by,
        entered_at=now(),
    )


def _with_number(ward: Ward, number: int) -> BoxForm | None:
    return BoxForm.objects.select_related("opinion__ward").filter(ward=ward, number=number).first()


def _save(paper: BoxForm) -> None:
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Tờ này vừa được người khác ghi. Xin mở lại trang.")) from None


@transaction.atomic
def print_run(ward: Ward, count: int, *, by: Mandate) -> PaperRun:
    """Numbers for so many blank forms, never given before. Refused for none or too many at once."""
    check_may(by, "papers.print", ward)
    require_open(ward)
    if not 1 <= count <= MOST_PRINTED:
        raise Refused(_("Mỗi lần in từ 1 đến %(most)s tờ.") % {"most": written(MOST_PRINTED)})
    Ward.objects.select_for_update(no_key=True).get(pk=ward.pk)
    last = PaperRun.objects.filter(ward=ward).aggregate(last=Max("last"))["last"] or 0
    if last + count > HIGHEST:
        raise Refused(_("Số tờ đã hết. Xin báo người quản trị."))
    run = PaperRun.objects.create(ward=ward, first=last + 1, last=last + count, printed_by=by, printed_at=now())
    facts: dict[str, Fact] = {"first": run.first, "last": run.last}
    record("paper_run.printed", ward_id=ward.id, subject=("intake", run.id), by=by.actor, facts=facts)
    return run
