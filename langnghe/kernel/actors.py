"""Who acts: the smallest description of a doer that every storey can carry."""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

ActorKind = Literal["resident", "officer", "system"]


@dataclass(frozen=True)
class Actor:
    """A doer as the ledger knows it: a kind and, for an officer, the id of the mandate."""

    kind: ActorKind
    id: UUID | None = None


class Bearer(Protocol):
    """Whoever may act on a ward's rows: a mandate, the resident's browser, or the system itself.

    `group_ids`: the residential groups it looks after; None for the whole ward.
    """

    @property
    def actor(self) -> Actor: ...

    @property
    def ward_id(self) -> UUID: ...

    def may(self, capability: str) -> bool: ...

    def group_ids(self) -> list[UUID] | None: ...


@dataclass(frozen=True)
class SystemBearer:
    """The command line and the worker: acts on one ward, may do everything."""

    ward_id: UUID
    actor: Actor = Actor("system")

    def may(self, capability: str) -> bool:
        return True

    def group_ids(self) -> list[UUID] | None:
        """The whole ward."""
        return None


@dataclass(frozen=True)
class ResidentBearer:
    """A resident in front of a ward's public door: no mandate, hence no capability."""

    ward_id: UUID
    actor: Actor = Actor("resident")

    def may(self, capability: str) -> bool:
        return False

    def group_ids(self) -> list[UUID] | None:
        """None of the groups."""
        return []


def system(ward_id: UUID) -> SystemBearer:
    """The system acting on the rows of one ward."""
    return SystemBearer(ward_id)


def resident(ward_id: UUID) -> ResidentBearer:
    """A resident acting through the public door of one ward."""
    return ResidentBearer(ward_id)
