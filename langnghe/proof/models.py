"""The public log of a ward: one for each epoch."""

from django.db import models
from django.db.models import F

from langnghe.kernel.clock import now
from langnghe.places.models import WardRow


class Log(WardRow):
    """A tree that only grows. `origin` names it for ever; `vkeys`: its public keys, a line each, the newest last.

    `size`, `root`: all that lies in files; `signed_size`: as much of it as a head was signed and published for.
    `marked_at`: the last mark for which a batch was sealed; `swept_at`: when it was last looked whether any older entry
    was left out; `sealed_to`: the highest entry in it. `trouble`: why the signer declined, empty when all is well.
    A log that ended grows no more. `quoted_*`: the last head known of the epoch before.
    """

    epoch = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=250)
    vkeys = models.TextField()
    size = models.PositiveBigIntegerField(default=0)
    root = models.BinaryField(max_length=32)
    signed_size = models.PositiveBigIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    marked_at = models.DateTimeField(null=True)
    swept_at = models.DateTimeField(null=True)
    sealed_to = models.UUIDField(null=True)
    trouble = models.CharField(max_length=40, blank=True)
    quoted_origin = models.CharField(max_length=250, blank=True)
    quoted_size = models.PositiveBigIntegerField(default=0)
    quoted_root = models.BinaryField(max_length=32, default=b"")
    began_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ward", "epoch"], name="log_epoch_once"),
            models.UniqueConstraint(fields=["ward", "origin"], name="log_origin_once"),
            models.UniqueConstraint(fields=["ward"], condition=models.Q(ended_at__isnull=True), name="log_one_open"),
            models.CheckConstraint(condition=models.Q(signed_size__lte=F("size")), name="log_signed_within"),
        ]

    def __str__(self) -> str:
        return self.origin

    @property
    def keys(self) -> list[str]:
        """Its public keys, the newest last."""
        return self.vkeys.split()
