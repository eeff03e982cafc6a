"""A promise the ward puts on top of its page: five in a year, no more, or nobody reads them."""

from django.db import models

from langnghe.commitments.models import Commitment
from langnghe.people.models import Mandate
from langnghe.places.models import WardRow


class PinnedPromise(WardRow):
    """A commitment stands on top from one moment to another. `year`: the one it was made in."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pinned_at = models.DateTimeField()
    pinned_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    unpinned_at = models.DateTimeField(null=True)
    unpinned_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "commitment"], condition=models.Q(unpinned_at__isnull=True), name="pinned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.commitment_id}"
