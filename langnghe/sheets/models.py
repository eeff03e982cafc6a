"""What every import keeps of an uploaded table and its bad rows; the tables belong to the room that imports."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from langnghe.kernel.clock import now


class Batch(models.Model):
    """One uploaded list: checked first, then applied in slices, undone if need be."""

    STATES = [
        (state, state) for state in ("received", "checked", "refused", "applying", "applied", "undoing", "undone")
    ]

    file_name = models.CharField(max_length=120)
    path = models.CharField(max_length=120, blank=True, help_text="below FILES_ROOT; empty once the file is removed")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="received")
    refusal = models.CharField(max_length=400, blank=True)
    form = models.CharField(max_length=20, blank=True, help_text="xlsx, or the encoding of a CSV")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="rows checked, applied or undone so far")
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:  # every table of ours has it from places.models.WardRow
        ward: Any
        ward_id: UUID

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


class BatchProblem(models.Model):
    """Why a row cannot be imported, by the code of a sentence; belongs to a `batch`."""

    number = models.PositiveIntegerField()
    column = models.CharField(max_length=30)
    code = models.CharField(max_length=30)
    excerpt = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} {self.column}: {self.code}"
