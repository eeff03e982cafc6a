"""Which promise an officer may open, what was said against it, and what may be done about it now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from langnghe.commitments import reads as promises
from langnghe.commitments import rules
from langnghe.commitments.holding import standing_claim
from langnghe.commitments.models import Contest, EvidencePhoto
from langnghe.commitments.reads import Card
from langnghe.commitments.roles import roles_of
from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter
from langnghe.matters.serials import parse_serial
from langnghe.people.models import Mandate

Photos = defaultdict[UUID | None, list[EvidencePhoto]]


@dataclass
class Doubt:
    """Somebody's "not done" to a promise: what they wrote, and the photos they sent along."""

    card: Card
    contest: Contest
    photos: list[EvidencePhoto] = field(default_factory=list)


@dataclass
class Opened:
    """A promise an officer has opened. `inside`: they work on its matter, else they look from outside."""

    matter: Matter
    card: Card
    inside: bool
    can: frozenset[str] = frozenset()
    doubts: list[Doubt] = field(default_factory=list)
    evidence: list[EvidencePhoto] = field(default_factory=list)

    @property
    def waiting(self) -> list[Doubt]:
        """Contests of strangers that nobody has decided."""
        return [doubt for doubt in self.doubts if not doubt.contest.outcome]


def openable(mandate: Mandate) -> QuerySet[Matter]:
    """The matters whose promises an officer may open: what they work on, else what stands on the board."""
    return matters.in_scope(mandate) if mandate.may("matters.work") else matters.on_boards(mandate)


def promise_for(mandate: Mandate, serial: str, number: int) -> Opened | None:
    """The promise with this number about a matter, for this mandate; None as if there were none."""
    inside = _with_serial(matters.in_scope(mandate), serial)
    outside = _with_serial(matters.on_boards(mandate), serial) if mandate.may("commitments.confirm") else None
    matter = inside or outside
    if matter is None:
        return None
    cards = promises.of("matters", matter.id)
    card = next((card for card in cards if card.commitment.number == number), None)
    if card is None:
        return None
    return _opened(Opened(matter, promises.tell([card])[0], inside is not None), mandate)


def _with_serial(some: QuerySet[Matter], serial: str) -> Matter | None:
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        return None
    return some.filter(ward__code=code, year=year, number=number).select_related("ward").first()


def _opened(opened: Opened, mandate: Mandate) -> Opened:
    row = opened.card.commitment
    roles = roles_of(row, standing_claim(row), mandate)
    table = rules.TABLE[opened.card.state]
    photos = _photos([opened.card])
    found = _doubts([opened.card], photos)
    opened.doubts = [doubt for doubt in found if opened.inside or doubt.contest.kind == "stranger"]
    opened.evidence = [photo for claim in opened.card.claims for photo in photos[claim.id]]
    opened.can = frozenset(verb for verb, who in table.items() if roles & set(who))
    if not opened.waiting:
        opened.can -= {"uphold", "set_aside"}
    return opened


def doubts(cards: Sequence[Card]) -> list[Doubt]:
    """What was said against these promises, for officers who work on their matter: oldest first, two statements.

    `cards` have been told (`commitments.reads.tell`): none is looked for where nobody ever contested.
    """
    contested = [card for card in cards if card.contested]
    return _doubts(contested, _photos(contested)) if contested else []


def _doubts(cards: Sequence[Card], photos: Photos) -> list[Doubt]:
    by_id = {card.commitment.id: card for card in cards}
    contests = Contest.objects.filter(claim__commitment__in=by_id).select_related("claim").order_by("id")
    return [Doubt(by_id[one.claim.commitment_id], one, photos[one.id]) for one in contests]


def _photos(cards: Sequence[Card]) -> Photos:
    ids = [card.commitment.id for card in cards]
    about = Q(claim__commitment__in=ids) | Q(contest__claim__commitment__in=ids)
    found: Photos = defaultdict(list)
    for photo in EvidencePhoto.objects.filter(about, file__erased_at=None).select_related("file", "covered"):
        found[photo.behind].append(photo)
    return found
