"""Which column of the table a person stands in: from the mandate, never from a choice on a page."""

from uuid import UUID

from langnghe.kernel.actors import Bearer
from langnghe.matters import reads
from langnghe.matters.models import Matter
from langnghe.people.models import Mandate
from langnghe.people.rules import acts_for

WORK, RELEASE = "matters.work", "answers.release"


def roles_of(matter: Matter, by: Bearer) -> frozenset[str]:
    """The roles of whoever acts, among those of `states.ROLES`; whether a resident is a sender their receipt said."""
    if not acts_for(by, matter.ward_id):
        return frozenset({"bystander"})
    if not isinstance(by, Mandate):
        return frozenset({"system" if by.actor.kind == "system" else "sender"})
    return _of_mandate(matter, by) or frozenset({"bystander"})


def holder_of(by: Bearer) -> UUID | None:
    """The mandate that acts, for the row that keeps who did it; None for the machine and for residents."""
    return by.actor.id if by.actor.kind == "officer" else None


def _of_mandate(matter: Matter, mandate: Mandate) -> frozenset[str]:
    if not reads.in_scope(mandate).filter(id=matter.id).exists():
        return frozenset()
    found = {"worker" if matter.post_id == mandate.post_id else "colleague"}
    return frozenset(found | ({"releaser"} if mandate.may(RELEASE) else set()))
