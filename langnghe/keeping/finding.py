"""Which promise an officer may open, what was said against it, and what may be done about it now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from langnghe.commitments import reads as promises
from langnghe.commitments import rules
from langnghe.commitments.holding import standing_claim
from langnghe.commitments.models import Contest, EvidencePhoto
from langnghe.commitments.reads import Behind, Card
from langnghe.commitments.roles import roles_of
from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter
from langnghe.matters.serials import parse_serial
from langnghe.people.models import Mandate


@dataclass
class Doubt:
    """Somebody's "not done" to a promise: what they wrote, and the photos they sent along."""

    card: Card
    contest: Contest
    photos: list[EvidencePhoto] = field(default_factory=list)


@dataclass
class Opened:
    """A promise an officer has opened. `inside`: they work on its matter, else they look from outside.

    `evidence`: the photos with claims and confirmations; those with contests stand with what was said.
    """

    matter: Matter
    card: Card
    inside: bool
    can: frozenset[str] = frozenset()
    doubts: list[Doubt] = field(default_factory=list)
    evidence: list[EvidencePhoto] = field(default_factory=list)

    @property
    def to_cover(self) -> list[EvidencePhoto]:
        """The photos that nobody outside sees because nobody has covered them yet."""
        said = [photo for doubt in self.doubts if doubt.contest.outcome != "set_aside" for photo in doubt.photos]
        standing = {claim.id for claim in self.card.claims if claim.voided_at is None}
        shown = [photo for photo in self.evidence if photo.claim_id is None or photo.claim_id in standing]
        return [photo for photo in [*said, *shown] if photo.covered is None]

    @property
    def waiting(self) -> list[Doubt]:
        """Contests of strangers that nobody has decided."""
        return [doubt for doubt in self.doubts if not doubt.contest.outcome]

    @property
    def decided(self) -> list[Doubt]:
        """Contests that came to an end: those of senders, and of strangers once somebody decided."""
        return [doubt for doubt in self.doubts if doubt.contest.outcome]


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
    told, behind = promises.tell_all([card])
    return _opened(Opened(matter, told[0], inside is not None), behind, mandate)


def _with_serial(some: QuerySet[Matter], serial: str) -> Matter | None:
    try:
        code, year, number = parse_serial(serial)
    except Refused:
        return None
    return some.filter(ward__code=code, year=year, number=number).select_related("ward").first()


def _opened(opened: Opened, behind: Behind, mandate: Mandate) -> Opened:
    row = opened.card.commitment
    roles = roles_of(row, standing_claim(row), mandate)
    table = rules.TABLE[opened.card.state]
    found = doubts([opened.card], behind)
    opened.doubts = [doubt for doubt in found if opened.inside or doubt.contest.kind == "stranger"]
    of_doubts = {contest.id for contest in behind.contests}
    opened.evidence = [photo for row_id in behind.photos if row_id not in of_doubts for photo in _kept(behind, row_id)]
    opened.can = frozenset(verb for verb, who in table.items() if roles & set(who))
    if not opened.waiting:
        opened.can -= {"uphold", "set_aside"}
    return opened


def doubts(cards: Sequence[Card], behind: Behind) -> list[Doubt]:
    """What was said against these promises, for officers who work on their matter, oldest first.

    `behind`: as `commitments.reads.tell_all` gave it with the cards.
    """
    card_of = {claim.id: card for card in cards for claim in card.claims}
    return [Doubt(card_of[one.claim_id], one, _kept(behind, one.id)) for one in behind.contests]


def _kept(behind: Behind, row_id: UUID | None) -> list[EvidencePhoto]:
    """The photos behind a row that were not erased."""
    return [photo for photo in behind.photos.get(row_id, ()) if photo.file.erased_at is None]
