"""Questions about commitments: what stands, what happened, and what somebody may still say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langnghe.commitments import rules
from langnghe.commitments.holding import mark_of
from langnghe.commitments.models import (
    KEPT_BY,
    Claim,
    Commitment,
    Confirmation,
    Contest,
    EvidencePhoto,
    GivingUp,
    Move,
)
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.formats import short_date
from langnghe.people.models import Mandate

Row = TypeVar("Row", Move, Claim)
Photos = Mapping[UUID | None, list[EvidencePhoto]]


@dataclass(frozen=True)
class Moment:
    """One step of a promise's life for everybody to read; `quote` are the ward's own words."""

    on: date
    text: str
    quote: str = ""
    photos: tuple[EvidencePhoto, ...] = ()


@dataclass
class Card:
    """One promise with everything the public may read of it. No sender and no stranger is named in it."""

    commitment: Commitment
    today: date
    moves: list[Move] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    given_up: GivingUp | None = None
    moments: list[Moment] = field(default_factory=list)
    facts: rules.Facts = field(init=False)

    def __post_init__(self) -> None:
        self.facts = _facts(self.commitment, self.claim, self.today)

    @property
    def claim(self) -> Claim | None:
        """The claim that stands."""
        return next((claim for claim in reversed(self.claims) if claim.voided_at is None), None)

    @property
    def state(self) -> str:
        """The state today, with what time alone has decided since the last step."""
        return rules.after_time(self.facts)

    @property
    def kept_by(self) -> str:
        """Who stands for "kept", a code of `models.KEPT_BY`; empty when it is not kept."""
        return rules.confirmed_by(self.facts) if self.state == "kept" else ""

    @property
    def state_name(self) -> str:
        """The state in the reader's language; for work still owed, whether it is late."""
        late = self.late_days
        if self.state in rules.OWED and late:
            return ngettext("Trễ hạn %(days)s ngày", "Trễ hạn %(days)s ngày", late) % {"days": late}
        if self.state == "kept" and self.was_late:
            return _("Giữ lời muộn")
        return str(rules.STATES[self.state])

    @property
    def late_days(self) -> int:
        """Days late against the present date, 0 for on time."""
        return self.commitment.timing.late_days(self.today)

    @property
    def was_late(self) -> bool:
        """Whether it is late or ever was; moving the date does not take it back."""
        return self.commitment.timing.was_late(self.today)

    @property
    def is_reopened(self) -> bool:
        """Whether a contest ever reopened it."""
        return any(claim.voided_at for claim in self.claims)

    @property
    def kept_by_name(self) -> str:
        """Who stands for "kept", in the reader's language."""
        return str(dict(KEPT_BY).get(self.kept_by, ""))

    @property
    def look(self) -> str:
        """How the state is marked, a kind of badge."""
        if self.state == "broken" or (self.state in rules.OWED and self.late_days):
            return "bad"
        return {"kept": "good", "open": "plain"}.get(self.state, "info")

    @property
    def may_be_doubted(self) -> bool:
        """Whether somebody without a receipt may contest the claim that stands."""
        return _contestable(self, "stranger")

    @property
    def contest_until(self) -> date:
        """The last day on which residents may contest the claim that stands."""
        return self.facts.contest_until

    @property
    def silent_until(self) -> date:
        """The last day on which only the senders may confirm."""
        return self.facts.silent_until


class Step(NamedTuple):
    """A moment with the time by which moments are put in order."""

    at: datetime
    moment: Moment


@dataclass(frozen=True)
class Say:
    """What somebody may say to a promise now."""

    card: Card
    may_confirm: bool
    may_contest: bool
    has_confirmed: bool
    has_contested: bool
    is_sender: bool

    @property
    def contest_hint(self) -> str:
        """What saying "not done" leads to."""
        if self.is_sender:
            return _("Việc được mở lại ngay.")
        return _("Cần vài lời hoặc ảnh. Mặt trận xem trước khi mở lại.")


def of(room: str, subject_id: UUID) -> list[Card]:
    """The promises of one matter, in the order they were made; at most four statements."""
    return cards(Commitment.objects.filter(subject_room=room, subject_id=subject_id).order_by("number"))


def cards(commitments: "QuerySet[Commitment]") -> list[Card]:
    """These promises with their moves and claims; at most four statements, however many there are."""
    rows = list(commitments.select_related("ward", "responsible__post__unit", "responsible__officer"))
    ids = [row.id for row in rows]
    if not rows:
        return []
    moved = [row.id for row in rows if row.moves]
    moves = _by_commitment(Move.objects.filter(commitment__in=moved).select_related("approved_by__post").order_by("id"))
    claims = _by_commitment(_counted(Claim.objects.filter(commitment__in=ids).order_by("number")))
    ended = [row.id for row in rows if row.state == "broken"]
    given_up = {row.commitment_id: row for row in GivingUp.objects.filter(commitment__in=ended)} if ended else {}
    today = local_today()
    return [Card(row, today, moves[row.id], claims[row.id], given_up.get(row.id)) for row in rows]


def settled_by_time(ward_ids: Sequence[UUID], ids: Collection[UUID] | None = None) -> dict[UUID, tuple[str, str]]:
    """State and who confirmed it, as of today, of each promise of these wards (or these of them) whose claim has stood
    so long that time may have decided, and whom the worker has not come to yet; one statement."""
    today, found = local_today(), {}
    midnight = datetime.combine(today - timedelta(days=rules.CONTEST_DAYS), time(), HANOI)
    standing = Claim.objects.filter(ward__in=ward_ids, commitment__state__in=("claimed", "confirmed"), voided_at=None)
    standing = standing if ids is None else standing.filter(commitment__in=ids)
    for claim in _counted(standing.filter(claimed_at__lt=midnight).select_related("commitment")):
        facts = _facts(claim.commitment, claim, today)
        state = rules.after_time(facts)
        found[claim.commitment_id] = state, rules.confirmed_by(facts) if state == "kept" else ""
    return found


def late_first(cards: Iterable[Card]) -> list[Card]:
    """The order of a public list: what is owed and most overdue first, then by date."""
    return sorted(cards, key=lambda card: (card.state not in rules.OWED, -card.late_days, card.commitment.due_on))


def numbered(room: str, subject_id: UUID, number: int) -> Commitment | None:
    """One promise of a matter by its number."""
    found = Commitment.objects.filter(subject_room=room, subject_id=subject_id, number=number)
    return found.select_related("ward").first()


@dataclass(frozen=True)
class Behind:
    """What stands behind the claims of some promises and is for officers alone: every contest, every photo."""

    contests: list[Contest]
    photos: Photos


def tell(cards: list[Card]) -> list[Card]:
    """Give each card its `moments`: every step in the order it happened, in sentences; three statements at most."""
    return tell_all(cards)[0]


def tell_all(cards: list[Card]) -> tuple[list[Card], Behind]:
    """The same, with what only officers read of it; no statement more."""
    claims = [claim for card in cards for claim in card.claims]
    behind = Behind(_contests_of(claims), _photos(claims)) if claims else Behind([], defaultdict(list))
    photos = {key: [photo for photo in some if _is_shown(photo)] for key, some in behind.photos.items()}
    voices = [*_confirmations(claims, photos), *_contests(behind.contests, photos)]
    for card in cards:
        own = {claim.id for claim in card.claims}
        steps = [_made(card.commitment), *map(_moved, card.moves)]
        steps += [_claimed(claim, tuple(photos.get(claim.id, ()))) for claim in card.claims]
        steps += [step for claim_id, step in voices if claim_id in own]
        steps += [_given_up(card.given_up)] if card.given_up else []
        card.moments = [step.moment for step in sorted(steps, key=lambda step: step.at)]
    return cards, behind


def say(card: Card, voice: rules.Sender | rules.Stranger) -> Say:
    """What this sender or stranger may say to the claim that stands."""
    confirmed = contested = False
    if isinstance(voice, rules.Sender) and card.claim:
        own = Q(claim=card.claim, voice_room=voice.room, voice_id=voice.id)
        confirmed = Confirmation.objects.filter(own).exists()
        contested = Contest.objects.filter(own).exists()
    elif isinstance(voice, rules.Stranger) and voice.mark and card.claim:
        contested = Contest.objects.filter(claim=card.claim, mark=mark_of(card.claim, voice)).exists()
    table = rules.TABLE[card.state]
    return Say(
        card,
        may_confirm=not confirmed and card.claim is not None and voice.role in table.get("confirm", {}),
        may_contest=not contested and card.claim is not None and _contestable(card, voice.role),
        has_confirmed=confirmed,
        has_contested=contested,
        is_sender=isinstance(voice, rules.Sender),
    )


def waiting_contests(mandate: Mandate) -> "QuerySet[Contest]":
    """Strangers' contests that wait for people outside the unit, oldest first; also those of a merged ward."""
    if not mandate.may("commitments.confirm"):
        return Contest.objects.none()
    waiting = Contest.objects.filter(ward_id__in=mandate.ward_ids(), outcome="", claim__voided_at=None)
    return waiting.select_related("claim__commitment__ward").order_by("at")


def _contestable(card: Card, role: str) -> bool:
    in_time = role != "stranger" or card.state == "booked" or card.today <= card.contest_until
    return in_time and role in rules.TABLE[card.state].get("contest", {})


_SPEAKERS = ("sender", "shown_sender", "outsider")


def _counted(claims: "QuerySet[Claim]") -> "QuerySet[Claim]":
    """Claims with how many spoke for them and since when a contest waits, in the one statement that fetches them."""
    said = Confirmation.objects.filter(claim=OuterRef("pk")).order_by().values("claim").annotate(count=Count("pk"))
    waiting = Contest.objects.filter(claim=OuterRef("pk"), outcome="").order_by("id").values("at")[:1]
    kinds = {kind: Subquery(said.filter(kind=kind).values("count")) for kind in _SPEAKERS}
    return claims.annotate(waiting=Subquery(waiting), **{f"said_{kind}": count for kind, count in kinds.items()})


def _facts(row: Commitment, claim: Claim | None, today: date) -> rules.Facts:
    if claim is None:
        return rules.Facts(row.state, today)
    known = vars(claim)
    return rules.Facts(
        row.state, today, claimed_on=_day(claim.claimed_at), senders=known["said_sender"] or 0,
        shown=known["said_shown_sender"] or 0, outsiders=known["said_outsider"] or 0,
        pending_since=_day(known["waiting"]) if known["waiting"] else None,
    )  # fmt: skip


def _by_commitment(rows: "QuerySet[Row]") -> "defaultdict[UUID, list[Row]]":
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.commitment_id].append(row)
    return found


def _photos(claims: Sequence[Claim]) -> "defaultdict[UUID | None, list[EvidencePhoto]]":
    """Every photo by the id of the claim, confirmation or contest behind which it stands."""
    found: defaultdict[UUID | None, list[EvidencePhoto]] = defaultdict(list)
    ids = [claim.id for claim in claims]
    behind = Q(claim__in=ids) | Q(confirmation__claim__in=ids) | Q(contest__claim__in=ids)
    for photo in EvidencePhoto.objects.filter(behind).select_related("file", "covered"):
        found[photo.behind].append(photo)
    return found


def _is_shown(photo: EvidencePhoto) -> bool:
    """Whether everybody may see its covered copy."""
    covered = photo.covered
    return covered is not None and covered.public_since is not None and covered.erased_at is None


def _contests_of(claims: Sequence[Claim]) -> list[Contest]:
    return list(Contest.objects.filter(claim__in=[claim.id for claim in claims]).order_by("id"))


def _made(row: Commitment) -> Step:
    day = short_date(row.due_on if not row.moves else row.first_due_on)
    if row.origin == "book":
        text = _("Theo sổ của phường: đã hứa, hẹn ngày %(day)s.") % {"day": day}
        return Step(datetime.combine(row.promised_on, time(), HANOI), Moment(row.promised_on, text))
    text = _("Phường hứa, hẹn ngày %(day)s.") % {"day": day}
    return Step(row.made_at, Moment(_day(row.made_at), text))


def _moved(move: Move) -> Step:
    days = {"old": short_date(move.from_on), "new": short_date(move.to_on), "by": move.approved_by.post.name}
    text = _("Dời ngày hẹn từ %(old)s sang %(new)s. Người duyệt: %(by)s.") % days
    if move.days_late:
        late = ngettext("Lúc dời đã trễ %(days)s ngày.", "Lúc dời đã trễ %(days)s ngày.", move.days_late)
        text = f"{text} {late % {'days': move.days_late}}"
    return Step(move.moved_at, Moment(_day(move.moved_at), text, move.reason))


def _claimed(claim: Claim, photos: tuple[EvidencePhoto, ...]) -> Step:
    if claim.claimed_by_id is None:
        text = _("Theo sổ của phường: đã xong. Chưa được người dân xác nhận.")
    else:
        text = _("Đơn vị báo đã xong.")
    return Step(claim.claimed_at, Moment(_day(claim.claimed_at), text, claim.words, photos))


def _given_up(row: GivingUp) -> Step:
    return Step(row.at, Moment(_day(row.at), _("Phường báo không thực hiện lời hứa này."), row.reason))


def _confirmations(claims: Sequence[Claim], photos: Photos) -> Iterator[tuple[UUID, Step]]:
    confirmed = [claim.id for claim in claims if any(vars(claim).get(f"said_{kind}") for kind in _SPEAKERS)]
    for row in Confirmation.objects.filter(claim__in=confirmed).select_related("mandate__post__unit"):
        moment = Moment(_day(row.at), _confirmed(row), photos=tuple(photos.get(row.id, ())))
        yield row.claim_id, Step(row.at, moment)


def _confirmed(row: Confirmation) -> str:
    if row.mandate:
        return _("%(unit)s, ngoài đơn vị, xác nhận đã xong.") % {"unit": row.mandate.post.unit}
    if row.kind == "shown_sender":
        return _("Một người gửi, nhờ cán bộ, xác nhận đã xong.")
    return _("Một người gửi xác nhận đã xong.")


def _contests(contests: Sequence[Contest], photos: Photos) -> Iterator[tuple[UUID, Step]]:
    """Contests as steps; what residents wrote is not shown, what the Front answers is."""
    for row in contests:
        stranger = row.kind == "stranger"
        text = (
            _("Một người dân phản đối, đang chờ xem.") if stranger else _("Một người gửi báo chưa xong. Mở lại ngay.")
        )
        yield row.claim_id, Step(row.at, Moment(_day(row.at), text, photos=tuple(photos.get(row.id, ()))))
        if stranger and row.decided_at and row.decided_by:
            yield row.claim_id, Step(row.decided_at, _answered(row, _day(row.decided_at)))


def _answered(row: Contest, on: date) -> Moment:
    if row.outcome == "upheld":
        return Moment(on, _("Hai người ngoài đơn vị đồng ý với lời phản đối. Mở lại."))
    return Moment(on, _("Mặt trận trả lời lời phản đối: không nhận, có nêu lý do."), row.reason)


def _day(at: datetime) -> date:
    return at.astimezone(HANOI).date()
