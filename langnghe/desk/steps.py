"""What happened to an opinion and what is due next, in the words of its sender's page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.answering.models import HandOver
from langnghe.deadlines import reads as deadlines
from langnghe.deadlines.rules import Clock
from langnghe.kernel.clock import HANOI, now
from langnghe.ledger.models import Entry
from langnghe.ledger.reads import steps_of
from langnghe.matters import clocks as clocks_of_matters
from langnghe.matters.models import Answer, Joining
from langnghe.matters.reads import answered
from langnghe.opinions import standing
from langnghe.opinions.models import Opinion, Question
from langnghe.opinions.waiting import DISMISSAL_REASONS
from langnghe.people import reads as people

WORDS: dict[str, "str | Promise"] = {
    "opinion.received": gettext_lazy("Phường đã nhận ý kiến và ghi vào sổ."),
    "opinion.added": gettext_lazy("Bà con đã nói thêm."),
    "question.asked": gettext_lazy("Phường hỏi lại bà con."),
    "addition.read": gettext_lazy("Phường đã đọc lời bà con nói thêm."),
    "opinion.withdrawn": gettext_lazy("Bà con đã rút ý kiến. Phường không xử lý tiếp, không đăng."),
    "opinion.resumed": gettext_lazy("Bà con không rút nữa. Phường xử lý tiếp."),
    "erasure.asked": gettext_lazy("Bà con đã yêu cầu xóa ý kiến."),
    "erasure.declined": gettext_lazy("Phường trả lời là chưa xóa, có nêu lý do."),
    "opinion.erased": gettext_lazy("Ý kiến đã được xóa."),
    "opinion.let_in": gettext_lazy("Ý kiến đã qua hàng chờ, vào danh sách của phường."),
    "opinion.set_aside": gettext_lazy("Nhiều lời gửi cùng lúc nên ý kiến chờ cán bộ xem riêng."),
    "opinion.dismissed": gettext_lazy("Cán bộ không xử lý ý kiến này. Lời vẫn còn trong sổ."),
    "opinion.taken_back": gettext_lazy("Cán bộ xem lại ý kiến này."),
    "opinion.sorted": gettext_lazy("Cán bộ đã xem và phân loại ý kiến."),
    "opinion.secret_shown": gettext_lazy("Cán bộ đã hiện hoặc in mã bí mật của phiếu."),
    "opinion.call_agreed": gettext_lazy("Phường hẹn gọi lại cho bà con."),
    "call_back.done": gettext_lazy("Cán bộ đã gọi lại cho bà con."),
}
OF_MATTER: dict[str, "str | Promise"] = {
    "matter.joined": gettext_lazy("Phường đưa ý kiến vào việc cần giải quyết."),
    "matter.parted": gettext_lazy("Phường tách ý kiến ra khỏi việc đã nhập, vì là chuyện khác."),
    "matter.merged": gettext_lazy("Phường nhập việc này chung với một việc khác cùng chuyện."),
    "matter.unmerged": gettext_lazy("Phường tách việc đã nhập chung, xử lý riêng như trước."),
    "matter.released": gettext_lazy("Phường đã đăng việc này lên bảng công khai."),
    "matter.taken_back": gettext_lazy("Phường đã gỡ việc này khỏi bảng công khai."),
    "answer.released": gettext_lazy("Phường đã trả lời."),
    "hand_over.accepted": gettext_lazy("Nơi được chuyển đã nhận việc này."),
    "hand_over.refused": gettext_lazy("Nơi được chuyển đã trả lại. Phường còn phải trả lời bà con."),
    "matter.asked": gettext_lazy("Phường hỏi lại một người gửi. Trong lúc chờ, hạn trả lời tạm dừng."),
    "matter.heard_back": gettext_lazy("Hạn trả lời tính tiếp."),
    "matter.escalated": gettext_lazy("Đã quá hạn trả lời. Việc được báo lên lãnh đạo phường."),
    "matter.due_moved": "",
}
# Rows and entries of one transaction carry moments that differ by a little.
SAME_MOMENT = timedelta(seconds=1)
# Steps of officers at intake: somebody wrote the words down for the sender, nobody has looked into the matter yet.
NOT_A_LOOK = {"opinion.received", "opinion.secret_shown", "opinion.call_agreed"}


@dataclass(frozen=True)
class Step:
    """One step in plain words, as the resident reads it."""

    at: datetime
    text: str
    detail: str = ""


def resident_steps(opinion: Opinion) -> list[Step]:
    """Everything that happened to an opinion so far, oldest first, openings of the sealed contact included."""
    steps = [*_of_opinion(opinion), *_of_matters(opinion), *_of_contact(opinion)]
    return sorted(steps, key=lambda step: step.at)


def _of_opinion(opinion: Opinion) -> Iterator[Step]:
    questions = {str(asked.id): asked.words for asked in Question.objects.filter(opinion=opinion)}
    for entry in steps_of(opinion.ward_id, "opinions", opinion.id):
        if entry.kind in WORDS:
            detail = questions.get(entry.facts.get("question", ""), "") or _reason(entry)
            yield Step(entry.at, _text(entry), detail)


def _reason(entry: Entry) -> str:
    """Why an opinion was dismissed."""
    return str(dict(DISMISSAL_REASONS).get(entry.facts.get("reason", ""), ""))


def _of_matters(opinion: Opinion) -> Iterator[Step]:
    """Steps of the matters it belongs or belonged to, as long as it did.

    The answers of its matter now stand on the same page in full; those of one it was parted from are told only here.
    """
    asked = {str(one) for one in Question.objects.filter(opinion=opinion).values_list("id", flat=True)}
    for joining in Joining.objects.filter(ward_id=opinion.ward_id, opinion=opinion):
        end = joining.parted_at or now()
        for entry in steps_of(opinion.ward_id, "matters", joining.matter_id).filter(kind__in=OF_MATTER):
            own = entry.facts.get("opinion", str(opinion.id)) == str(opinion.id)
            if own and joining.joined_at <= entry.at <= end + SAME_MOMENT:
                step = of_matter(entry)
                if entry.facts.get("question") in asked:
                    step = replace(step, text=_("Trong lúc chờ bà con trả lời, hạn của phường tạm dừng."))
                told_above = entry.kind == "answer.released" and joining.parted_at is None
                yield replace(step, detail="") if told_above else step


def of_matter(entry: Entry) -> Step:
    """A step of a matter; an answer with the ward's own words, a hand-over with what the other body said."""
    if entry.kind == "answer.released":
        found = Answer.objects.filter(ward=entry.ward_id, id=entry.facts.get("answer")).first()
        return Step(entry.at, answered(found) if found else str(OF_MATTER[entry.kind]), found.words if found else "")
    if entry.kind == "matter.due_moved":
        return Step(entry.at, clocks_of_matters.sentence(entry))
    hand_over = entry.facts.get("hand_over")
    row = HandOver.objects.filter(ward=entry.ward_id, id=hand_over).first() if hand_over else None
    said = " · ".join(filter(None, (row.body, row.reference, row.note))) if row else ""
    return Step(entry.at, str(OF_MATTER[entry.kind]), said)


def _text(entry: Entry) -> str:
    if entry.kind == "opinion.added" and entry.facts.get("answers"):
        return _("Bà con đã trả lời câu hỏi của phường.")
    return str(WORDS[entry.kind])


def _of_contact(opinion: Opinion) -> Iterator[Step]:
    if opinion.contact is None:
        return
    for opening in people.openings(opinion.contact):
        yield Step(opening.at, _("%(role)s đã mở liên hệ niêm phong.") % {"role": opening.role}, opening.reason or "")
    if opinion.contact.erased_at:
        yield Step(opinion.contact.erased_at, _("Máy đã xóa liên hệ niêm phong của bà con, vì đã hết thời hạn giữ."))


def clocks(opinion: Opinion) -> list[Clock]:
    """What is due to the sender now: the first look until an officer took one, the erasure until it is done."""
    running = []
    if standing.is_open(opinion) and not _was_looked_at(opinion):
        day = opinion.received_at.astimezone(HANOI).date()
        running.append(deadlines.clock(opinion.ward, day, "first_look", opinion.topic))
    if opinion.erasure_asked_at and not opinion.erased_at:
        day = opinion.erasure_asked_at.astimezone(HANOI).date()
        running.append(deadlines.clock(opinion.ward, day, "erasure"))
    return running


def _was_looked_at(opinion: Opinion) -> bool:
    by_officers = steps_of(opinion.ward_id, "opinions", opinion.id).filter(actor_kind="officer")
    looked = by_officers.exclude(kind__in=NOT_A_LOOK).exists()
    return looked or Joining.objects.filter(ward_id=opinion.ward_id, opinion=opinion).exists()
