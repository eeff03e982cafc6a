"""File: bytes kept for a ward, with a commitment that proves them and an address nobody can guess."""

from django.db import models

from langnghe.kernel.ids import new_token
from langnghe.places.models import WardRow


class File(WardRow):
    """One stored file. Its own name is never kept; `media_type` is one of `rules.SERVED`.

    `commitment` = SHA-256 over the bytes with `salt` (32 bytes each), as `kernel.entry.commitment` makes it.
    """

    token = models.CharField(max_length=43, default=new_token, editable=False)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    salt = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "token"], name="file_token")]
        indexes = [models.Index(fields=["token"], name="file_by_token")]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} B"
