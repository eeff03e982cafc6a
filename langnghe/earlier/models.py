"""Imports of what a ward was told and promised in earlier years."""

from django.db import models

from langnghe.places.models import WardRow
from langnghe.sheets.models import Batch, BatchProblem


class EarlierImport(Batch, WardRow):
    """One uploaded book of earlier years."""

    guarded = models.PositiveIntegerField(default=0, help_text="rows kept from the board: crime, officers, children")

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="earlier_ward")]


class EarlierLine(WardRow):
    """What importing one row made, so that it can be taken back; plain ids, as the rows may go."""

    batch = models.ForeignKey(EarlierImport, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    opinion_id = models.UUIDField()
    matter_id = models.UUIDField(null=True)
    commitment_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "batch", "number"], name="earlier_line_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"


class EarlierProblem(BatchProblem, WardRow):
    """Why a row of the book cannot be imported; the sentence for `code` is in `problems.py`."""

    batch = models.ForeignKey(EarlierImport, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "batch", "number", "column"], name="earlier_problem_once")
        ]
