"""Questions about matters: what everybody may read, and what officers with the right to release see."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from langnghe.deadlines import reads as deadlines
from langnghe.deadlines.rules import Clock
from langnghe.kernel.clock import HANOI, local_today, now
from langnghe.kernel.refused import Refused
from langnghe.language.topics import is_private
from langnghe.maps.grid import snap
from langnghe.matters import rules
from langnghe.matters.models import Answer, Joining, Matter, MatterCounter, PublicPhoto
from langnghe.matters.serials import parse_serial
from langnghe.opinions import reads as opinions
from langnghe.opinions.models import Opinion, Photo
from langnghe.opinions.visibility import MAY_BE_PUBLIC, seen_by
from langnghe.people.models import Mandate
from langnghe.places.models import Ward
from langnghe.places.reads import calendar_of
from langnghe.places.rules import add_working_days

FRESH_SECONDS = 300
# Matters joined to one that was joined to another, and so on: nobody turns over more of them than this.
MOST_MERGERS = 50


def may_be_public(opinion: Opinion) -> bool:
    """Whether anything of the opinion may stand on the board: the sender allows it and nothing forbids it."""
    return Opinion.objects.filter(MAY_BE_PUBLIC, id=opinion.id).exists()


def rests_on_public_words() -> Q:
    """Matters whose public words rest on nobody's opinion, or on one that may be public at this very moment."""
    return Q(source=None) | Q(Exists(Opinion.objects.filter(MAY_BE_PUBLIC, id=OuterRef("source_id"))))


def resting_wrongly(opinion_ids: Collection[UUID]) -> set[UUID]:
    """Those of some opinions on whose words something of the board rests though they may not be public, or are
    erased."""
    wrong = Q(source__erased_at__isnull=False) | Q(board_row__isnull=False) & ~rests_on_public_words()
    found = Matter.objects.filter(wrong, source__in=opinion_ids).values_list("source_id", flat=True)
    return {source_id for source_id in found if source_id is not None}


def released(ward: Ward) -> QuerySet[Matter]:
    """The matters on the board, to be counted and put in order; shown they are by `on_board` only."""
    return Matter.objects.filter(ward=ward, board_row__isnull=False)


def on_board(ward: Ward) -> QuerySet[Matter]:
    """The released matters of a ward that may be read now: a sender who withdraws does not wait for any worker."""
    return released(ward).filter(rests_on_public_words())


def on_boards(mandate: Mandate) -> QuerySet[Matter]:
    """What stands on the boards of a mandate's ward and of those merged into it."""
    boards = Matter.objects.filter(ward_id__in=mandate.ward_ids(), board_row__isnull=False)
    return boards.filter(rests_on_public_words())


def complete(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """With the rows a public page needs beside each, and how many say they have the same, counted to 1,000."""
    supporters = RawSQL(_SUPPORTERS, [rules.COUNTED], output_field=IntegerField())  # noqa: S611 - a constant of ours
    return matters.select_related("ward", "group").annotate(supporters=supporters)


# The counted rows are cut off before they are counted: no crowd makes a page slow.
_SUPPORTERS = """
SELECT count(*) FROM (
    SELECT 1 FROM matters_support s
    WHERE s.ward_id = matters_matter.ward_id AND s.matter_id = matters_matter.id LIMIT %s
) AS counted
"""


def public_matter(ward: Ward, serial: str) -> Matter | None:
    """The matter at a public address, when everybody may read it; else None, as if there were no such number."""
    return _by_serial(complete(on_board(ward)), serial)


def moved_to(ward: Ward, serial: str) -> Matter | None:
    """The matter on the board that holds now what everybody could read at this address until it was joined to another.

    None as if there were no such number: for what never was public, and where either end may not be read today.
    """
    gone = Matter.objects.filter(rests_on_public_words(), ward=ward, state="joined", taken_back_reason="joined")
    matter = _by_serial(gone.only("joined_into"), serial)
    end = matter.joined_into_id if matter else None
    for _hop in range(MOST_MERGERS):
        if end is None:
            break
        found = complete(on_board(ward)).filter(id=end).first()
        if found is not None:
            return found
        end = Matter.objects.filter(id=end, state="joined").values_list("joined_into_id", flat=True).first()
    return None


def matter_for(mandate: Mandate, serial: str) -> Matter | None:
    """A matter for an officer who may release, also of a merged ward; its source must be theirs to read."""
    if not mandate.may("matters.release"):
        return None
    matters = complete(Matter.objects.filter(ward_id__in=mandate.ward_ids())).select_related("source")
    matter = _by_serial(matters, serial)
    if matter and matter.source and opinions.opinion_for(mandate, matter.source.serial) is None:
        return None
    return matter


def _by_serial(matters: QuerySet[Matter], serial: str) -> Matter | None:
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        return None
    return matters.filter(ward__code=code, year=year, number=number).first()


def matter_of(opinion: Opinion) -> Matter | None:
    """The matter an opinion belongs to."""
    joining = Joining.objects.filter(opinion=opinion, parted_at=None).select_related("matter__ward").first()
    return joining.matter if joining else None


@dataclass(frozen=True)
class Step:
    """A line of the public timeline: the day, what happened in plain words, the ward's words when it spoke."""

    on: date
    text: str
    words: str = ""
    done: bool = True


def steps(matter: Matter, answers: Iterable[Answer]) -> list[Step]:
    """What happened so far, oldest first."""
    found = [Step(matter.raised_on, _("Bà con nói với phường."))]
    if matter.released_at:
        found.append(Step(matter.released_at.astimezone(HANOI).date(), _("Phường đăng việc này lên bảng.")))
    found += [Step(answer.answered_on, answered(answer), answer.words) for answer in answers]
    return sorted(found, key=lambda step: step.on)


def answered(answer: Answer) -> str:
    """What kind of answer the ward gave, in a sentence."""
    return {
        "accepted": _("Phường tiếp thu và trả lời."),
        "in_part": _("Phường tiếp thu một phần và trả lời."),
        "declined": _("Phường trả lời: chưa làm được."),
        "handed_over": _("Phường chuyển việc này tới %(body)s.") % {"body": answer.body},
    }[answer.kind]


def due_day(ward: Ward, raised_on: date, topic: str = "", paused_days: int = 0) -> date | None:
    """The day by which the ward must answer what was raised on a day under a topic; None: it owes no answer."""
    if topic in rules.NOTHING_OWED:
        return None
    return deadlines.due_day(ward, topic, "answer", raised_on, paused_days)


def public_point(matter: Matter) -> tuple[float | None, float | None]:
    """Where the opinion is about, on the 50 m grid; nothing under a topic whose places are private."""
    source = matter.source
    if source is None or source.latitude is None or source.longitude is None or is_private(matter.topic):
        return None, None
    return tuple(snap(source.latitude, source.longitude))  # type: ignore[return-value]


def answers_of(matter: Matter) -> list[Answer]:
    """The ward's public answers, oldest first."""
    return list(Answer.objects.filter(ward=matter.ward_id, matter=matter).order_by("id"))


def answers_with(matters: Sequence[Matter]) -> dict[UUID, list[str]]:
    """The words of the ward's public answers to some matters of one ward, oldest first."""
    found: dict[UUID, list[str]] = {}
    if matters:
        said = Answer.objects.filter(ward=matters[0].ward_id, matter__in=matters).order_by("id")
        for matter_id, words in said.values_list("matter_id", "words"):
            found.setdefault(matter_id, []).append(words)
    return found


def answer_clock(matter: Matter) -> Clock | None:
    """How long the ward still has to answer, or by how much it is late; None when nothing is owed, or while it asks."""
    if not matter.owes_answer or matter.due_on is None or matter.paused_on is not None:
        return None
    return deadlines.until(matter.ward, matter.due_on, "answer")


def photos_of(matter: Matter) -> list[Photo]:
    """The photos of a public page: chosen ones that are covered, never the file behind."""
    chosen = PublicPhoto.objects.filter(matter=matter, photo__covered__public_since__isnull=False)
    return [public.photo for public in chosen.select_related("photo__covered")]


def photos_to_choose(opinion: Opinion) -> list[Photo]:
    """Photos of an opinion that may go on the board: the covered ones."""
    return list(Photo.objects.filter(opinion=opinion, covered__isnull=False).select_related("covered"))


def years(ward: Ward) -> list[int]:
    """The years a ward counted matters in, newest first."""
    return list(MatterCounter.objects.filter(ward=ward).order_by("-year").values_list("year", flat=True))


@dataclass(frozen=True)
class Unreleased:
    """How many opinions wait longer than they should to be put on the board, and when that was counted."""

    count: int
    more: bool
    at: datetime


def unreleased(ward: Ward) -> Unreleased:
    """Opinions whose senders allow it and that were not released within five working days; counted every 5 minutes.

    What is guarded, withdrawn or waits to be looked at in a flood is left out entirely.
    """
    shared, key = caches["default"], f"unreleased:{ward.id}"
    known: Unreleased | None = shared.get(key)
    if known is None:
        count = waiting_for_release(ward)[: rules.COUNTED + 1].count()
        known = Unreleased(min(count, rules.COUNTED), count > rules.COUNTED, now())
        shared.set(key, known, FRESH_SECONDS)
    return known


def waiting_for_release(ward: Ward) -> QuerySet[Opinion]:
    """Opinions that should be on the board since the five working days passed, oldest first."""
    return unreleased_of(Opinion.objects.filter(ward=ward)).filter(received_at__lt=_release_limit(ward)).order_by("id")


def unreleased_of(some: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Those that may be public and belong to no matter that was ever released."""
    return some.filter(MAY_BE_PUBLIC, shown_at=None).defer("folded")


def joined_ids(matter: Matter) -> "QuerySet[Any, UUID]":
    """Ids of the opinions that belong to a matter now."""
    joined = Joining.objects.filter(ward=matter.ward_id, matter=matter, parted_at=None)
    return joined.values_list("opinion_id", flat=True)


def in_scope(mandate: Mandate, *, within: Sequence[UUID] = ()) -> QuerySet[Matter]:
    """The matters a mandate may work on: of its ward and those merged into it; of its groups when it looks after some,
    and what was assigned to its post. `within`: only of these wards, known already.

    None that holds an opinion hidden from it: neither what is guarded, nor what speaks about its own officer.
    """
    if not mandate.may("matters.work"):
        return Matter.objects.none()
    matters = unhidden(seen_by(mandate), within or mandate.ward_ids())
    groups = mandate.group_ids()
    return matters if groups is None else matters.filter(Q(group_id__in=groups) | Q(post=mandate.post_id))


def unhidden(seen: Q, ward_ids: Sequence[UUID]) -> QuerySet[Matter]:
    """Matters of these wards whose every opinion may be seen (`seen`), whoever works on them; not a list by itself."""
    # Asked row by row: a list of all that may be seen would be put together first, and be long.
    visible = Opinion.objects.filter(seen, pk=OuterRef("opinion_id"))
    hiding = Joining.objects.filter(~Exists(visible), matter=OuterRef("pk"), parted_at=None)
    return Matter.objects.filter(~Exists(hiding), ward_id__in=ward_ids)


def _release_limit(ward: Ward) -> datetime:
    """What came before this moment should be on the board by now."""
    today = local_today()
    allowed = deadlines.deadline_of(ward, "release").days
    day = add_working_days(calendar_of(ward, today - timedelta(days=60), today), today, -allowed)
    return datetime(day.year, day.month, day.day, tzinfo=HANOI)
