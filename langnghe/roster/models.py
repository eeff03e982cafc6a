"""Imports of a ward's officers."""

from django.db import models

from langnghe.places.models import WardRow
from langnghe.sheets.models import Batch, BatchProblem


class OfficerImport(Batch, WardRow):
    """One list of officers."""

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="officer_import_ward")]


class OfficerLine(WardRow):
    """What importing one row made, so that it can be taken back; plain ids, as the rows may go."""

    batch = models.ForeignKey(OfficerImport, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    officer_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    mandate_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "batch", "number"], name="officer_line_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"


class OfficerProblem(BatchProblem, WardRow):
    """Why a row of the list cannot be imported; the sentence for `code` is in `problems.py`."""

    batch = models.ForeignKey(OfficerImport, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "batch", "number", "column"], name="officer_problem_once")
        ]
