"""Which column of the table a person stands in: from the mandate, never from a choice on a page."""

from uuid import UUID

from langnghe.commitments.models import Claim, Commitment
from langnghe.kernel.actors import Bearer
from langnghe.people.models import Mandate
from langnghe.people.reads import current_mandates

RELEASE, CLAIM, CONFIRM, ENTER = (f"commitments.{verb}" for verb in ("release", "claim", "confirm", "enter"))


def roles_of(commitment: Commitment, claim: Claim | None, by: Bearer) -> frozenset[str]:
    """The roles of whoever acts, among those of `rules.ROLES`; for a resident the voice says it."""
    if by.ward_id != commitment.ward_id:
        return frozenset({"bystander"})
    if by.actor.kind == "system":
        return frozenset({"system"})
    return _of_mandate(commitment, claim, by) if isinstance(by, Mandate) else frozenset()


def _of_mandate(commitment: Commitment, claim: Claim | None, mandate: Mandate) -> frozenset[str]:
    doers = [held for held in (commitment.responsible, claim and claim.claimed_by) if held]
    units = {held.post.unit_id for held in doers}
    inside = not units or mandate.post.unit_id in units
    found = {
        "doer": inside and mandate.may(CLAIM),
        "approver": mandate.may(RELEASE) and (inside or mandate.role == "chairman"),
        "outsider": mandate.may(CONFIRM) and _is_outside(mandate, units, doers),
    }
    found["front"] = found["outsider"] and mandate.post.unit.kind == _judge(doers)
    return frozenset(role for role, holds in found.items() if holds) or frozenset({"bystander"})


def _is_outside(mandate: Mandate, units: set[UUID], doers: list[Mandate]) -> bool:
    """Outside is a person, not a desk: whoever also holds a post in the unit is not."""
    own = {held.post.unit_id for held in current_mandates(mandate.officer)} | {mandate.post.unit_id}
    return not own & units and mandate.officer_id not in {held.officer_id for held in doers}


def _judge(doers: list[Mandate]) -> str:
    """The kind of unit that answers strangers' contests: the Front, or the auditors where the Front itself promised."""
    return "audit" if any(held.post.unit.kind == "front" for held in doers) else "front"
