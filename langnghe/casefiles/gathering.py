"""Everything there is about one matter, for the file that an inspector reads: asked once for all its opinions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from langnghe.answering.models import Arrival, Draft, DraftPromise, DraftReturn, HandOver
from langnghe.casefiles.scope import opinions_of
from langnghe.commitments import reads as promises
from langnghe.commitments.models import Agreement, Confirmation, Contest, EvidencePhoto, Miss
from langnghe.commitments.reads import Card
from langnghe.ledger.models import Entry
from langnghe.matters.models import Answer, Assignment, Joining, Matter, Note, Pause, PublicPhoto, TopicChange
from langnghe.opinions.models import Addition, Opinion, Photo, Question
from langnghe.people import reads as people
from langnghe.people.models import Mandate
from langnghe.people.reads import Opening

Row = TypeVar("Row", bound=Model)
BY = ("by__officer", "by__post")


@dataclass(frozen=True)
class Said:
    """One opinion with all that came with it and after it, and who opened the sender's sealed contact."""

    opinion: Opinion
    photos: list[Photo]
    additions: list[Addition]
    questions: list[Question]
    openings: list[tuple[Mandate, Opening]]


@dataclass
class Promise:
    """One promise with every voice about it."""

    card: Card
    confirmations: list[Confirmation] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    agreements: dict[UUID, list[Agreement]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    photos: dict[UUID | None, list[EvidencePhoto]] = field(default_factory=dict)


@dataclass
class CaseFile:
    """A matter as a whole."""

    matter: Matter
    said: list[Said]
    joinings: list[Joining]
    merged: list[Matter]
    assignments: list[Assignment]
    topics: list[TopicChange]
    pauses: list[Pause]
    notes: list[Note]
    drafts: list[Draft]
    draft_promises: dict[UUID, list[DraftPromise]]
    returns: dict[UUID, list[DraftReturn]]
    answers: list[Answer]
    hand_overs: list[HandOver]
    arrival: Arrival | None
    promises: list[Promise]
    public_photos: int
    entries: list[Entry] = field(default_factory=list)
    doers: dict[UUID, Mandate] = field(default_factory=dict)


def gather(matter: Matter, mandate: Mandate) -> CaseFile:
    """The whole file of a matter of the mandate's scope (`scope.matters_of`); one statement a kind of row.

    Of opinions that were parted again only their number is told, and only where the mandate may see them.
    """
    joinings = _joinings(matter, mandate)
    own = [joining.opinion_id for joining in joinings if joining.parted_at is None]
    drafts = _own(
        Draft, matter, "changed_by__officer", "changed_by__post", "submitted_by__officer", "submitted_by__post"
    )
    found = CaseFile(
        matter=matter, said=_said(matter, own), joinings=joinings,
        merged=_merged(matter),
        assignments=_own(Assignment, matter, *BY, "from_post", "to_post"), topics=_own(TopicChange, matter, *BY),
        pauses=_own(Pause, matter, "question__asked_by__officer", "question__asked_by__post"),
        notes=_own(Note, matter, *BY), drafts=drafts,
        draft_promises=_grouped(DraftPromise.objects.filter(draft__in=drafts).select_related("post"), "draft_id"),
        returns=_grouped(DraftReturn.objects.filter(draft__in=drafts).select_related(*BY).order_by("id"), "draft_id"),
        answers=_own(Answer, matter, "released_by__officer", "released_by__post"),
        hand_overs=_hand_overs(matter),
        arrival=Arrival.objects.filter(ward=matter.ward_id, matter=matter).first(), promises=_promises(matter),
        public_photos=PublicPhoto.objects.filter(ward=matter.ward_id, matter=matter).count(),
    )  # fmt: skip
    found.entries = _entries(found)
    found.doers = _doers(found.entries)
    return found


def _merged(matter: Matter) -> list[Matter]:
    rows = Matter.objects.filter(ward=matter.ward_id, joined_into=matter)
    return list(rows.select_related("ward").order_by("id"))


def _hand_overs(matter: Matter) -> list[HandOver]:
    return _own(HandOver, matter, "opened_by__officer", "opened_by__post", "closed_by__officer", "closed_by__post")


def made_before(matter: Matter) -> "list[tuple[datetime, Mandate | None, int]]":
    """When the whole file of a matter was made, by whom, and how many pages it had; newest first."""
    kind = Entry.objects.filter(ward_id=matter.ward_id, room="matters", subject_id=matter.id, kind="case_file.made")
    entries = list(kind.order_by("-id"))
    doers = _doers(entries)
    return [(entry.at, doers.get(entry.actor_id or entry.id), int(entry.facts.get("pages", 0))) for entry in entries]


def _joinings(matter: Matter, mandate: Mandate) -> list[Joining]:
    rows = Joining.objects.filter(ward=matter.ward_id, matter=matter, opinion__in=opinions_of(mandate))
    people_of = ("joined_by__officer", "joined_by__post", "parted_by__officer", "parted_by__post")
    return list(rows.select_related("opinion__ward", *people_of).defer("opinion__folded").order_by("id"))


def _said(matter: Matter, ids: Sequence[UUID]) -> list[Said]:
    rows = Opinion.objects.filter(ward=matter.ward_id, id__in=ids).defer("folded")
    found = list(rows.select_related("ward", "group", "contact", "taken_by__officer", "taken_by__post").order_by("id"))
    photos = _grouped(Photo.objects.filter(opinion__in=ids).select_related("file", "covered"), "opinion_id")
    additions = _grouped(Addition.objects.filter(opinion__in=ids).order_by("id"), "opinion_id")
    asked = Question.objects.filter(opinion__in=ids).select_related("asked_by__officer", "asked_by__post")
    questions = _grouped(asked.order_by("id"), "opinion_id")
    openings = people.openings_with_names(opinion.contact for opinion in found if opinion.contact)
    return [
        Said(
            opinion, photos.get(opinion.id, []), additions.get(opinion.id, []), questions.get(opinion.id, []),
            openings.get(opinion.contact_id, []) if opinion.contact_id else [],
        )
        for opinion in found
    ]  # fmt: skip


def _promises(matter: Matter) -> list[Promise]:
    cards = promises.of("matters", matter.id)
    ids = [claim.id for card in cards for claim in card.claims]
    confirmed = Confirmation.objects.filter(claim__in=ids).select_related("mandate__officer", "mandate__post")
    contested = Contest.objects.filter(claim__in=ids).select_related("decided_by__officer", "decided_by__post")
    agreed = Agreement.objects.filter(contest__claim__in=ids).select_related("officer", "mandate__post").order_by("id")
    behind = Q(claim__in=ids) | Q(confirmation__claim__in=ids) | Q(contest__claim__in=ids)
    photos: dict[UUID | None, list[EvidencePhoto]] = defaultdict(list)
    for photo in EvidencePhoto.objects.filter(behind).select_related("file"):
        photos[photo.behind].append(photo)
    misses = _grouped(
        Miss.objects.filter(commitment__in=[card.commitment.id for card in cards]).order_by("id"), "commitment_id"
    )
    agreements = _grouped(agreed, "contest_id")
    confirmations, contests = (
        _grouped(confirmed.order_by("id"), "claim_id"),
        _grouped(contested.order_by("id"), "claim_id"),
    )
    return [
        Promise(
            card, _of_claims(card, confirmations), _of_claims(card, contests), agreements,
            misses.get(card.commitment.id, []), photos,
        )
        for card in cards
    ]  # fmt: skip


def _of_claims(card: Card, rows: dict[UUID, list[Row]]) -> list[Row]:
    return [row for claim in card.claims for row in rows.get(claim.id, [])]


def _entries(found: CaseFile) -> list[Entry]:
    """Every entry about the matter and what belongs to it, in the order in which it was written."""
    said = [one.opinion for one in found.said]
    subjects = {
        "matters": [found.matter.id],
        "opinions": [opinion.id for opinion in said],
        "people": [opinion.contact_id for opinion in said if opinion.contact_id],
        "commitments": [one.card.commitment.id for one in found.promises],
        "answering": [found.arrival.id] if found.arrival else [],
    }
    wanted = Q()
    for room, ids in subjects.items():
        wanted |= Q(room=room, subject_id__in=ids)
    return list(Entry.objects.filter(wanted, ward_id=found.matter.ward_id).order_by("id"))


def _doers(entries: Iterable[Entry]) -> dict[UUID, Mandate]:
    ids = {entry.actor_id for entry in entries if entry.actor_kind == "officer" and entry.actor_id}
    return Mandate.objects.select_related("officer", "post").in_bulk(ids)


def _own(model: type[Row], matter: Matter, *related: str) -> list[Row]:
    rows: QuerySet[Any] = model._default_manager.filter(ward=matter.ward_id, matter=matter).order_by("id")
    return list(rows.select_related("ward", *related))


def _grouped(rows: "QuerySet[Row]", by: str) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found
