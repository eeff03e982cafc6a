"""File: bytes kept for a ward, with a commitment that proves them and an address nobody can guess."""

from django.db import models

from langnghe.kernel.ids import new_token
from langnghe.places.models import WardRow


class File(WardRow):
    """One stored file. Its own name is never kept; `media_type` is one of `rules.SERVED`.

    Nobody but those whom a room lets in sees it until `public_since`. `waits_since`: it came with a form that was not
    sent yet. `erased_at`: its bytes are gone or on their way; `size` is 0 and `salt` empty once they are.
    `width`, `height`: pixels of a picture, else 0.

    `commitment` = SHA-256 over the bytes with `salt` (32 bytes each), as `kernel.entry.commitment` makes it.
    """

    token = models.CharField(max_length=43, default=new_token, editable=False)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    salt = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
    stored_at = models.DateTimeField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    waits_since = models.DateTimeField(null=True)
    public_since = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ward", "token"], name="file_token")]
        indexes = [
            models.Index(fields=["token"], name="file_by_token"),
            models.Index(fields=["waits_since"], name="file_waiting", condition=models.Q(waits_since__isnull=False)),
            models.Index(
                fields=["erased_at"], name="file_erasing", condition=models.Q(erased_at__isnull=False, size__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} B"
