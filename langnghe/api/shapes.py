"""What goes over the wire: the types that answers are written from, requests are read into, and the document shows."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeAlias, TypeVar
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from langnghe.answering.rules import MAX_BODY, MAX_NAME, MAX_NOTE
from langnghe.answering.rules import MAX_WORDS as MAX_ANSWER
from langnghe.answering.states import HAND_OVER_STATES
from langnghe.api.words import wire
from langnghe.matters.models import ANSWERS, STATES
from langnghe.matters.rules import MAX_WORKING_NOTE
from langnghe.opendata.columns import Dataset
from langnghe.opendata.sets import DATASETS
from langnghe.opinions.models import CHANNELS, GUARDS
from langnghe.opinions.rules import MAX_CONTACT, MAX_PLACE, MAX_WORDS

Row = TypeVar("Row")
# Text as it is kept: no NUL, which no database takes. Something to read where a rule wants something to read.
NO_NUL = r"^[^\x00]*$"
CURSOR = Annotated[str, Meta(min_length=1, max_length=300)]


Short = Annotated[str, Meta(max_length=60, pattern=NO_NUL)]
PlaceText = Annotated[str, Meta(max_length=MAX_PLACE, pattern=NO_NUL)]
ContactText = Annotated[str, Meta(max_length=MAX_CONTACT, pattern=NO_NUL)]
OpinionText = Annotated[str, Meta(min_length=1, max_length=MAX_WORDS, pattern=NO_NUL)]
AnswerText = Annotated[str, Meta(min_length=1, max_length=MAX_ANSWER, pattern=NO_NUL)]
BriefText = Annotated[str, Meta(max_length=MAX_ANSWER, pattern=NO_NUL)]
BodyText = Annotated[str, Meta(max_length=MAX_BODY, pattern=NO_NUL)]
NameText = Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=NO_NUL)]
SaidText = Annotated[str, Meta(max_length=MAX_NOTE, pattern=NO_NUL)]
WhyText = Annotated[str, Meta(min_length=1, max_length=MAX_NOTE, pattern=NO_NUL)]
NoteText = Annotated[str, Meta(min_length=1, max_length=MAX_WORKING_NOTE, pattern=NO_NUL)]


class Said(Struct, rename=wire, kw_only=True):
    """Something we answer; fields may be added within a version."""


class Asked(Struct, rename=wire, kw_only=True, forbid_unknown_fields=True):
    """Something a program sends; what we do not know is refused, so that nothing is dropped in silence."""


class Page(Said, Generic[Row]):
    """Some rows of a list, and where to go on."""

    rows: list[Row]
    next: str | None = None
    more: bool = False


class Problem(Said):
    """What went wrong (RFC 9457)."""

    type: str
    problem_title: str
    status: int
    problem_code: str
    detail: str
    at: str | UnsetType = UNSET


class Nothing(Asked):
    """No question."""


class Listing(Asked):
    """Which part of a list."""

    after: CURSOR | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


if TYPE_CHECKING:
    State: TypeAlias = str
    Channel: TypeAlias = str
    AnswerKind: TypeAlias = str
    SlipState: TypeAlias = str
    Guard: TypeAlias = str
else:
    State = Literal[tuple(code for code, _name in STATES)]
    Channel = Literal[tuple(code for code, _name in CHANNELS)]
    AnswerKind = Literal[tuple(code for code, _name in ANSWERS)]
    SlipState = Literal[tuple(HAND_OVER_STATES)]
    Guard = Literal[("", *(code for code, _name in GUARDS))]


class OpinionListing(Listing):
    """Which opinions."""

    only_new: bool = False


class MatterListing(Listing):
    """Which matters."""

    waiting: bool = False
    state: State | UnsetType = UNSET


class SlipListing(Listing):
    """Which slips."""

    is_open_slip: bool = True


class Ward(Said):
    """A ward."""

    slug: str
    code: str
    name: str
    province: str
    is_open: bool


class Group(Said):
    """A residential group."""

    id: UUID
    name: str


class Topic(Said):
    """A topic."""

    topic: str
    topic_name: str
    private: bool


class Me(Said):
    """Who a token acts for."""

    name: str
    mark: str
    slug: str
    role: str
    post: str
    unit: str
    may_write: bool
    may: list[str]
    expires_on: date
    rate: int


class Opinion(Said):
    """An opinion as officers see it; never a contact."""

    opinion: str
    received_at: datetime
    channel: Channel
    topic: str
    group: str
    place: str
    words: str | None
    taken_up: bool
    withdrawn: bool
    matter: str | None


class Answer(Said):
    """What the ward answered."""

    kind: AnswerKind
    answer: str
    reason: str
    body: str
    answered_on: date


class HandOver(Said):
    """A slip with which a matter went to another body."""

    id: UUID
    slip: str
    matter: str
    body: str
    brief: str
    step: SlipState
    opened_on: date
    accept_by: date
    closed_on: date | None
    receiver: str
    reference: str
    said: str
    late_days: int


class Matter(Said):
    """A matter as officers see it in their list."""

    matter: str
    version: int
    state: State
    title: str
    text: str
    topic: str
    group: str
    raised_on: date
    due_on: date | None
    answered_on: date | None
    post: str
    on_board: bool


class MatterInFull(Matter):
    """A matter with all that belongs to it."""

    opinions: list[Opinion]
    more_opinions: bool
    answers: list[Answer]
    hand_overs: list[HandOver]


class Arrival(Said):
    """What another ward of the same installation handed over."""

    id: UUID
    slip: str
    from_ward: str
    topic: str
    brief: str
    residents_words: str
    raised_on: date
    arrived_at: datetime
    accept_by: date
    decided: bool
    became: str | None


class Step(Said):
    """A line of the public timeline."""

    on: date
    what: str
    answer: str


class Receipt(Said):
    """What the sender of an opinion that was written down takes home."""

    opinion: str
    secret: str
    page: str
    guarded: Guard


class HandedOn(Said):
    """What became of a matter that a program hands on: done, or waiting for who releases answers."""

    matter: str
    result: Literal["released", "submitted"]
    hand_over: HandOver | None


class WriteDown(Asked):
    """An opinion that somebody told a hotline or a desk."""

    channel: Literal["hotline", "phone", "desk"]
    words: OpinionText
    topic: Short = ""
    group_id: UUID | None = None
    place: PlaceText = ""
    contact: ContactText = ""
    call_back: bool = False
    crime: bool = False
    about_officer: bool = False
    may_publish_words: bool = False
    may_publish_summary: bool = False


class HandOn(Asked):
    """To whom a matter goes, and in which words."""

    answer: AnswerText
    body: BodyText = ""
    to_ward: Short = ""
    brief: BriefText = ""
    share_words: bool = False
    checked: bool = False


class Accepted(Asked):
    """What the other body said when it accepted."""

    on: date
    receiver: NameText
    reference: Short = ""
    said: SaidText = ""


class SentBack(Asked):
    """Why it goes back."""

    why: WhyText


class TakenIn(Asked):
    """Nothing more is to be said."""


class Noted(Asked):
    """A step of the other body that changes nothing yet."""

    note: NoteText


_KINDS: dict[str, Any] = {"string": str, "integer": int, "number": float, "date": date, "uri": str}


def row_of(name: str, dataset: Dataset, **more: Any) -> type[Struct]:
    """A row of open data as a type: the very columns of the file."""
    return defstruct(name, [*((column.name, _type(column)) for column in dataset.columns), *more.items()], frozen=True)


def _type(column: Any) -> Any:
    kind = _KINDS[column.kind]
    return kind | None if column.empty and kind is not str else kind


BoardMatter: Any = row_of("BoardMatter", DATASETS["viec"])
BoardMatterInFull: Any = row_of("BoardMatterInFull", DATASETS["viec"], dien_bien=list[Step])
PublicPromise: Any = row_of("PublicPromise", DATASETS["loi-hua"])
Figure: Any = row_of("Figure", DATASETS["so-lieu"])
