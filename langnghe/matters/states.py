"""The states of a matter: who may do what in which, and what it leads to. Nothing here touches a row."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from langnghe.kernel.refused import Refused
from langnghe.matters import sentences
from langnghe.matters.models import STATES as NAMES

STATES: dict[str, "Promise | str"] = dict(NAMES)

VERBS: dict[str, "Promise | str"] = {
    "join": gettext_lazy("nhập một ý kiến vào việc"),
    "part": gettext_lazy("tách một ý kiến ra"),
    "take_in": gettext_lazy("nhận việc khác nhập vào"),
    "merge": gettext_lazy("nhập cả việc vào việc khác"),
    "take_apart": gettext_lazy("tách lại việc đã nhập"),
    "retopic": gettext_lazy("sửa lĩnh vực"),
    "assign": gettext_lazy("giao cho một chức danh"),
    "note": gettext_lazy("ghi chú cho đồng nghiệp"),
    "ask": gettext_lazy("hỏi lại người gửi"),
    "hear_back": gettext_lazy("nghe người gửi trả lời, hoặc hết năm ngày chờ"),
    "answer": gettext_lazy("trả lời"),
    "promise": gettext_lazy("hẹn ngày xong"),
    "decline": gettext_lazy("trả lời chưa làm được"),
    "hand_over": gettext_lazy("chuyển nơi có thẩm quyền"),
    "accept": gettext_lazy("ghi nơi kia đã nhận"),
    "send_back": gettext_lazy("ghi nơi kia không nhận"),
    "follow": gettext_lazy("theo bước mới của lời hứa"),
    "leave": gettext_lazy("khép lại vì người gửi đã rút hoặc xóa"),
    "come_back": gettext_lazy("mở lại vì người gửi không rút nữa"),
}

ROLES: dict[str, "Promise | str"] = {
    "worker": gettext_lazy("cán bộ của chức danh được giao"),
    "colleague": gettext_lazy("cán bộ khác có phần trong việc này"),
    "releaser": gettext_lazy("người duyệt lời trả lời"),
    "sender": gettext_lazy("người gửi, có phiếu"),
    "system": gettext_lazy("máy, theo ngày và theo sổ"),
    "bystander": gettext_lazy("cán bộ ngoài việc này"),
}

Steps = dict[str, dict[str, tuple[str, ...]]]


def _by(roles: tuple[str, ...], *states: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(roles, states)


_OFFICERS = ("worker", "colleague")
_OFFICERS_AND_MACHINE = (*_OFFICERS, "system")
_NOTERS = (*_OFFICERS, "releaser")
_MESSENGERS = (*_OFFICERS, "releaser", "system")
_RELEASER, _MACHINE = ("releaser",), ("system",)


def _working(state: str) -> Steps:
    """What officers may do about a matter that lives, whatever its state; a new answer is `_releasing`."""
    return {
        "join": _by(_OFFICERS_AND_MACHINE, state),
        "part": _by(_OFFICERS_AND_MACHINE, state),
        "take_in": _by(_OFFICERS, state),
        "retopic": _by(_OFFICERS_AND_MACHINE, state),
        "assign": _by(_OFFICERS_AND_MACHINE, state),
        "note": _by(_NOTERS, state),
        "ask": _by(_OFFICERS, state),
        "answer": _by(_RELEASER, "answered"),
        "promise": _by(_RELEASER, "promised"),
        "follow": _by(_MACHINE, *dict.fromkeys((state, "promised", "kept", "unconfirmed", "declined"))),
    }


# state: verb: role: the states it may lead to. What is not here is refused.
TABLE: dict[str, Steps] = {
    "open": _working("open")
    | {
        "part": _by(_OFFICERS_AND_MACHINE, "open", "empty", "left"),
        "merge": _by(_OFFICERS, "joined"),
        "ask": _by(_OFFICERS_AND_MACHINE, "asked"),
        "decline": _by(_RELEASER, "declined"),
        "hand_over": _by(_RELEASER, "handed_over"),
        "leave": _by(_MACHINE, "left"),
    },
    "asked": _working("asked")
    | {
        "part": _by(_OFFICERS_AND_MACHINE, "asked", "open", "empty", "left"),
        "merge": _by(_OFFICERS, "joined"),
        "hear_back": _by((*_OFFICERS, "sender", "system"), "open"),
        "decline": _by(_RELEASER, "declined"),
        "hand_over": _by(_RELEASER, "handed_over"),
        "leave": _by(_MACHINE, "left"),
    },
    "answered": _working("answered")
    | {
        "decline": _by(_RELEASER, "declined"),
        "hand_over": _by(_RELEASER, "handed_over"),
    },
    "promised": _working("promised")
    | {
        "answer": _by(_RELEASER, "promised"),
        "hand_over": _by(_RELEASER, "promised"),
    },
    "handed_over": _working("handed_over")
    | {
        "answer": _by(_RELEASER, "handed_over"),
        "accept": _by(_MESSENGERS, "answered"),
        "send_back": _by(_MESSENGERS, "open", "left"),
    },
    "declined": _working("declined")
    | {
        "decline": _by(_RELEASER, "declined"),
        "hand_over": _by(_RELEASER, "handed_over"),
    },
    "kept": _working("kept")
    | {
        "answer": _by(_RELEASER, "kept"),
    },
    "unconfirmed": _working("unconfirmed")
    | {
        "answer": _by(_RELEASER, "unconfirmed"),
    },
    "joined": {
        "take_apart": _by(_OFFICERS, "open", "empty", "left"),
        "note": _by(_NOTERS, "joined"),
    },
    "left": {
        "join": _by(_OFFICERS_AND_MACHINE, "open"),
        "part": _by(_OFFICERS_AND_MACHINE, "left", "empty"),
        "note": _by(_NOTERS, "left"),
        "come_back": _by(_MACHINE, "open"),
    },
    "empty": {
        "join": _by(_OFFICERS_AND_MACHINE, "open"),
        "note": _by(_NOTERS, "empty"),
    },
}

# How a promise stands, as states of its own room, told in the state of the matter it is about.
_OWED = frozenset({"open", "reopened", "claimed", "confirmed"})
_NOT_CONFIRMED = frozenset({"unconfirmed", "booked"})


def check(state: str, verb: str, roles: frozenset[str]) -> str:
    """The role that carries this step. Refused with a sentence when none of them may do it in this state."""
    allowed = TABLE[state].get(verb, {})
    found = next((role for role in allowed if role in roles), None)
    if found is None:
        raise Refused(_why_not(state, verb, roles))
    return found


def may(state: str, verb: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles may take this step, for buttons."""
    return bool(roles & set(TABLE[state].get(verb, {})))


def after_promises(state: str, promises: Collection[str]) -> str:
    """The state of a matter whose promises stand so: one that is owed counts first, then what nobody confirmed.

    A promise that was given up is an answer too: not done, with a reason.
    """
    kinds = set(promises)
    if not kinds:
        return state
    if kinds & _OWED:
        return "promised"
    if kinds & _NOT_CONFIRMED:
        return "unconfirmed"
    return "declined" if "broken" in kinds else "kept"


def _why_not(state: str, verb: str, roles: frozenset[str]) -> str:
    if not any(roles & set(steps.get(verb, {})) for steps in TABLE.values()):
        return str(sentences.WHO[verb])
    return str(sentences.WHEN.get((verb, state)) or sentences.WHEN.get(("", state)) or sentences.WHEN[verb, ""])
