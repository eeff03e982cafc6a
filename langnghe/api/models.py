"""What programs sent with a key of their own, so that the same sending twice is one."""

from django.db import models

from langnghe.kernel.clock import now
from langnghe.people.models import Token
from langnghe.places.models import WardRow


class Sending(WardRow):
    """A write of a program, known by the key it gave. Key and content are kept as keyed hashes for a few days only.

    `subject_id`: what came of it.
    """

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    operation = models.CharField(max_length=40)
    key_hash = models.BinaryField(max_length=32)
    content_hash = models.BinaryField(max_length=32)
    subject_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "token", "key_hash"], name="sending_key_once")]

    def __str__(self) -> str:
        return f"{self.operation} {self.at:%d/%m/%Y}"
