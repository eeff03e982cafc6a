"""A step over many rows: asked by an officer, done by the worker slice by slice, undone the same way."""

import time
from collections.abc import Callable

from django.db import models

from langnghe.kernel.clock import now
from langnghe.people.models import Mandate
from langnghe.places.models import WardRow

TURN_SECONDS = 5.0


class Run(WardRow):
    """What was asked and how far it is: `total` when asked, `done` of them; `finished_at` once all were tried.

    Undone the same way: `undo_asked_at`, `undone_at`.
    """

    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def runs(self) -> bool:
        """Whether the worker still has something to do for it."""
        return self.undone_at is None if self.undo_asked_at else self.finished_at is None

    def ask_undo(self) -> bool:
        """Note that it is to be undone; False when somebody asked before. Inside the caller's transaction."""
        fresh = type(self)._base_manager.filter(id=self.id, undo_asked_at=None)
        return bool(fresh.update(undo_asked_at=now()))

    def work(self, step: Callable[[], int], seconds: float) -> bool:
        """Work on it for a while, slice after slice; True while more is left. An undo asked meanwhile stops it."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self.refresh_from_db(fields=["undo_asked_at", "finished_at"])
            if self.finished_at or self.undo_asked_at or not step():
                return False
        return True

    def unwork(self, step: Callable[[], int], seconds: float) -> bool:
        """Put back for a while, slice after slice; True while more is left."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if not step():
                return False
        return True

    def finish_undo(self) -> bool:
        """Note that all of it was put back; False when that was noted before."""
        return bool(type(self)._base_manager.filter(id=self.id, undone_at=None).update(undone_at=now()))

    def finish(self, **marks: object) -> bool:
        """Note that all of it was tried; False when that was noted before."""
        running = type(self)._base_manager.filter(id=self.id, finished_at=None)
        return bool(running.update(finished_at=now(), **marks))
