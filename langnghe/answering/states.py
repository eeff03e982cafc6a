"""Every state of a draft, of a hand-over, and of the matter they answer: one table each. Nothing here touches a table.

What has no row is refused with a sentence of `rules.py`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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

# kind of answer: state of the matter before: state after. `accepted` with a promise leads to `promised` instead.
OUTCOMES: dict[str, dict[str, str]] = {
    "accepted": {
        "open": "answered", "asked": "answered", "answered": "answered", "declined": "answered",
        "handed_over": "handed_over", "promised": "promised", "kept": "kept", "unconfirmed": "unconfirmed",
    },
    "in_part": {
        "open": "answered", "asked": "answered", "answered": "answered", "declined": "answered",
        "handed_over": "handed_over", "promised": "promised", "kept": "kept", "unconfirmed": "unconfirmed",
    },
    "declined": {"open": "declined", "asked": "declined", "answered": "declined", "declined": "declined"},
    "handed_over": {
        "open": "handed_over", "asked": "handed_over", "answered": "handed_over", "declined": "handed_over",
        "promised": "promised",
    },
}  # fmt: skip


def outcome(kind: str, state: str, promises: int) -> str | None:
    """The state of a matter after an answer; None where such an answer cannot be given."""
    after = OUTCOMES.get(kind, {}).get(state)
    return "promised" if after and promises else after
