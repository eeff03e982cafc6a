"""What the worker does after the steps of an import. Each works for a few seconds, then lets others have a turn."""

from typing import Any, Protocol
from uuid import UUID

from langnghe.kernel.actors import system
from langnghe.sheets.machine import Importing

SECONDS = 10.0


class Happened(Protocol):
    """The entry of a step: of which ward, about which batch."""

    @property
    def ward_id(self) -> UUID: ...

    @property
    def subject_id(self) -> UUID: ...


class Turns:
    """The followers of one kind of import; each safe to run twice."""

    def __init__(self, machine: Importing[Any, Any]) -> None:
        self._machine = machine

    def check(self, entry: Happened) -> bool:
        """Dry run of what was uploaded."""
        self._machine.check(self._batch(entry), by=system(entry.ward_id))
        return False

    def apply(self, entry: Happened) -> bool:
        """Write what was confirmed; True while more is left."""
        return self._machine.apply(self._batch(entry), by=system(entry.ward_id), seconds=SECONDS)

    def undo(self, entry: Happened) -> bool:
        """Take an import back; True while more is left."""
        return self._machine.undo(self._batch(entry), by=system(entry.ward_id), seconds=SECONDS)

    def _batch(self, entry: Happened) -> Any:
        batches = self._machine.batches._default_manager
        return batches.select_related("ward").get(ward=entry.ward_id, id=entry.subject_id)
