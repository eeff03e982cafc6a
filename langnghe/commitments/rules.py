"""Decisions about commitments, all of them: who may do what in which state, what follows, and what late means.

Nothing here writes or reads a table. Days are dates on the Vietnamese calendar; spans count calendar days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.commitments import sentences
from langnghe.kernel.folding import clean_text
from langnghe.kernel.formats import short_date
from langnghe.kernel.refused import Refused

MAX_WORDS = 2_000
MAX_PHOTOS = 5
MIN_LETTERS = 10
CONTEST_DAYS = 30
SILENT_DAYS = 14
FRONT_DAYS = 14
MOST_WAITING = 20
OUTSIDERS = 2
FARTHEST_DAYS = 3 * 366

STATES: dict[str, "Promise | str"] = {
    "open": gettext_lazy("Đang làm"),
    "reopened": gettext_lazy("Mở lại, phải làm tiếp"),
    "claimed": gettext_lazy("Đã báo xong, chờ người dân xác nhận"),
    "confirmed": gettext_lazy("Đã được xác nhận, còn trong hạn phản đối"),
    "kept": gettext_lazy("Đã giữ lời"),
    "unconfirmed": gettext_lazy("Đã báo xong, người dân chưa xác nhận"),
    "booked": gettext_lazy("Xong theo sổ của phường, chưa được người dân xác nhận"),
    "broken": gettext_lazy("Không thực hiện, có nêu lý do"),
}
# States in which the ward still owes the work.
OWED = frozenset({"open", "reopened"})
# States that time alone leads nowhere else from: nobody has a day left to speak.
SETTLED = frozenset({"kept", "unconfirmed", "booked", "broken"})

VERBS: dict[str, "Promise | str"] = {
    "move": gettext_lazy("dời ngày"),
    "claim": gettext_lazy("báo xong"),
    "confirm": gettext_lazy("xác nhận đã xong"),
    "contest": gettext_lazy("phản đối là chưa xong"),
    "uphold": gettext_lazy("đồng ý với lời phản đối"),
    "set_aside": gettext_lazy("không nhận lời phản đối"),
    "give_up": gettext_lazy("báo không thực hiện"),
    "miss": gettext_lazy("ghi đã quá ngày hẹn"),
    "settle": gettext_lazy("chốt khi hết hạn"),
}

ROLES: dict[str, "Promise | str"] = {
    "sender": gettext_lazy("người gửi, có phiếu"),
    "shown_sender": gettext_lazy("người gửi, mã bí mật đã hiện trước cán bộ"),
    "stranger": gettext_lazy("người không có phiếu"),
    "doer": gettext_lazy("cán bộ của đơn vị chịu trách nhiệm"),
    "approver": gettext_lazy("người duyệt: trưởng đơn vị hoặc chủ tịch"),
    "outsider": gettext_lazy("người ngoài đơn vị: tổ trưởng, Mặt trận, giám sát"),
    "front": gettext_lazy("Mặt trận, ngoài đơn vị"),
    "system": gettext_lazy("máy, theo ngày"),
    "bystander": gettext_lazy("cán bộ khác"),
}

# state: verb: role: the states it may lead to. What is not here is refused.
TABLE: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
    "open": {
        "move": {"approver": ("open",)},
        "claim": {"doer": ("claimed",)},
        "give_up": {"approver": ("broken",)},
        "miss": {"system": ("open",)},
    },
    "reopened": {
        "move": {"approver": ("reopened",)},
        "claim": {"doer": ("claimed",)},
        "give_up": {"approver": ("broken",)},
        "miss": {"system": ("reopened",)},
    },
    "claimed": {
        "confirm": {
            "sender": ("confirmed",),
            "shown_sender": ("claimed", "confirmed"),
            "outsider": ("claimed", "confirmed"),
        },
        "contest": {"sender": ("reopened",), "shown_sender": ("reopened",), "stranger": ("claimed",)},
        "uphold": {"outsider": ("claimed", "reopened")},
        "set_aside": {"front": ("claimed",)},
        "settle": {"system": ("unconfirmed",)},
    },
    "confirmed": {
        "confirm": {"sender": ("confirmed",), "shown_sender": ("confirmed",)},
        "contest": {"sender": ("reopened",), "shown_sender": ("reopened",), "stranger": ("confirmed",)},
        "uphold": {"outsider": ("confirmed", "reopened")},
        "set_aside": {"front": ("confirmed",)},
        "settle": {"system": ("kept",)},
    },
    "unconfirmed": {
        "confirm": {
            "sender": ("confirmed", "kept"),
            "shown_sender": ("unconfirmed", "confirmed", "kept"),
            "outsider": ("unconfirmed", "confirmed", "kept"),
        },
        "contest": {"sender": ("reopened",), "shown_sender": ("reopened",)},
        "uphold": {"outsider": ("unconfirmed", "reopened")},
        "set_aside": {"front": ("unconfirmed",)},
    },
    "kept": {
        "confirm": {"sender": ("kept",)},
        "uphold": {"outsider": ("kept", "reopened")},
        "set_aside": {"front": ("kept",)},
    },
    "booked": {
        "confirm": {
            "sender": ("confirmed", "kept"),
            "shown_sender": ("booked", "confirmed", "kept"),
            "outsider": ("booked", "confirmed", "kept"),
        },
        "contest": {"sender": ("reopened",), "shown_sender": ("reopened",), "stranger": ("booked",)},
        "uphold": {"outsider": ("booked", "reopened")},
        "set_aside": {"front": ("booked",)},
    },
    "broken": {},
}


@dataclass(frozen=True)
class Sender:
    """Whoever holds the receipt of an opinion that belongs to the matter; `seen`: staff saw its secret too."""

    room: str
    id: UUID
    seen: bool = False

    @property
    def role(self) -> str:
        """The sender's column in the table."""
        return "shown_sender" if self.seen else "sender"


@dataclass(frozen=True)
class Stranger:
    """Somebody without a receipt; `mark` is the same whenever the same browser or household code comes again."""

    mark: bytes

    @property
    def role(self) -> str:
        """The stranger's column in the table."""
        return "stranger"


@dataclass(frozen=True)
class Facts:
    """What is known of a commitment and its standing claim on a day; enough for every decision.

    `claimed_on`: when residents could first speak to the claim. `pending_since`: the oldest contest of a stranger that
    nobody has decided; `waiting`: how many there are; `agreed`: how many outsiders agree. `set_aside`: one was not
    accepted before.
    """

    state: str
    today: date
    claimed_on: date | None = None
    senders: int = 0
    shown: int = 0
    outsiders: int = 0
    pending_since: date | None = None
    waiting: int = 0
    agreed: int = 0
    set_aside: bool = False

    @property
    def contest_until(self) -> date:
        """The last day of the contest window; the day before the claim where there is none."""
        return (self.claimed_on or self.today) + timedelta(days=CONTEST_DAYS)

    @property
    def silent_until(self) -> date:
        """The last day on which only senders may confirm."""
        return (self.claimed_on or self.today) + timedelta(days=SILENT_DAYS)


@dataclass(frozen=True)
class Timing:
    """The days of a commitment. `late_when_moved`: the most days it was late when its date was moved, 0 for never."""

    first_due_on: date
    due_on: date
    ended_on: date | None = None
    late_when_moved: int = 0
    moves: int = 0

    def late_days(self, today: date) -> int:
        """Days late against the present date: until it was done or given up, else until today. 0: on time."""
        return max(0, ((self.ended_on or today) - self.due_on).days)

    def was_late(self, today: date) -> bool:
        """Whether it is late now or ever was; no later date takes that back."""
        return bool(self.late_days(today) or self.late_when_moved)


def check(state: str, verb: str, roles: frozenset[str]) -> str:
    """The role that carries this step. Refused with a sentence when none of them may do it in this state."""
    allowed = TABLE[state].get(verb, {})
    found = next((role for role in allowed if role in roles), None)
    if found is None:
        raise Refused(_why_not(state, verb, roles))
    return found


def confirmed_by(facts: Facts) -> str:
    """Who stands for "kept": a sender, a staff-seen secret with one outsider, or two outsiders; empty: not enough."""
    if facts.senders:
        return "sender"
    if facts.shown and facts.outsiders:
        return "shown"
    return "others" if facts.outsiders >= OUTSIDERS else ""


def after_confirmation(facts: Facts) -> str:
    """The state once a confirmation was counted into `facts`."""
    return "confirmed" if facts.state != "kept" and confirmed_by(facts) else facts.state


def after_time(facts: Facts) -> str:
    """The state that time alone leads to: silence never becomes "kept"."""
    closes = {"claimed": "unconfirmed", "confirmed": "kept"}.get(facts.state)
    return closes if closes and facts.today > facts.contest_until and not _waits_for_front(facts) else facts.state


def after_agreement(facts: Facts) -> str:
    """The state once an outsider's agreement with a contest was counted into `facts`."""
    return "reopened" if facts.agreed >= OUTSIDERS else facts.state


def check_outsider(facts: Facts) -> None:
    """Refused while the senders themselves still have time to speak, unless one did through a staff-seen secret."""
    if facts.state in ("claimed", "unconfirmed") and not facts.shown and facts.today <= facts.silent_until:
        day = short_date(facts.silent_until)
        raise Refused(_("Người gửi còn được tự trả lời đến hết ngày %(day)s. Xin xác nhận sau ngày đó.") % {"day": day})


def check_contest(facts: Facts, role: str, letters: int, photos: int) -> None:
    """Refused when a stranger brings nothing to look at, comes too late, or repeats what was not accepted before."""
    if role != "stranger":
        return
    if facts.state != "booked" and facts.today > facts.contest_until:
        raise Refused(_("Đã quá 30 ngày từ khi phường báo xong. Nếu chuyện vẫn còn, xin gửi ý kiến mới."))
    if facts.waiting >= MOST_WAITING:
        raise Refused(_("Nhiều người đã phản đối lần báo xong này và Mặt trận đang xem. Không cần gửi thêm."))
    if facts.set_aside and not photos:
        raise Refused(_("Mặt trận đã xem một lời phản đối như vậy. Xin gửi kèm ảnh chụp để Mặt trận xem lại."))
    if letters < MIN_LETTERS and not photos:
        raise Refused(_("Không có phiếu thì xin viết vài lời, hoặc gửi ảnh, để Mặt trận biết còn thiếu gì."))


def check_pending(facts: Facts) -> None:
    """Refused when no contest waits for a decision."""
    if facts.pending_since is None:
        raise Refused(_("Không có lời phản đối nào đang chờ xem."))


def check_evidence(words: str, photos: frozenset[UUID], before: list[tuple[str, frozenset[UUID]]]) -> None:
    """Refused when "done" comes without evidence, or with nothing that an earlier, contested claim did not have."""
    if _letters(words) < MIN_LETTERS and not photos:
        raise Refused(_("Báo xong phải kèm bằng chứng: đã làm gì, ở đâu, số văn bản nếu có, hoặc ảnh chụp."))
    seen = frozenset().union(*(files for _words, files in before))
    if before and not photos - seen and (not words or _plain(words) in {_plain(told) for told, _files in before}):
        raise Refused(_("Lần báo trước đã bị phản đối. Xin kèm bằng chứng mới: ảnh mới, hoặc nói rõ đã làm thêm gì."))


def check_words(words: str, empty: str) -> str:
    """Words as they will be kept. Refused with `empty` when there is nothing to read, or when they are too long."""
    tidy = clean_text(words)
    if not _letters(tidy):
        raise Refused(empty)
    if len(tidy) > MAX_WORDS:
        raise Refused(_("Lời quá dài: tối đa 2.000 chữ cái. Xin viết gọn lại."))
    return tidy


def check_due(due_on: date, today: date) -> None:
    """Refused when a promised day lies in the past or so far away that it promises nothing."""
    if due_on < today:
        raise Refused(_("Ngày hẹn đã qua. Xin chọn một ngày từ hôm nay trở đi."))
    if due_on > today + timedelta(days=FARTHEST_DAYS):
        raise Refused(_("Ngày hẹn xa quá ba năm. Xin chia việc thành nhiều bước có ngày gần hơn."))


def check_move(from_on: date, to_on: date, today: date) -> None:
    """Refused when the new date is the old one, in the past, or too far away."""
    check_due(to_on, today)
    if from_on == to_on:
        raise Refused(_("Ngày mới trùng ngày đang hẹn. Xin chọn ngày khác."))


def check_photos(count: int) -> None:
    """Refused when there are more photos than anybody looks at."""
    if count > MAX_PHOTOS:
        raise Refused(_("Nhiều nhất %(most)s ảnh. Xin chọn những ảnh rõ nhất.") % {"most": MAX_PHOTOS})


def _waits_for_front(facts: Facts) -> bool:
    since = facts.pending_since
    return since is not None and facts.today <= since + timedelta(days=FRONT_DAYS)


def _letters(words: str) -> int:
    return sum(sign.isalnum() for sign in words)


def _plain(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _why_not(state: str, verb: str, roles: frozenset[str]) -> str:
    if not any(roles & set(TABLE[other].get(verb, {})) for other in TABLE):
        return str(sentences.WHO[verb])
    return str(sentences.WHEN.get((verb, state)) or sentences.WHEN[verb, ""])
