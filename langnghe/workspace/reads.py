"""What stands on the page of one matter, for a mandate that may work on it; asked once for all its opinions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Page
from django.db.models import QuerySet

from langnghe.commitments import reads as commitments
from langnghe.keeping.finding import Doubt, doubts
from langnghe.kernel.clock import local_today
from langnghe.kernel.refused import Refused
from langnghe.language.personal import KINDS, pieces
from langnghe.matters import reads as matters
from langnghe.matters import states
from langnghe.matters.models import Matter
from langnghe.matters.serials import parse_serial
from langnghe.opinions.models import Addition, Opinion, Photo, Question
from langnghe.opinions.visibility import MAY_BE_PUBLIC
from langnghe.people.models import Mandate
from langnghe.people.rules import acts_for
from langnghe.workspace import history, similar
from langnghe.workspace.joined import Joined

Row = TypeVar("Row", Photo, Addition, Question)
# Contests shown here; all of them stand on the page of their promise.
MOST_DOUBTS = 6


def matter_for(scope: QuerySet[Matter], serial: str) -> Matter | None:
    """The matter with this serial among those of `scope` (`matters.reads.in_scope`); None as if there were none."""
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        return None
    found = scope.filter(ward__code=code, year=year, number=number)
    return found.select_related("ward", "group", "post__unit", "joined_into__ward", "source__ward").first()


@dataclass
class Side:
    """One joined opinion with everything its sender gave, for the page where several stand side by side."""

    opinion: Opinion
    photos: list[Photo] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def marked(self) -> list[tuple[str, str]]:
        """The words cut at what looks like personal data, each piece with what it looks like."""
        return [(str(KINDS[kind]) if kind else "", piece) for kind, piece in pieces(self.opinion.words)]

    @property
    def found(self) -> bool:
        """Whether anything in the words looks like personal data."""
        return len(self.marked) > 1

    @property
    def waiting(self) -> list[Question]:
        """Questions its sender has not answered."""
        return [asked for asked in self.questions if asked.answered_at is None and asked.words]

    @property
    def has_new_words(self) -> bool:
        """Whether the sender added words that nobody has read."""
        return any(addition.read_at is None for addition in self.additions)


@dataclass
class Workplace:
    """The page of one matter: its opinions, who may do what, the promises, what happened, what may be the same."""

    matter: Matter
    mandate: Mandate
    scope: QuerySet[Matter]
    joined: Joined
    page: "Page[Any]"
    sides: list[Side]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The columns of the table the mandate stands in; the matter was fetched through its scope."""
        if not acts_for(self.mandate, self.matter.ward_id):
            return frozenset()
        found = {"worker" if self.matter.post_id == self.mandate.post_id else "colleague"}
        return frozenset(found | ({"releaser"} if self.mandate.may("answers.release") else set()))

    def may(self, verb: str) -> bool:
        """Whether the table lets this mandate take a step now."""
        return states.may(self.matter.state, verb, self.roles)

    @property
    def can(self) -> dict[str, bool]:
        """The steps of the table with whether this mandate may take them now, for the template."""
        return {verb: self.may(verb) for verb in states.VERBS}

    @cached_property
    def publishable(self) -> Opinion | None:
        """The first opinion on whose consent the public words may rest."""
        if not self.joined.is_whole:
            return self.joined.first_of(MAY_BE_PUBLIC)
        return next((side.opinion for side in self.sides if _may_stand(side.opinion)), None)

    @cached_property
    def history(self) -> history.History:
        """What officers did and noted."""
        return history.of(self.matter)

    @cached_property
    def similar(self) -> list[similar.Similar]:
        """Matters that may be the same one, while this one is not answered."""
        if self.matter.state not in ("open", "asked"):
            return []
        opinions = [side.opinion for side in self.sides]
        return similar.like(opinions, self.scope, topic=self.matter.topic, without=self.matter)

    @property
    def promises(self) -> list[commitments.Card]:
        """The promises about it; none is looked for where the ward has not answered."""
        return self._told[0]

    @cached_property
    def _told(self) -> tuple[list[commitments.Card], commitments.Behind]:
        if self.matter.answered_on is None and self.matter.import_id is None:
            return commitments.tell_all([])
        return commitments.tell_all(commitments.of("matters", self.matter.id))

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What residents say is not done: the newest first, not more than can be read here."""
        return doubts(*self._told)[: -MOST_DOUBTS - 1 : -1]

    @cached_property
    def guard(self) -> str:
        """What guards its opinions, a key of `opinions.models.GUARDS`; the same for all that are joined."""
        first = self.sides[0].opinion if self.sides else self.joined.first_of()
        return first.guard if first else ""

    @property
    def late(self) -> bool:
        """Whether the day for the answer has passed and the clock does not stand still."""
        due, paused = self.matter.due_on, self.matter.paused_on
        return self.matter.owes_answer and due is not None and paused is None and due < local_today()

    @cached_property
    def public_photos(self) -> list[Photo]:
        """The photos of the public page."""
        return matters.photos_of(self.matter) if self.matter.released_at else []


def workplace(
    matter: Matter, mandate: Mandate, scope: QuerySet[Matter], joined: Joined, page: "Page[Any]"
) -> Workplace:  # fmt: skip
    """The page of a matter of `scope` with one page of its opinions; five statements, the rest when asked for."""
    return Workplace(matter, mandate, scope, joined, page, _sides(list(page.object_list)))


def _sides(opinions: list[Opinion]) -> list[Side]:
    if not opinions:
        return []
    photos = _by_opinion(
        Photo.objects.filter(opinion__in=opinions, file__erased_at=None).select_related("file", "covered")
    )
    additions = _by_opinion(Addition.objects.filter(opinion__in=opinions).select_related("question").order_by("id"))
    asked = Question.objects.filter(opinion__in=opinions).select_related("asked_by__post").order_by("id")
    questions = _by_opinion(asked)
    return [Side(one, photos[one.id], additions[one.id], questions[one.id]) for one in opinions]


def _by_opinion(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.opinion_id].append(row)
    return found


def _may_stand(opinion: Opinion) -> bool:
    """As `opinions.visibility.MAY_BE_PUBLIC`, of a row that is at hand."""
    allowed = opinion.may_publish_words or opinion.may_publish_summary
    gone = (opinion.quarantined_at, opinion.dismissed_at, opinion.withdrawn_at, opinion.erasure_asked_at)
    return allowed and not (opinion.guard or opinion.private or any((*gone, opinion.erased_at)))
