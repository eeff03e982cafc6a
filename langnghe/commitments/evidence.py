"""What stands behind a claim or a contest: words under a salted hash, and photos."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from langnghe.commitments.models import Claim, Commitment, Confirmation, Contest, EvidencePhoto
from langnghe.commitments.roles import RELEASE
from langnghe.files.actions import cover, erase, hold, publish
from langnghe.files.models import File
from langnghe.files.rules import Box
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Bearer
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate
from langnghe.people.rules import acts_for
from langnghe.places.models import Ward

COMMITMENT_V1 = b"langnghe/commitment/v1"


def sealed_words(words: str) -> tuple[bytes, bytes]:
    """A fresh salt and the hash of the words under it: the ledger holds the hash, the row both."""
    salt = form.new_salt()
    return salt, form.commitment(COMMITMENT_V1, salt, form.words_bytes(words))


def keep_photos(ward: Ward, photos: Sequence[File], behind: Claim | Confirmation | Contest, *, by: Bearer) -> None:
    """Put cleaned files behind what somebody said, in their order. Refused for one that is gone or another ward's."""
    held = hold(ward, [photo.id for photo in photos], by=by.actor) if photos else []
    said = {type(behind)._meta.model_name or "": behind}
    EvidencePhoto.objects.bulk_create(
        EvidencePhoto(ward=ward, place=place, file=photo, **said) for place, photo in enumerate(held)
    )


def cover_photo(photo: EvidencePhoto, boxes: Iterable[Box], *, by: Mandate) -> EvidencePhoto:
    """Burn black boxes into a copy (none: looked at, nothing to hide) and show that copy, and it alone, in public.

    Refused for who may not release promises, and once the photo is gone.
    """
    if not acts_for(by, photo.ward_id) or not by.may(RELEASE):
        raise Refused(_("Chỉ người duyệt của phường được chọn ảnh đã che để đăng."))
    shown_before, covered = photo.covered, publish(cover(photo.file, boxes, by=by.actor), by=by.actor)
    with transaction.atomic():
        if shown_before:
            # Covered again because it showed too much: the earlier copy must not stay at its public address.
            erase(shown_before, by=by.actor)
        photo.covered = covered
        photo.save(update_fields=["covered"])
        facts = {"file": bytes(covered.commitment).hex()}
        record("commitment.photo_covered", ward_id=photo.ward_id, subject=("commitments", photo.id), by=by.actor,
               facts=facts)  # fmt: skip
    return photo


@transaction.atomic
def forget_voice(ward_id: UUID, room: str, voice_id: UUID, *, by: Bearer) -> None:
    """Erase the words and photos with which a sender confirmed or contested; that somebody did stays."""
    said = Contest.objects.filter(ward_id=ward_id, voice_room=room, voice_id=voice_id)
    confirmed = Confirmation.objects.filter(ward_id=ward_id, voice_room=room, voice_id=voice_id)
    shown = EvidencePhoto.objects.filter(Q(contest__in=said) | Q(confirmation__in=confirmed))
    for photo in shown.select_related("file", "covered"):
        for file in filter(None, (photo.file, photo.covered)):
            erase(file, by=by.actor)
    said.update(words="", salt=b"")


def uncovered(ward_ids: Sequence[UUID]) -> QuerySet[Commitment]:
    """Promises of these wards with photos that nobody has covered yet, the one that is done or due longest first.

    Those of the claim that stands, and those residents sent along when they confirmed or contested; not of a contest
    that the Front did not accept.
    """
    photos = EvidencePhoto.objects.filter(ward__in=ward_ids, covered=None, file__erased_at=None)
    of_claims = photos.filter(claim__isnull=False, claim__voided_at=None).values("claim__commitment")
    of_voices = photos.filter(confirmation__isnull=False).values("confirmation__claim__commitment")
    of_doubts = photos.filter(contest__isnull=False).exclude(contest__outcome="set_aside")
    waiting = Q(pk__in=of_claims) | Q(pk__in=of_voices) | Q(pk__in=of_doubts.values("contest__claim__commitment"))
    found = Commitment.objects.filter(waiting, ward__in=ward_ids)
    return found.order_by(Coalesce("ended_on", "due_on"), "id")


def photos_of(claim: Claim) -> frozenset[UUID]:
    """Ids of the files with a claim."""
    return frozenset(EvidencePhoto.objects.filter(claim=claim).values_list("file_id", flat=True))
