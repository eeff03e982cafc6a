"""Decisions about matters and what may be read of them by everybody; nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.personal import findings
from langnghe.language.search import search_form
from langnghe.language.topics import is_of, is_private, parent_of, topic_of
from langnghe.matters.models import Matter
from langnghe.opinions import standing
from langnghe.opinions.models import Opinion

MAX_TITLE, MAX_TEXT, MAX_PLACE, MAX_NOTE = 150, 5_000, 200, 300
MAX_PHOTOS = 5
# So many of the sender's words in a row are the sender's words, whoever typed them.
COPIED_RUN = 9
# Complaints about an officer are answered to the sender; they are nothing for a board.
NEVER_PUBLIC = frozenset({"police_force.conduct"})
# Thanks ask for no answer.
NOTHING_OWED = frozenset({"police_force.praise"})
# Where the ward has said its word; what comes later is another matter.
CLOSED = frozenset({"answered", "declined", "kept", "unconfirmed"})
MAX_WORKING_NOTE = 2_000
# More "I have this too" than this within an hour under one matter is no neighbourhood, but a machine.
SUPPORTS_AN_HOUR = 300
COUNTED = 1_000
# A longer run of letters is no word; PostgreSQL refuses such a thing in a query.


@dataclass(frozen=True)
class Draft:
    """Public words, place and photos as an officer writes them. `seen`: the version of the matter they started from.

    `checked`: the officer looked at what seemed to be personal data, and it is nobody's.
    """

    title: str
    text: str
    topic: str
    wording: str = "ward"
    group_id: UUID | None = None
    place: str = ""
    photos: tuple[UUID, ...] = ()
    checked: bool = False
    seen: str = ""

    def tidy(self) -> "Draft":
        """As it will be kept; under a private topic without any place but the group."""
        place = "" if is_private(self.topic) else " ".join(clean_text(self.place).split())
        return Draft(
            title=" ".join(clean_text(self.title).split()), text=clean_text(self.text), topic=self.topic,
            wording=self.wording, group_id=self.group_id, place=place, photos=self.photos, checked=self.checked,
            seen=self.seen,
        )  # fmt: skip


def check_source(opinion: Opinion, may_be_public: bool) -> None:
    """Refused when nothing of this opinion may be published (`reads.may_be_public`)."""
    if not (opinion.may_publish_words or opinion.may_publish_summary):
        raise Refused(_("Người gửi không cho đăng. Xin xử lý và trả lời riêng cho người gửi."))
    if not may_be_public:
        raise Refused(_("Ý kiến này thuộc loại không đăng lên bảng. Xin xử lý và trả lời riêng cho người gửi."))


def check_draft(draft: Draft, opinion: Opinion | None) -> None:
    """Refused when the public words are missing, too long, not allowed by the sender, or show somebody's data."""
    _check_words(draft)
    if topic_of(draft.topic) is None:
        raise Refused(_("Xin chọn lĩnh vực."))
    if draft.topic in NEVER_PUBLIC:
        raise Refused(_("Chuyện về thái độ của cán bộ không đăng lên bảng. Xin trả lời riêng cho người gửi."))
    if opinion is not None:
        _check_consent(draft, opinion)
    if not draft.checked and findings(f"{draft.title}\n{draft.text}\n{draft.place}"):
        raise Refused(
            _(
                "Lời đăng có chỗ giống tên người, số nhà, số điện thoại hoặc số riêng khác. "
                "Xin che chỗ được tô màu, hoặc đánh dấu là đã xem và không của riêng ai."
            )
        )


def _check_words(draft: Draft) -> None:
    if not search_form(draft.title).strip() or not search_form(draft.text).strip():
        raise Refused(_("Xin viết tên việc và lời đăng, để người ngoài đọc là hiểu chuyện gì."))
    if len(draft.title) > MAX_TITLE or len(draft.text) > MAX_TEXT or len(draft.place) > MAX_PLACE:
        raise Refused(_("Lời đăng quá dài: tên việc tối đa 150 chữ cái, lời đăng tối đa 5.000. Xin viết gọn lại."))


def _check_consent(draft: Draft, opinion: Opinion) -> None:
    if opinion.may_publish_words:
        return
    if draft.wording == "sender" or copies(f"{draft.title} {draft.text}", opinion.words):
        raise Refused(
            _("Người gửi chỉ cho đăng lời tóm tắt của phường. Xin viết lại bằng lời khác, không chép lời người gửi.")
        )


def copies(text: str, words: str) -> bool:
    """Whether `text` holds the words themselves: nine of them in a row, or nothing else when they are fewer."""
    said, written = search_form(words).split(), search_form(text)
    if len(said) < COPIED_RUN:
        return said == written.split()
    runs = (said[at : at + COPIED_RUN] for at in range(len(said) - COPIED_RUN + 1))
    return any(f" {' '.join(run)} " in written for run in runs)


def check_stands(opinion: Opinion) -> None:
    """Refused when an opinion is nothing to work on: erased, withdrawn (unless it is held), waiting in a flood."""
    if opinion.erased_at:
        raise Refused(_("Ý kiến này đã xóa, không nhận thành việc được."))
    if opinion.withdrawn_at and not standing.held(opinion):
        raise Refused(_("Người gửi đã rút ý kiến này nên không nhận thành việc. Ý kiến trở lại khi họ không rút nữa."))
    if opinion.quarantined_at:
        raise Refused(_("Ý kiến này đang chờ lọc. Xin đưa vào danh sách trước, ở trang «Chờ lọc»."))


def check_topic(topic: str, guard: str) -> None:
    """Refused for a topic that does not exist, or one whose opinions must first be guarded (a key of `GUARDS`)."""
    if topic and topic_of(topic) is None:
        raise Refused(_("Lĩnh vực này không có trong danh sách. Xin chọn lại."))
    if topic in NEVER_PUBLIC and guard != "conduct":
        raise Refused(
            _(
                "Chuyện về thái độ của cán bộ do Mặt trận và chủ tịch đọc trước. "
                "Xin đánh dấu «nói về cán bộ» ở trang của ý kiến, rồi mới đổi lĩnh vực."
            )
        )


def check_whose(topic: str, ward_code: str) -> None:
    """Refused for a subtopic that another ward added for itself."""
    if not is_of(topic, ward_code):
        raise Refused(_("Lĩnh vực này không có trong danh sách. Xin chọn lại."))


def check_note(words: str) -> str:
    """A note of officers as it will be kept. Refused when there is nothing to read or too much."""
    tidy = clean_text(words)
    if not search_form(tidy).strip():
        raise Refused(_("Xin viết điều cần ghi cho đồng nghiệp."))
    if len(tidy) > MAX_WORKING_NOTE:
        raise Refused(_("Ghi chú quá dài: tối đa 2.000 chữ cái. Xin viết gọn lại, hoặc ghi làm hai lần."))
    return tidy


def check_take_back(matter: Matter, reason: str, reasons: Iterable[str]) -> None:
    """Refused when the matter is not on the board or no reason is given."""
    if not matter.is_public:
        raise Refused(_("Việc này không ở trên bảng."))
    if reason not in reasons:
        raise Refused(_("Xin chọn vì sao rút việc này khỏi bảng."))


def marks(matter: Matter) -> list[str]:
    """The filters of the board as words of its index: `_` begins each, so that no typed word is taken for one."""
    found = [topic_mark(matter.topic), state_mark(matter.state), year_mark(matter.year)]
    if "." in matter.topic:
        found.append(topic_mark(parent_of(matter.topic)))
    if matter.group_id:
        found.append(group_mark(matter.group_id))
    if matter.latitude is not None:
        found.append(POINT_MARK)
    return found


POINT_MARK = "_p"


def topic_mark(topic: str) -> str:
    """The word of a topic, or of a topic with all below it."""
    return f"_t{topic.replace('.', '_')}"


def group_mark(group_id: UUID) -> str:
    """The word of a residential group."""
    return f"_g{group_id.hex}"


def state_mark(state: str) -> str:
    """The word of a state."""
    return f"_s{state}"


def year_mark(year: int) -> str:
    """The word of a year."""
    return f"_y{year}"


def about(count: int) -> int:
    """A count of neighbours as it may be told: 0, 3 for a few, then tens (never the exact number), at most 1,000."""
    if count < 5:
        return 3 if count else 0
    return min(COUNTED, (count + 5) // 10 * 10)
