"""Which column of the table a person stands in: from the mandate, never from a choice on a page."""

from langnghe.commitments.models import Claim, Commitment
from langnghe.kernel.actors import Bearer
from langnghe.people.models import Mandate, Post
from langnghe.people.reads import current_mandates
from langnghe.people.rules import acts_for

RELEASE, CLAIM, CONFIRM, ENTER = (f"commitments.{verb}" for verb in ("release", "claim", "confirm", "enter"))


def roles_of(commitment: Commitment, claim: Claim | None, by: Bearer) -> frozenset[str]:
    """The roles of whoever acts, among those of `rules.ROLES`; for a resident the voice says it."""
    if not acts_for(by, commitment.ward_id):
        return frozenset({"bystander"})
    if by.actor.kind == "system":
        return frozenset({"system"})
    return _of_mandate(commitment, claim, by) if isinstance(by, Mandate) else frozenset()


def _of_mandate(commitment: Commitment, claim: Claim | None, mandate: Mandate) -> frozenset[str]:
    doers = [held for held in (commitment.responsible, claim and claim.claimed_by) if held]
    inside = not doers or _is_of(mandate.post, doers)
    found = {
        "doer": inside and mandate.may(CLAIM),
        "approver": mandate.may(RELEASE) and (inside or mandate.role == "chairman"),
        "outsider": mandate.may(CONFIRM) and _is_outside(mandate, doers),
    }
    found["front"] = found["outsider"] and mandate.post.unit.kind == _judge(doers)
    return frozenset(role for role, holds in found.items() if holds) or frozenset({"bystander"})


def _is_of(post: Post, doers: list[Mandate]) -> bool:
    """Whether a post is at the unit of one of these; of a ward that was merged, at its heir's unit of the same kind."""
    return any(
        post.unit_id == held.post.unit_id
        or (post.ward_id != held.ward_id and post.unit.kind == held.post.unit.kind)
        for held in doers
    )  # fmt: skip


def _is_outside(mandate: Mandate, doers: list[Mandate]) -> bool:
    """Outside is a person, not a desk: whoever also holds a post in the unit is not."""
    own = [mandate.post, *(held.post for held in current_mandates(mandate.officer))]
    return not any(_is_of(post, doers) for post in own) and mandate.officer_id not in {d.officer_id for d in doers}


def _judge(doers: list[Mandate]) -> str:
    """The kind of unit that answers strangers' contests: the Front, or the auditors where the Front itself promised."""
    return "audit" if any(held.post.unit.kind == "front" for held in doers) else "front"
