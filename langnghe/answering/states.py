"""Every state of a draft and of a hand-over: one table each. Nothing here touches a row.

What has no row is refused with a sentence of `rules.py`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from langnghe.matters.states import TABLE

Words = dict[str, "Promise | str"]

DRAFT_STATES: Words = {
    "draft": _("Đang soạn"),
    "submitted": _("Chờ duyệt"),
    "returned": _("Trả lại để sửa"),
    "released": _("Đã trả lời"),
    "dropped": _("Đã bỏ"),
}
# States in which somebody still has to do something about a draft; a matter has one such draft at most.
OPEN_DRAFTS = ("draft", "submitted", "returned")

DRAFT_VERBS: Words = {
    "write": _("viết, sửa"),
    "submit": _("gửi duyệt"),
    "recall": _("lấy lại để sửa"),
    "send_back": _("trả lại để sửa"),
    "release": _("duyệt, trả lời"),
    "drop": _("bỏ bản soạn"),
}

DRAFT_ROLES: Words = {
    "drafter": _("cán bộ được làm việc này"),
    "releaser": _("người duyệt của lĩnh vực"),
    "bystander": _("cán bộ khác"),
}

# state: verb: role: where it leads. Who releases is a drafter too, when the matter is theirs to work on.
DRAFTS: dict[str, dict[str, dict[str, str]]] = {
    "draft": {
        "write": {"drafter": "draft", "releaser": "draft"},
        "submit": {"drafter": "submitted"},
        "release": {"releaser": "released"},
        "drop": {"drafter": "dropped", "releaser": "dropped"},
    },
    "submitted": {
        "write": {"releaser": "submitted"},
        "recall": {"drafter": "draft"},
        "send_back": {"releaser": "returned"},
        "release": {"releaser": "released"},
        "drop": {"releaser": "dropped"},
    },
    "returned": {
        "write": {"drafter": "returned", "releaser": "returned"},
        "submit": {"drafter": "submitted"},
        "release": {"releaser": "released"},
        "drop": {"drafter": "dropped", "releaser": "dropped"},
    },
    "released": {},
    "dropped": {},
}

HAND_OVER_STATES: Words = {
    "waiting": _("Chờ nơi kia nhận"),
    "carried": _("Chờ phường kia nhận trên máy"),
    "accepted": _("Nơi kia đã nhận"),
    "sent_back": _("Nơi kia trả lại"),
}
OPEN_HAND_OVERS = ("waiting", "carried")

HAND_OVER_VERBS: Words = {
    "accept": _("ghi là đã nhận"),
    "send_back": _("ghi là trả lại"),
}

HAND_OVER_ROLES: Words = {
    "keeper": _("cán bộ được làm việc này"),
    "receiver": _("phường nhận, trên cùng hệ thống"),
    "bystander": _("cán bộ khác"),
}

# state: verb: role: where it leads. A body outside says so on paper, a ward of the installation with its own hand.
HAND_OVERS: dict[str, dict[str, dict[str, str]]] = {
    "waiting": {"accept": {"keeper": "accepted"}, "send_back": {"keeper": "sent_back"}},
    "carried": {"accept": {"receiver": "accepted"}, "send_back": {"receiver": "sent_back"}},
    "accepted": {},
    "sent_back": {},
}

# kind of answer: the verb of `matters.states` that it is; with a promise it is `promise`.
VERB_OF = {"accepted": "answer", "in_part": "answer", "declined": "decline", "handed_over": "hand_over"}


def outcome(kind: str, state: str, promises: int) -> str | None:
    """The state of a matter after an answer, as its own table says; None where such an answer cannot be given."""
    verb = VERB_OF.get(kind, "")
    led = TABLE[state].get("promise" if promises and verb == "answer" else verb, {})
    return next(iter(led.get("releaser", ())), None)
