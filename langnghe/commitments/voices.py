"""Verbs of the people: confirm, contest, and what outsiders and the Front do with a stranger's contest."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.commitments import rules
from langnghe.commitments.evidence import keep_photos, sealed_words
from langnghe.commitments.holding import Held, hold, mark_of
from langnghe.commitments.models import Agreement, Claim, Commitment, Confirmation, Contest
from langnghe.commitments.roles import roles_of
from langnghe.commitments.rules import Sender, Stranger
from langnghe.commitments.settling import pass_time
from langnghe.files.models import File
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate

Voice = Sender | Stranger


@transaction.atomic
def confirm(
    commitment: Commitment,
    *,
    voice: Voice | None = None,
    photos: Sequence[File] = (),
    claim: int | None = None,
    by: Bearer,
) -> Commitment:
    """Say that what was claimed is true: a sender by receipt (`voice`), or an outsider by mandate.

    `claim`: the number of the claim that the page showed; refused when another one stands now.

    Refused for the unit itself, while senders still have time to answer, when there is no claim, or a second time.
    """
    held, role = _held(commitment, "confirm", voice, by)
    rules.check_photos(len(photos))
    standing = _claim_of(held, claim)
    if role == "outsider":
        rules.check_outsider(held.facts())
    keep_photos(held.commitment.ward, photos, _confirmation(standing, role, voice, by), by=by)
    _record("commitment.confirmed", held, by, {"voice": role, "claim": standing.number, "photos": len(photos)})
    facts = held.facts()
    held.keep(state=rules.after_confirmation(facts), kept_by=rules.confirmed_by(facts) if facts.state == "kept" else "")
    pass_time(held)
    return held.commitment


@transaction.atomic
def contest(
    commitment: Commitment,
    *,
    voice: Voice,
    words: str = "",
    photos: Sequence[File] = (),
    claim: int | None = None,
    by: Bearer,
) -> Contest:
    """Say that what was claimed is not true. A sender's contest reopens at once; a stranger's goes to the Front.

    Refused for a stranger without words or photo, after 30 days, when there is no claim, or a second time.
    """
    held, role = _held(commitment, "contest", voice, by)
    words = clean_text(words)[: rules.MAX_WORDS]
    rules.check_photos(len(photos))
    rules.check_contest(held.facts(), role, sum(sign.isalnum() for sign in words), len(photos))
    standing = _claim_of(held, claim)
    said = _contest(standing, role, voice, words)
    keep_photos(held.commitment.ward, photos, said, by=by)
    facts: dict[str, Fact] = {
        "voice": role, "claim": standing.number, "words": bytes(said.words_hash).hex(), "photos": len(photos),
    }  # fmt: skip
    _record("commitment.contested", held, by, facts)
    _reopen(held, by) if role != "stranger" else held.keep()
    return said


@transaction.atomic
def uphold(commitment: Commitment, *, by: Mandate) -> Commitment:
    """Agree, as a person outside the unit, with the contest that waits; the second to agree reopens the promise."""
    held, _role = _held(commitment, "uphold", None, by)
    rules.check_pending(held.facts())
    said = held.pending()
    assert said is not None
    if Agreement.objects.filter(contest=said, officer=by.officer_id).exists():
        raise Refused(_("Đồng chí đã đồng ý rồi. Cần thêm một người khác, ngoài đơn vị."))
    Agreement.objects.create(ward_id=said.ward_id, contest=said, mandate=by, officer_id=by.officer_id, at=now())
    facts = held.facts()
    _record("commitment.contest_backed", held, by, {"agreed": facts.agreed})
    if rules.after_agreement(facts) == "reopened":
        _decide(held, by, outcome="upheld")
        _reopen(held, by)
    else:
        held.keep()
    return held.commitment


@transaction.atomic
def set_aside(commitment: Commitment, *, reason: str, by: Mandate) -> Commitment:
    """Do not accept the contests that wait, as the Front, with a reason everybody can read."""
    held, _role = _held(commitment, "set_aside", None, by)
    rules.check_pending(held.facts())
    reason = rules.check_words(reason, _("Xin ghi lý do; người dân đọc được lý do này."))
    salt, digest = sealed_words(reason)
    _decide(held, by, outcome="set_aside", reason=reason, reason_salt=salt)
    _record("commitment.contest_set_aside", held, by, {"reason": digest.hex()})
    held.keep()
    pass_time(held)
    return held.commitment


def _held(commitment: Commitment, verb: str, voice: Voice | None, by: Bearer) -> tuple[Held, str]:
    held = hold(commitment, seen=False)
    pass_time(held)
    same_ward = by.ward_id == held.commitment.ward_id
    roles = frozenset({voice.role}) if voice and same_ward else roles_of(held.commitment, held.claim, by)
    return held, rules.check(held.commitment.state, verb, roles)


def _claim_of(held: Held, number: int | None = None) -> Claim:
    claim = held.claim
    assert claim is not None
    if number not in (None, claim.number):
        raise Refused(_("Đơn vị vừa báo xong lại với bằng chứng mới. Xin mở lại trang, xem rồi trả lời."))
    return claim


def _confirmation(claim: Claim, role: str, voice: Voice | None, by: Bearer) -> Confirmation:
    said = Confirmation(ward_id=claim.ward_id, claim=claim, kind=role, at=now())
    if isinstance(voice, Sender):
        said.voice_room, said.voice_id = voice.room, voice.id
        same = Confirmation.objects.filter(claim=claim, voice_room=voice.room, voice_id=voice.id)
    else:
        assert isinstance(by, Mandate)
        said.mandate, said.officer = by, by.officer
        same = Confirmation.objects.filter(claim=claim, officer=by.officer)
    if same.exists():
        raise Refused(_("Lời xác nhận này đã được ghi rồi. Cảm ơn đã kiểm tra."))
    said.save(force_insert=True)
    return said


def _contest(claim: Claim, role: str, voice: Voice, words: str) -> Contest:
    mark = mark_of(claim, voice)
    if Contest.objects.filter(claim=claim, mark=mark).exists():
        raise Refused(_("Lời phản đối trước đã được ghi. Khi đơn vị báo xong lại, bà con phản đối được lần nữa."))
    room, voice_id = _named(voice)
    salt, digest = sealed_words(words)
    return Contest.objects.create(
        ward_id=claim.ward_id, claim=claim, kind=role, voice_room=room, voice_id=voice_id, mark=mark, words=words,
        salt=salt, words_hash=digest, at=now(), outcome="" if role == "stranger" else "upheld",
    )  # fmt: skip


def _named(voice: Voice) -> tuple[str, UUID | None]:
    return (voice.room, voice.id) if isinstance(voice, Sender) else ("", None)


def _decide(held: Held, by: Mandate | None, **how: object) -> None:
    Contest.objects.filter(claim=held.claim, outcome="").update(decided_at=now(), decided_by=by, **how)


def _reopen(held: Held, by: Bearer) -> None:
    claim = _claim_of(held)
    _decide(held, None, outcome="upheld")
    claim.voided_at = now()
    claim.save(update_fields=["voided_at"])
    held.keep(state="reopened", ended_on=None, kept_by="")
    _record("commitment.reopened", held, by, {"claim": claim.number})


def _record(kind: str, held: Held, by: Bearer, facts: dict[str, Fact]) -> None:
    row = held.commitment
    record(kind, ward_id=row.ward_id, subject=("commitments", row.id), by=by.actor, facts=facts)
