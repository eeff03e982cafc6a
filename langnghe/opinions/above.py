"""What a sender is told when nobody of the ward may read a complaint: who passes it on, and where to go oneself."""

from dataclasses import dataclass

from langnghe.opinions import visibility
from langnghe.opinions.models import BODIES, Opinion

# The inspectorate for any officer, the police inspection for the police, the procuracy for a crime.
OPEN_TO_ALL = ("inspectorate", "police_inspection", "procuracy")


@dataclass(frozen=True)
class Above:
    """`auditor`: somebody of the ward can still read it and pass it on; `bodies`: where a sender goes, by name."""

    auditor: bool
    bodies: tuple[str, ...]


def above(opinion: Opinion) -> Above | None:
    """What to tell the sender; None when somebody reads it as usual."""
    if not visibility.has_no_reader(opinion):
        return None
    return Above(visibility.has_last_reader(opinion), body_names(OPEN_TO_ALL))


def body_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies above a ward, in the reader's language."""
    names = dict(BODIES)
    return tuple(str(names[code]) for code in codes)
