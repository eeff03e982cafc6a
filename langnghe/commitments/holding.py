"""A commitment held for one step: its row locked, its standing claim, and the facts the rules decide by."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from langnghe.commitments import rules
from langnghe.commitments.models import Agreement, Claim, Commitment, Confirmation, Contest
from langnghe.kernel.clock import HANOI, local_today
from langnghe.kernel.refused import Refused


@dataclass
class Held:
    """One commitment inside a transaction; nobody else changes it until the transaction ends."""

    commitment: Commitment
    claim: Claim | None

    def facts(self) -> rules.Facts:
        """What the rules need, as the rows say at this moment."""
        state, today = self.commitment.state, local_today()
        if self.claim is None:
            return rules.Facts(state, today)
        voices = Counter(Confirmation.objects.filter(claim=self.claim).values_list("kind", flat=True))
        doubts = list(Contest.objects.filter(claim=self.claim, kind="stranger").order_by("id").only("at", "outcome"))
        waiting = [doubt for doubt in doubts if not doubt.outcome]
        return rules.Facts(
            state, today, claimed_on=_day(self.claim.claimed_at), senders=voices["sender"],
            shown=voices["shown_sender"], outsiders=voices["outsider"],
            pending_since=_day(waiting[0].at) if waiting else None, waiting=len(waiting),
            agreed=Agreement.objects.filter(contest=waiting[0]).count() if waiting else 0,
            set_aside=any(doubt.outcome == "set_aside" for doubt in doubts),
        )  # fmt: skip

    def pending(self) -> Contest | None:
        """The oldest contest of a stranger that waits for a decision."""
        return Contest.objects.filter(claim=self.claim, outcome="").order_by("id").first() if self.claim else None

    def keep(self, **changes: object) -> None:
        """Write changes to the row; its version grows with every step."""
        for name, value in {**changes, "version": self.commitment.version + 1}.items():
            setattr(self.commitment, name, value)
        self.commitment.save(update_fields=[*changes, "version"])


def hold(commitment: Commitment, *, seen: bool) -> Held:
    """Lock the row. `seen`: refused when somebody changed it since `commitment` was read.

    Residents are let through whatever version their page showed: what they say is about the claim, not about a field.
    """
    row = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("ward", "responsible__post__unit", "responsible__officer")
        .get(id=commitment.id)
    )
    if seen and row.version != commitment.version:
        raise Refused(_("Có người vừa cập nhật lời hứa này. Xin mở lại trang, xem bước mới rồi làm tiếp."))
    return Held(row, standing_claim(row))


def standing_claim(commitment: Commitment) -> Claim | None:
    """The claim that nobody voided."""
    claims = Claim.objects.filter(commitment=commitment, voided_at=None)
    return claims.select_related("claimed_by__post__unit").order_by("-number").first()


def mark_of(claim: Claim, voice: rules.Sender | rules.Stranger) -> bytes:
    """Who contests, under this claim only: nobody's contests under two claims can be put together."""
    own = f"{voice.room}:{voice.id}".encode() if isinstance(voice, rules.Sender) else b"\0" + voice.mark
    return hashlib.sha256(b"langnghe/contest/v1\0" + claim.id.bytes + own).digest()


def _day(at: datetime) -> date:
    return at.astimezone(HANOI).date()
