"""Decisions about answers; nothing here writes. The tables of states are in `states.py`."""

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.answering import states
from langnghe.commitments import rules as commitments
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.personal import findings
from langnghe.language.search import search_form
from langnghe.matters.models import ANSWERS, DECLINE_REASONS, NOBODY_WAITS

# A place that a ready answer leaves for each matter to be filled in; a word may still trail off…
BLANK = re.compile(r"(?:^|[\s(«\"])(?:…|\.{3})", re.MULTILINE)
MAX_WORDS, MAX_BODY, MAX_NOTE, MAX_NAME = 5_000, 200, 1_000, 120
MIN_LETTERS = 10
MOST_PROMISES = 3


@dataclass(frozen=True)
class Promised:
    """A promise as an officer writes it: exact words, the post that answers for it, the day."""

    words: str
    post_id: UUID
    due_on: date


@dataclass(frozen=True)
class Written:
    """An answer as an officer writes it. `matter_seen`, `draft_seen`: what they had before their eyes.

    `words` are for the senders, `brief` for the body it is handed over to (empty: the same words). `checked`: they
    looked at what seemed to be personal data, and it is nobody's.
    """

    kind: str
    words: str = ""
    reason: str = ""
    body: str = ""
    brief: str = ""
    to_ward: UUID | None = None
    share_words: bool = False
    promises: tuple[Promised, ...] = ()
    checked: bool = False
    matter_seen: str = ""
    draft_seen: str = ""

    def tidy(self) -> "Written":
        """As it will be kept: only what belongs to its kind."""
        over, declined = self.kind == "handed_over", self.kind == "declined"
        return replace(
            self,
            words=clean_text(self.words), reason=self.reason if declined else "",
            body=" ".join(clean_text(self.body).split()) if over or declined else "",
            brief=clean_text(self.brief) if over else "",
            to_ward=self.to_ward if over else None, share_words=self.share_words and over and bool(self.to_ward),
            promises=() if over or declined else self.promises,
        )  # fmt: skip


def check_step(state: str, verb: str, roles: frozenset[str]) -> str:
    """The state of a draft after a step. Refused when nobody may take it in this state, or these roles may not."""
    row = states.DRAFTS[state].get(verb)
    if row is None:
        raise Refused(_sentences()[state])
    return _led(row, roles)


def check_hand_over_step(state: str, verb: str, roles: frozenset[str]) -> str:
    """The state of a hand-over after a step. Refused as `check_step`."""
    row = states.HAND_OVERS[state].get(verb)
    if row is None:
        raise Refused(_("Nơi kia đã trả lời về phiếu chuyển này rồi. Xin mở lại trang để xem."))
    if state == "carried" and "receiver" not in roles:
        raise Refused(_("Phường kia dùng chung hệ thống này và tự bấm nhận hoặc trả lại. Xin gọi cho họ nếu gấp."))
    return _led(row, roles)


def _led(row: dict[str, str], roles: frozenset[str]) -> str:
    allowed = [to for role, to in row.items() if role in roles]
    if not allowed:
        raise Refused(_("Nhiệm vụ hiện tại không làm được bước này. Xin chuyển cho người phụ trách."))
    return allowed[0]


def _sentences() -> dict[str, str]:
    return {
        "draft": _("Bản này đang soạn, chưa gửi duyệt. Xin gửi duyệt trước."),
        "submitted": _("Bản này đang chờ duyệt. Xin lấy lại để sửa trước, hoặc chờ người duyệt."),
        "returned": _("Bản này được trả lại để sửa. Xin sửa rồi gửi duyệt lại."),
        "released": _("Bản này đã thành lời trả lời, không sửa được nữa. Cần nói thêm thì soạn một lời trả lời mới."),
        "dropped": _("Bản này đã bỏ. Xin soạn bản mới."),
    }


def check_draft(written: Written) -> None:
    """Refused when what was written cannot even be kept as a draft: of no kind, or too long."""
    if written.kind not in dict(ANSWERS):
        raise Refused(_("Xin chọn: tiếp thu, tiếp thu một phần, chưa làm được, hay chuyển nơi có thẩm quyền."))
    if max(len(written.words), len(written.brief)) > MAX_WORDS or len(written.body) > MAX_BODY:
        raise Refused(_("Lời trả lời quá dài: tối đa 5.000 chữ cái, tên nơi tối đa 200. Xin viết gọn lại."))
    if len(written.promises) > MOST_PROMISES:
        raise Refused(_("Một lời trả lời mang tối đa 3 lời hứa. Xin gộp lại, hoặc trả lời thêm lần nữa."))


def check_complete(written: Written, today: date) -> None:
    """Refused when a resident could not make sense of it: no words, no reason, nobody named, a day that is past."""
    check_draft(written)
    if len("".join(search_form(written.words).split())) < MIN_LETTERS:
        raise Refused(_("Xin viết lời trả lời để người gửi hiểu: phường đã làm gì, sẽ làm gì, vì sao."))
    if BLANK.search(f"{all_words(written)}\n{written.brief}"):
        raise Refused(_("Còn chỗ để trống «…» của câu mẫu. Xin điền, hoặc bỏ câu ấy đi, rồi xem lại."))
    if written.kind == "declined" and written.reason not in dict(DECLINE_REASONS):
        raise Refused(_("Xin chọn vì sao chưa làm được; người gửi đọc được lý do này."))
    if written.kind == "declined" and not written.body:
        raise Refused(_("Xin ghi nơi chịu trách nhiệm về việc này, để người gửi biết hỏi ai."))
    if written.kind == "handed_over" and not (written.body or written.to_ward):
        raise Refused(_("Xin chọn hoặc ghi tên nơi nhận việc này."))
    for promised in written.promises:
        commitments.check_words(promised.words, _("Xin ghi đúng điều phường hứa: làm gì, ở đâu, đến mức nào."))
        commitments.check_due(promised.due_on, today)


def check_private(written: Written) -> None:
    """Refused when the words seem to show somebody's data and nobody has said they looked."""
    if not written.checked and findings(all_words(written)):
        raise Refused(
            _(
                "Lời trả lời có chỗ giống tên người, số nhà, số điện thoại hoặc số riêng khác. "
                "Xin bỏ chỗ được tô màu, hoặc đánh dấu là đã xem và không của riêng ai."
            )
        )


def all_words(written: Written) -> str:
    """Everything a resident will read of it."""
    return "\n".join([written.words, *(promised.words for promised in written.promises)])


def check_outcome(kind: str, state: str, promises: int) -> str:
    """The state of the matter after the answer. Refused where such an answer would take back what was said before."""
    after = states.outcome(kind, state, promises)
    if after is None:
        raise Refused(_why_not(kind, state))
    return after


def _why_not(kind: str, state: str) -> str:
    if state == "joined":
        return _("Việc này đã nhập vào việc khác. Xin trả lời ở việc đó.")
    if state in NOBODY_WAITS:
        return nobody_there(state)
    if state == "handed_over":
        return _("Việc này đang chờ nơi khác nhận. Xin ghi họ nhận hay trả lại trước.")
    if state == "promised":
        return _(
            "Phường đang có lời hứa về việc này. Xin báo không thực hiện lời hứa trước, rồi mới trả lời chưa làm được."
        )
    return _("Việc này đã báo xong. Cần nói thêm thì chọn «Tiếp thu»; còn thiếu thì hứa thêm.")


def nobody_there(state: str) -> str:
    """Why a matter without a sender is not answered."""
    if state == "left":
        return _("Người gửi đã rút hoặc xóa ý kiến, không có ai để trả lời. Việc mở lại thì trả lời tiếp được.")
    return _("Việc này không còn ý kiến nào, không có ai để trả lời. Xin mở lại trang để xem.")


def check_return(words: str) -> str:
    """What to change, tidied. Refused without words."""
    tidy = clean_text(words)[:MAX_NOTE]
    if not search_form(tidy).strip():
        raise Refused(_("Xin ghi cần sửa chỗ nào, để người soạn biết."))
    return tidy


def check_acceptance(receiver: str, on: date, opened_on: date, today: date) -> None:
    """Refused without who accepted, or for a day before it was sent or after today."""
    if not " ".join(clean_text(receiver).split()):
        raise Refused(_("Xin ghi ai bên kia đã nhận: tên hoặc chức danh."))
    if not opened_on <= on <= today:
        raise Refused(_("Ngày nhận phải từ ngày chuyển đến hôm nay. Xin xem lại."))


def check_refusal(words: str) -> str:
    """Why it was sent back, tidied. Refused without words."""
    tidy = clean_text(words)[:MAX_NOTE]
    if not search_form(tidy).strip():
        raise Refused(_("Xin ghi vì sao không nhận và nơi chịu trách nhiệm, để việc không bị bỏ quên."))
    return tidy
