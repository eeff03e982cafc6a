"""Verbs of the ward's side: make and enter a promise, move its date, claim it done, give it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.commitments import finding, rules
from langnghe.commitments.evidence import keep_photos, photos_of, sealed_words
from langnghe.commitments.holding import Held, hold
from langnghe.commitments.models import Claim, Commitment, GivingUp, Move
from langnghe.commitments.roles import ENTER, RELEASE, roles_of
from langnghe.commitments.settling import pass_time
from langnghe.files.models import File
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.entry import Fact
from langnghe.kernel.folding import clean_text
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may, check_may_for
from langnghe.places.models import Ward
from langnghe.places.reads import heir, require_keeper, require_open
from langnghe.searching.writing import Text, put

Subject = tuple[str, UUID]


@dataclass(frozen=True)
class Earlier:
    """A promise of an earlier year as the ward's book has it; `done_on` is what the book says, nobody confirmed it."""

    words: str
    responsible_name: str
    promised_on: date
    due_on: date
    done_on: date | None = None


@transaction.atomic
def make(ward: Ward, about: Subject, *, words: str, responsible: Mandate, due_on: date, by: Bearer) -> Commitment:
    """Promise something about a matter (room, id): exact words, who answers for it, a day.

    Refused without words, for a day in the past, for somebody who holds no post now, or when it stands there already.
    """
    check_may_for(by, RELEASE, ward)
    require_keeper(ward, by)
    promised = Promised(words, responsible, due_on)
    words = _check_promise(ward, promised, by)
    _check_new(ward, about, words, due_on)
    return _begin("commitment.made", ward, about, _promised(promised, by), words, by)


@dataclass(frozen=True)
class Promised:
    """A promise to be made: exact words, who answers for it, a day."""

    words: str
    responsible: Mandate
    due_on: date


def make_within(
    ward: Ward, about: Subject, promises: Sequence[Promised], *, said: Sequence[Text] = (), by: Bearer
) -> list[Commitment]:
    """Several promises at once, as `make`, inside the transaction of a caller who holds the matter they are about.

    Nobody else promises about it meanwhile, so the numbers need no lock of their own. `said`: what the caller said,
    let be found in the same statement.
    """
    check_may_for(by, RELEASE, ward)
    require_keeper(ward, by)
    beside = Commitment.objects.filter(ward=ward, subject_room=about[0], subject_id=about[1])
    known = list(beside.values_list("words", "first_due_on"))
    made = []
    for promised in promises:
        words = _check_promise(ward, promised, by)
        if (words, promised.due_on) in known:
            raise Refused(_("Lời hứa này đã được ghi với đúng ngày hẹn đó rồi."))
        known.append((words, promised.due_on))
        made.append(_insert("commitment.made", ward, about, _promised(promised, by), words, len(known), by))
    put(*said, *map(finding.text_of, made))
    return made


@transaction.atomic
def enter(ward: Ward, about: Subject, earlier: Earlier, *, by: Bearer) -> Commitment:
    """Enter a promise of an earlier year; one the book calls done is shown as not confirmed by the people.

    Refused without words or with days that contradict each other.
    """
    check_may(by, ENTER, ward)
    require_open(ward)
    words = rules.check_words(earlier.words, _("Xin ghi điều phường đã hứa."))
    if earlier.due_on < earlier.promised_on or (earlier.done_on or earlier.promised_on) < earlier.promised_on:
        raise Refused(_("Ngày hẹn và ngày xong không thể trước ngày hứa. Xin xem lại ba ngày này."))
    if max(earlier.promised_on, earlier.done_on or earlier.promised_on) > local_today():
        raise Refused(_("Ngày hứa và ngày xong không thể ở tương lai. Xin xem lại."))
    _check_new(ward, about, words, earlier.due_on)
    commitment = Commitment(
        origin="book", responsible_name=clean_text(earlier.responsible_name)[:200], promised_on=earlier.promised_on,
        first_due_on=earlier.due_on, due_on=earlier.due_on, ended_on=earlier.done_on,
        state="booked" if earlier.done_on else "open",
    )  # fmt: skip
    _begin("commitment.entered", ward, about, commitment, words, by)
    if earlier.done_on:
        _claim(commitment, 1, "", None)
    return commitment


@transaction.atomic
def move(commitment: Commitment, *, to: date, reason: str, by: Mandate) -> Commitment:
    """Move the promised day. The old day stays visible with the reason, who approved it, and how late it was by then.

    Refused for who may not approve, without a reason, or when somebody changed the promise meanwhile.
    """
    held = _held(commitment, "move", by)
    row, today = held.commitment, local_today()
    reason = rules.check_words(reason, _("Xin ghi lý do dời ngày; người dân đọc được lý do này."))
    rules.check_move(row.due_on, to, today)
    late = row.timing.late_days(today)
    salt, digest = sealed_words(reason)
    Move.objects.create(
        ward_id=row.ward_id, commitment=row, from_on=row.due_on, to_on=to, moved_at=now(), days_late=late,
        reason=reason, salt=salt, reason_hash=digest, approved_by=by,
    )  # fmt: skip
    facts: dict[str, Fact] = {"from": str(row.due_on), "to": str(to), "late": late, "reason": digest.hex()}
    held.keep(due_on=to, moves=row.moves + 1, late_when_moved=max(late, row.late_when_moved))
    _record("commitment.moved", row, by, facts)
    return row


@transaction.atomic
def claim(commitment: Commitment, *, words: str = "", photos: Sequence[File] = (), by: Mandate) -> Claim:
    """Say it is done, with evidence in words or photos. Only residents or outsiders can make it kept.

    Refused for another unit, without evidence, or after a contest with nothing that is new.
    """
    held = _held(commitment, "claim", by)
    row, words = held.commitment, _evidence_words(words)
    rules.check_photos(len(photos))
    earlier = list(Claim.objects.filter(commitment=row).order_by("number"))
    rules.check_evidence(words, frozenset(photo.id for photo in photos), _evidence_of(earlier))
    claimed = _claim(row, len(earlier) + 1, words, by)
    keep_photos(row.ward, photos, claimed, by=by)
    held.keep(state="claimed", ended_on=local_today())
    facts: dict[str, Fact] = {
        "claim": claimed.number, "words": bytes(claimed.words_hash).hex(), "photos": len(photos),
        "late": row.timing.late_days(local_today()),
    }  # fmt: skip
    _record("commitment.claimed", row, by, facts)
    return claimed


@transaction.atomic
def give_up(commitment: Commitment, *, reason: str, by: Mandate) -> Commitment:
    """Say in public that it will not be done, and why. It stays among the promises, as not kept."""
    held = _held(commitment, "give_up", by)
    row = held.commitment
    reason = rules.check_words(reason, _("Xin ghi lý do không thực hiện; người dân đọc được lý do này."))
    salt, digest = sealed_words(reason)
    GivingUp.objects.create(
        ward_id=row.ward_id, commitment=row, at=now(), by=by, reason=reason, salt=salt, reason_hash=digest
    )
    held.keep(state="broken", ended_on=local_today())
    _record("commitment.given_up", row, by, {"reason": digest.hex(), "late": row.timing.late_days(local_today())})
    return row


def _held(commitment: Commitment, verb: str, by: Bearer) -> Held:
    held = hold(commitment, seen=True)
    require_keeper(held.commitment.ward, by)
    pass_time(held)
    rules.check(held.commitment.state, verb, roles_of(held.commitment, held.claim, by))
    return held


def _check_promise(ward: Ward, promised: Promised, by: Bearer) -> str:
    """The words as they will be kept. Refused as `make` says."""
    responsible = promised.responsible
    _check_approver(responsible, by)
    words = rules.check_words(promised.words, _("Xin ghi đúng điều phường hứa: làm gì, ở đâu, đến mức nào."))
    rules.check_due(promised.due_on, local_today())
    if responsible.ward_id != heir(ward).id or not responsible.runs_on(local_today()):
        raise Refused(_("Người chịu trách nhiệm phải đang có nhiệm vụ ở phường. Xin chọn người khác."))
    return words


def _promised(promised: Promised, by: Bearer) -> Commitment:
    return Commitment(
        responsible=promised.responsible, promised_on=local_today(), made_by=by if isinstance(by, Mandate) else None,
        first_due_on=promised.due_on, due_on=promised.due_on,
    )  # fmt: skip


def _check_approver(responsible: Mandate, by: Bearer) -> None:
    if not {"approver", "system"} & roles_of(Commitment(ward_id=by.ward_id, responsible=responsible), None, by):
        raise Refused(_("Lời hứa của đơn vị khác do trưởng đơn vị đó hoặc chủ tịch duyệt."))


def _check_new(ward: Ward, about: Subject, words: str, due_on: date) -> None:
    same = Commitment.objects.filter(ward=ward, subject_room=about[0], subject_id=about[1], words=words)
    if same.filter(first_due_on=due_on).exists():
        raise Refused(_("Lời hứa này đã được ghi với đúng ngày hẹn đó rồi."))


def _begin(kind: str, ward: Ward, about: Subject, new: Commitment, words: str, by: Bearer) -> Commitment:
    # Two promises at once about one matter: the second takes the next number after the first has let the ward go.
    Ward.objects.select_for_update(no_key=True).get(id=ward.id)
    beside = Commitment.objects.filter(ward=ward, subject_room=about[0], subject_id=about[1])
    made = _insert(kind, ward, about, new, words, beside.count() + 1, by)
    put(finding.text_of(made))
    return made


def _insert(
    kind: str, ward: Ward, about: Subject, new: Commitment, words: str, number: int, by: Bearer
) -> Commitment:  # fmt: skip
    new.id, new.ward, (new.subject_room, new.subject_id), new.words = uuid7(), ward, about, words
    new.number, new.made_at = number, now()
    new.salt, new.words_hash = sealed_words(words)
    new.save(force_insert=True)
    _record(kind, new, by, {
        "about": f"{new.subject_room}:{new.subject_id}", "number": new.number, "due": str(new.due_on),
        "responsible": str(new.responsible_id) if new.responsible_id else None,
        "done": str(new.ended_on) if new.ended_on else None, "words": bytes(new.words_hash).hex(),
    })  # fmt: skip
    return new


def _claim(row: Commitment, number: int, words: str, by: Mandate | None) -> Claim:
    salt, digest = sealed_words(words)
    return Claim.objects.create(
        ward_id=row.ward_id, commitment=row, number=number, claimed_at=now(), claimed_by=by, words=words,
        salt=salt, words_hash=digest,
    )  # fmt: skip


def _evidence_words(words: str) -> str:
    tidy = clean_text(words)
    return rules.check_words(tidy, "") if tidy else ""


def _evidence_of(claims: list[Claim]) -> list[tuple[str, frozenset[UUID]]]:
    return [(earlier.words, photos_of(earlier)) for earlier in claims]


def _record(kind: str, row: Commitment, by: Bearer, facts: dict[str, Fact]) -> None:
    record(kind, ward_id=row.ward_id, subject=("commitments", row.id), by=by.actor, facts=facts)
