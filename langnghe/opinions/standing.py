"""Whether an opinion still stands: what may be done with one that is open, withdrawn or erased."""

from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.refused import Refused
from langnghe.opinions.models import Addition, Opinion

MOST = 100
MOST_OPEN = 3
MAX_QUESTION = 1_000


def locked(opinion: Opinion) -> Opinion:
    """The opinion as it stands now, held until the transaction ends, so that two hands never cross."""
    return Opinion.objects.select_for_update(of=("self",)).select_related("ward").get(id=opinion.id)


def is_open(opinion: Opinion) -> bool:
    """Whether the ward works on it: neither withdrawn nor erased."""
    return opinion.withdrawn_at is None and opinion.erased_at is None


def held_by_law(opinion: Opinion) -> bool:
    """Whether the sender alone cannot erase it: a crime report must be received and passed on.

    Source: Bộ luật Tố tụng hình sự 2015, Điều 145. It also keeps whoever holds the victim's phone from erasing it.
    """
    return opinion.guard == "crime" and opinion.guard_released_at is None


def held_for_its_sender(opinion: Opinion) -> bool:
    """Whether the secret alone may not erase it: a complaint about an officer, behind a secret that staff have seen.

    Who is complained about may be who wrote it down, or sits beside the printer.
    """
    return opinion.guard == "conduct" and opinion.secret_seen_by_staff


def held(opinion: Opinion) -> bool:
    """Whether an officer has to look at it before it is erased, and whether it stays in sight when withdrawn."""
    return held_by_law(opinion) or held_for_its_sender(opinion)


def check_open(opinion: Opinion) -> None:
    """Refused when the opinion was withdrawn or erased."""
    if opinion.erased_at:
        raise Refused(_("Ý kiến này đã xóa, không làm gì thêm được."))
    if opinion.withdrawn_at:
        raise Refused(_("Ý kiến này đã rút. Muốn nói tiếp, xin bấm «Không rút nữa» trên trang của phiếu."))


def check_may_add(opinion: Opinion) -> None:
    """Refused when nothing can be added: withdrawn, erased, or far too much already."""
    check_open(opinion)
    if Addition.objects.filter(opinion=opinion).count() >= MOST:
        raise Refused(_("Phiếu này đã được bổ sung 100 lần. Xin gửi ý kiến mới, hoặc gọi trực ban."))


def check_question(words: str) -> str:
    """A question as it will be kept. Refused when there is nothing to read or too much."""
    tidy = clean_text(words)
    if not any(sign.isalnum() for sign in fold(tidy)):
        raise Refused(_("Xin viết câu cần hỏi người gửi."))
    if len(tidy) > MAX_QUESTION:
        raise Refused(_("Câu hỏi quá dài: tối đa 1.000 chữ cái. Xin hỏi gọn từng điều."))
    return tidy


def check_may_ask(opinion: Opinion, waiting: int) -> None:
    """Refused when the opinion does not stand, or the sender has enough questions to answer already."""
    check_open(opinion)
    if waiting >= MOST_OPEN:
        raise Refused(_("Người gửi còn ba câu chưa trả lời. Xin đợi trả lời rồi hỏi tiếp."))
