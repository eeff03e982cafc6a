"""Erasures that an officer has to decide: which wait, how long, and declining with a reason the sender reads."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from langnghe.deadlines import reads as deadlines
from langnghe.deadlines.rules import Clock
from langnghe.kernel import entry as form
from langnghe.kernel.clock import HANOI, now
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.ledger.reads import steps_of
from langnghe.opinions import reads, standing
from langnghe.opinions.above import body_names
from langnghe.opinions.leaving import may_erase
from langnghe.opinions.models import DECLINE_REASONS, ErasureDecline, Opinion
from langnghe.people.models import Mandate

DECLINE_V1 = b"langnghe/erasure-decline/v1"
MIN_LETTERS = 20
MAX_WORDS = 1_000
# To whom the sender may complain, by the guard: codes of `models.BODIES`. A decision is complained about first to whom
# made it, then to the one above (Luật Khiếu nại 2011, Điều 7); the procuracy watches how crime reports are settled
# (Bộ luật Tố tụng hình sự 2015, Điều 145 and 160).
ABOVE = {"crime": ("procuracy", "province_police"), "conduct": ("inspectorate", "police_inspection")}


@transaction.atomic
def decline(opinion: Opinion, reason: str, words: str, *, by: Mandate) -> ErasureDecline:
    """Do not erase, for a reason of `DECLINE_REASONS` and in words the sender reads; the sender may ask again.

    Refused when nobody asks, when the sender alone may erase it, for who may not decide, and without words.
    """
    kept = standing.locked(opinion)
    asked_at, told = _check(kept, reason, by), check_words(words)
    salt = form.new_salt()
    declined = ErasureDecline.objects.create(
        ward_id=kept.ward_id, opinion=kept, asked_at=asked_at, reason=reason, words=told, salt=salt,
        words_hash=form.commitment(DECLINE_V1, salt, form.words_bytes(told)), mandate_id=by.id, declined_at=now(),
    )  # fmt: skip
    kept.erasure_asked_at = None
    kept.save(update_fields=["erasure_asked_at"])
    # As with sorting: no link to the opinion in public, since only what is guarded can be declined.
    facts = {"decline": str(declined.id), "words": bytes(declined.words_hash).hex()}
    record("erasure.declined", ward_id=kept.ward_id, subject=("opinions", kept.id), by=by.actor, facts=facts)
    return declined


def check_words(words: str) -> str:
    """What the sender will read. Refused when it says next to nothing, or too much."""
    tidy = clean_text(words)
    if sum(sign.isalnum() for sign in tidy) < MIN_LETTERS:
        raise Refused(_("Xin viết rõ vì sao chưa xóa và khi nào hỏi lại được; người gửi đọc lời này."))
    if len(tidy) > MAX_WORDS:
        raise Refused(_("Lời này quá dài: tối đa 1.000 chữ cái. Xin viết gọn."))
    return tidy


def _check(opinion: Opinion, reason: str, by: Mandate) -> datetime:
    """When it was asked for; else refused."""
    if opinion.erased_at:
        raise Refused(_("Ý kiến này đã xóa, không làm gì thêm được."))
    if opinion.erasure_asked_at is None:
        raise Refused(_("Không có yêu cầu xóa nào đang chờ. Có thể người khác vừa trả lời."))
    if not may_erase(opinion, by):
        raise Refused(_("Việc xóa ý kiến này không do nhiệm vụ này quyết định."))
    if not standing.held(opinion):
        raise Refused(_("Ý kiến này người gửi có quyền tự xóa nên không từ chối được. Xin bấm xóa."))
    if reason not in dict(DECLINE_REASONS):
        raise Refused(_("Xin chọn một lý do."))
    return opinion.erasure_asked_at


@dataclass(frozen=True)
class Waiting:
    """An erasure that waits, with its clock."""

    opinion: Opinion
    clock: Clock


def waiting(by: Mandate) -> QuerySet[Opinion]:
    """Opinions whose erasure this mandate decides, the oldest request first."""
    if not by.may("opinions.erase"):
        return Opinion.objects.none()
    asked = reads.in_scope(by).filter(erasure_asked_at__isnull=False, erased_at=None)
    return asked.select_related("ward").defer("folded").order_by("erasure_asked_at", "id")


def with_clocks(opinions: list[Opinion]) -> list[Waiting]:
    """How long each still may wait."""
    return [Waiting(opinion, clock_of(opinion)) for opinion in opinions]


def clock_of(opinion: Opinion) -> Clock:
    """The clock of an erasure that was asked for."""
    assert opinion.erasure_asked_at is not None
    day = opinion.erasure_asked_at.astimezone(HANOI).date()
    return deadlines.clock(opinion.ward, day, "erasure")


def has_expired(opinion: Opinion) -> bool:
    """Whether an erased opinion was erased because it was kept as long as the ward keeps opinions."""
    steps = steps_of(opinion.ward_id, "opinions", opinion.id).filter(kind="opinion.erased")
    return any(step.facts.get("reason") == "retention" for step in steps)


@dataclass(frozen=True)
class Answered:
    """The last decline of an opinion, as its sender reads it: who declined, and to whom one may complain."""

    decline: ErasureDecline
    post: str
    bodies: tuple[str, ...]


def last_decline(opinion: Opinion) -> Answered | None:
    """The last decline, unless the sender has asked again since."""
    found = ErasureDecline.objects.filter(opinion=opinion).order_by("-id").first()
    if found is None or opinion.erasure_asked_at:
        return None
    bodies = body_names(ABOVE.get(opinion.guard, ABOVE["conduct"]))
    return Answered(found, _post(found.mandate_id), bodies)


def _post(mandate_id: UUID) -> str:
    mandate = Mandate.objects.select_related("post__unit").get(id=mandate_id)
    return f"{mandate.post.name}, {mandate.post.unit.name}"
