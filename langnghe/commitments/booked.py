"""Taking back promises that were entered from the ward's book, when the whole import is taken back."""

from uuid import UUID

from langnghe.commitments.models import (
    Claim,
    Commitment,
    Confirmation,
    Contest,
    EvidencePhoto,
    GivingUp,
    Miss,
    Move,
)
from langnghe.searching.writing import forget


def in_use(ward_id: UUID, ids: list[UUID]) -> bool:
    """Whether anything was said or done about one of these promises after it was entered."""
    said = (Confirmation, Contest)
    done = (Move, GivingUp)
    return any(rows._default_manager.filter(ward=ward_id, claim__commitment__in=ids).exists() for rows in said) or any(
        rows._default_manager.filter(ward=ward_id, commitment__in=ids).exists() for rows in done
    )


def take_out(ward_id: UUID, ids: list[UUID]) -> None:
    """Undo `actions.enter`, inside the caller's transaction; that they were entered stays in the ledger."""
    claims = Claim.objects.filter(ward=ward_id, commitment__in=ids, commitment__origin="book")
    EvidencePhoto.objects.filter(ward=ward_id, claim__in=claims).delete()
    claims.delete()
    Miss.objects.filter(ward=ward_id, commitment__in=ids).delete()
    Commitment.objects.filter(ward=ward_id, id__in=ids, origin="book").delete()
    forget(*ids)
