"""What stands behind a claim or a contest: words under a salted hash, and photos."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.commitments.models import Claim, Contest, EvidencePhoto
from langnghe.files.models import File
from langnghe.kernel import entry as form
from langnghe.kernel.refused import Refused

COMMITMENT_V1 = b"langnghe/commitment/v1"


def sealed_words(words: str) -> tuple[bytes, bytes]:
    """A fresh salt and the hash of the words under it: the ledger holds the hash, the row both."""
    salt = form.new_salt()
    return salt, form.commitment(COMMITMENT_V1, salt, form.words_bytes(words))


def keep_photos(photos: Sequence[File], *, claim: Claim | None = None, contest: Contest | None = None) -> None:
    """Put cleaned files with a claim or a contest, in their order. Refused for a file of another ward."""
    of = claim or contest
    assert of is not None
    if any(photo.ward_id != of.ward_id for photo in photos):
        raise Refused(_("Ảnh này không thuộc phường. Xin gửi lại ảnh."))
    EvidencePhoto.objects.bulk_create(
        EvidencePhoto(ward_id=of.ward_id, claim=claim, contest=contest, place=place, file=photo)
        for place, photo in enumerate(photos)
    )


def photos_of(claim: Claim) -> frozenset[UUID]:
    """Ids of the files with a claim."""
    return frozenset(EvidencePhoto.objects.filter(claim=claim).values_list("file_id", flat=True))
