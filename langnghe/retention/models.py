"""Retention run: what went in a ward on a day because it was kept as long as the ward keeps it."""

from django.db import models

from langnghe.places.models import WardRow


class RetentionRun(WardRow):
    """A night in which something went: how many contacts, whole opinions, opinions dismissed in a flood.

    Counted up as it goes, so that a killed worker goes on; `ended_at` once nothing more was due.
    """

    on = models.DateField()
    contacts = models.PositiveIntegerField(default=0)
    opinions = models.PositiveIntegerField(default=0)
    asides = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "on"], name="retention_run_once")]

    def __str__(self) -> str:
        return f"{self.on}: {self.contacts}, {self.opinions}, {self.asides}"
