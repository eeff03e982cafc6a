"""The inbox: an officer's own filters."""

from django.db import models

from langnghe.people.models import Officer
from langnghe.places.models import WardRow


class SavedFilter(WardRow):
    """A filter an officer keeps under a name: the query of its address, in the officer's own order.

    `first`: the inbox opens with it.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1_000)
    place = models.PositiveSmallIntegerField()
    first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "officer", "name"], name="saved_filter_name"),
            models.UniqueConstraint(
                fields=["ward", "officer"], condition=models.Q(first=True), name="saved_filter_first"
            ),
        ]

    def __str__(self) -> str:
        return self.name
