"""Who reacts to which entry. Read once at start; each follower is safe to run twice."""

from collections.abc import Mapping

from langnghe.ledger.registry import Follower
from langnghe.people import entries as people
from langnghe.places import entries as places

KINDS: list[Mapping[str, str]] = [places.KINDS, people.KINDS]
FOLLOWERS: list[tuple[str, str, Follower]] = []
