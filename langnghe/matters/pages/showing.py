"""How a matter stands on public pages: plain words, a badge, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from langnghe.kernel.clock import local_today
from langnghe.language.topics import name_of
from langnghe.matters import reads, rules
from langnghe.matters.indexing import listed_at
from langnghe.matters.models import Matter
from langnghe.searching.asking import Query
from langnghe.searching.snippets import is_in, snippet

SHOWN = 180

KINDS = {
    "open": "info", "asked": "info", "answered": "good", "promised": "info", "handed_over": "warn",
    "declined": "plain", "kept": "good", "unconfirmed": "warn", "joined": "plain", "left": "plain",
    "empty": "plain",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A matter as a line of the board. `neighbours`: about how many have it too."""

    matter: Matter
    topic: str
    badge: str
    kind: str
    listed_on: date
    late: bool
    neighbours: str
    title: str
    words: str
    answer: str = ""


def line_of(matter: Matter, query: Query | None = None, answer: str = "") -> Line:
    """What the board says of a matter of `reads.complete`; where words are looked for, the place they were found.

    `answer`: what the ward answered, shown where they stand in nothing else.
    """
    late = is_late(matter)
    badge, kind = _badge(matter, late)
    return Line(
        matter=matter, topic=name_of(matter.topic), badge=badge, kind=kind,
        listed_on=listed_at(matter.board_row or 0).date(), late=late,
        neighbours=neighbours(rules.about(getattr(matter, "supporters", 0))),
        title=snippet(matter.title, query) if query else matter.title,
        words=snippet(matter.text, query) if query else Truncator(matter.text).chars(SHOWN),
        answer=snippet(answer, query) if query and answer else "",
    )  # fmt: skip


def lines_of(matters: Sequence[Matter], query: Query | None = None) -> list[Line]:
    """The lines of a page; one statement more where words were found in what the ward answered."""
    if not query:
        return [line_of(matter) for matter in matters]
    answered = reads.answers_with([one for one in matters if not is_in(f"{one.title}\n{one.text}", query)])
    fitting = {key: next((text for text in texts if is_in(text, query)), "") for key, texts in answered.items()}
    return [line_of(matter, query, fitting.get(matter.id, "")) for matter in matters]


def _badge(matter: Matter, late: bool) -> tuple[str, str]:
    if late:
        return _("Quá hạn trả lời"), "bad"
    if matter.topic in rules.NOTHING_OWED and matter.state == "open":
        return name_of(matter.topic), "good"
    return str(matter.get_state_display()), KINDS[matter.state]


def is_late(matter: Matter) -> bool:
    """Whether the day to answer has passed without an answer, while the clock runs."""
    due = matter.due_on if matter.owes_answer and matter.paused_on is None else None
    return due is not None and due < local_today()


def neighbours(about: int) -> str:
    """About how many have it too: never an exact number."""
    if about < 5:
        return _("vài nhà cũng gặp") if about else ""
    if about >= 1_000:
        return _("hơn 1.000 nhà cũng gặp")
    return _("khoảng %(about)s nhà cũng gặp") % {"about": about}
