"""Imports of a ward's whole workbook."""

from django.db import models

from langnghe.places.models import WardRow
from langnghe.sheets.models import Batch, BatchProblem


class WorkbookImport(Batch, WardRow):
    """One uploaded workbook; its parts are imports of the rooms they belong to."""

    sheets = models.JSONField(default=dict, help_text="by sheet: rows that are good, added, changed, same")
    parts = models.JSONField(default=dict, help_text="by sheet: id of the import that takes it in, and how it ended")
    strangers = models.JSONField(default=list, help_text="names of sheets that were not read")

    class Meta:
        indexes = [models.Index(fields=["ward", "-id"], name="workbook_import_ward")]


class WorkbookRemark(BatchProblem, WardRow):
    """What is said of a row: why it cannot be imported, or (`is_note`) what is only to be known."""

    batch = models.ForeignKey(WorkbookImport, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=12)
    other = models.PositiveIntegerField(default=0, help_text="the row the sentence goes back to")
    is_note = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "batch", "sheet", "number", "column"], name="workbook_remark_once")
        ]
