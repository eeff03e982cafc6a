"""Photos of opinions: taken in before the form is sent, attached when it is, covered by an officer, looked at.

Only `Photo.covered` may ever be published: an officer looked at it. `Photo.file` is for those who may read the opinion.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from langnghe.files import actions as files
from langnghe.files import slots
from langnghe.files.decoding import Cleaned, Upload, cleaned
from langnghe.files.models import File
from langnghe.files.rules import Box
from langnghe.kernel import disk
from langnghe.kernel.actors import Actor
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.opinions.models import Addition, Opinion, Photo
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

MOST = 5
TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
MOST_OF_OPINION = 25


@dataclass(frozen=True)
class Kept:
    """The photos that are kept, in order, and a sentence for each that is not ("Ảnh thứ 2: …")."""

    files: list[File] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def tokens(self) -> list[str]:
        """What a form carries on to name these photos again; nobody can guess them."""
        return [file.token for file in self.files]


def keep(ward: Ward, uploads: Sequence[Upload | bytes], *, by: Actor, already: int = 0) -> Kept:
    """Clean up to five photos of a form, `already` of which it carries from before. Good ones are kept, others named.

    They wait for `attach`; those of a form that is never sent are erased after a day.
    """
    disk.demand_room()
    kept, room = Kept(), max(0, MOST - already)
    for place, result in enumerate(_cleaned(uploads[:room]), start=already + 1):
        if isinstance(result, Refused):
            kept.problems.append(_("Ảnh thứ %(place)s: %(why)s") % {"place": place, "why": result.message})
        else:
            kept.files.append(files.keep_cleaned(ward, result, by=by, waiting=True))
    if len(uploads) > room:
        kept.problems.append(_("Mỗi lần gửi được nhiều nhất 5 ảnh; những ảnh sau chưa được nhận."))
    return kept


def _cleaned(uploads: Sequence[Upload | bytes]) -> Iterator[Cleaned | Refused]:
    """A few at a time, in order."""
    spoken = get_language()
    with ThreadPoolExecutor(slots.COUNT) as helpers:
        yield from helpers.map(lambda upload: _clean_one(upload, spoken), uploads)


def _clean_one(upload: Upload | bytes, spoken: str | None) -> Cleaned | Refused:
    with override(spoken):
        try:
            return cleaned(upload)
        except Refused as error:
            return error


def waiting(ward: Ward, tokens: Iterable[str]) -> list[File]:
    """The photos that a form carries from before, in its order; what is unknown or gone is left out."""
    wanted = [token for token in dict.fromkeys(tokens) if TOKEN.fullmatch(token)][:MOST]
    found = File.objects.filter(ward=ward, token__in=wanted, waits_since__isnull=False, erased_at=None)
    by_token = {file.token: file for file in found}
    return [by_token[token] for token in wanted if token in by_token]


def attach(opinion: Opinion, file_ids: Iterable[UUID], *, by: Actor, addition: Addition | None = None) -> list[Photo]:
    """Join kept photos to an opinion, inside the caller's transaction and step. Refused when there are too many."""
    held = files.hold(opinion.ward, file_ids, by=by)
    last = Photo.objects.filter(ward=opinion.ward, opinion=opinion).aggregate(last=Max("place"))["last"] or 0
    if len(held) > MOST or last + len(held) > MOST_OF_OPINION:
        raise Refused(_("Quá nhiều ảnh: mỗi lần gửi nhiều nhất 5 ảnh, cả ý kiến nhiều nhất 25 ảnh."))
    rows = [
        Photo(ward=opinion.ward, opinion=opinion, addition=addition, place=place, file=file)
        for place, file in enumerate(held, start=last + 1)
    ]
    return Photo.objects.bulk_create(rows)


def of(opinion: Opinion) -> list[Photo]:
    """The photos of an opinion and its additions, in the order they came, without erased ones."""
    return list(_standing(opinion))


def photo_of(opinion: Opinion, photo_id: UUID) -> Photo | None:
    """One photo of an opinion."""
    return _standing(opinion).filter(id=photo_id).first()


def _standing(opinion: Opinion) -> QuerySet[Photo]:
    photos = Photo.objects.filter(ward_id=opinion.ward_id, opinion=opinion, file__erased_at=None)
    return photos.select_related("ward", "file", "covered").order_by("place", "id")


def cover(photo: Photo, boxes: Iterable[Box], *, by: Mandate) -> Photo:
    """Burn boxes into what is shown so far, more and more; none at all: looked at, nothing to hide. The photo stays.

    Makes the only picture of this photo that may ever be published, and publishes nothing. Refused for a bad box.
    """
    before = photo.covered
    made = files.cover(before or photo.file, boxes, by=by.actor)
    if not _put(photo, before, made, by):
        files.erase(made, by=by.actor)
        raise Refused(_("Ảnh này vừa có người khác che. Xin mở lại trang để xem bản mới."))
    return photo


@transaction.atomic
def _put(photo: Photo, before: File | None, made: File, by: Mandate) -> bool:
    if not _exchange(photo, before, made):
        return False
    if before and before.public_since:
        # Somebody saw too much on the public page: what is covered further takes its place there at once.
        files.publish(made, by=by.actor)
    if before:
        files.erase(before, by=by.actor)
    record("photo.covered", ward_id=photo.ward_id, subject=("opinions", photo.id), by=by.actor)
    return True


@transaction.atomic
def uncover(photo: Photo, *, by: Mandate) -> Photo:
    """Throw the covered picture away, published or not, and begin again with the photo as it came."""
    before = photo.covered
    if before and _exchange(photo, before, None):
        files.erase(before, by=by.actor)
        record("photo.uncovered", ward_id=photo.ward_id, subject=("opinions", photo.id), by=by.actor)
    return photo


def _exchange(photo: Photo, before: File | None, after: File | None) -> bool:
    """Put another covered picture in place, unless it is no longer the one that was looked at."""
    standing = Photo.objects.filter(Q(covered=before) if before else Q(covered=None), id=photo.id)
    changed = standing.update(covered=after) == 1
    photo.covered = after if changed else before
    return changed


@transaction.atomic
def erase(opinion: Opinion, *, by: Actor) -> None:
    """Remove every picture of an opinion for good, covered ones too; rows let go of the additions they came with."""
    for photo in of(opinion):
        for file in filter(None, (photo.file, photo.covered)):
            if not _shown_elsewhere(opinion, file):
                files.erase(file, by=by)
    Photo.objects.filter(ward_id=opinion.ward_id, opinion=opinion).update(addition=None)


def _shown_elsewhere(opinion: Opinion, file: File) -> bool:
    """The same form sent twice with other words makes two opinions with the same photos; the other one keeps them."""
    return Photo.objects.filter(ward_id=opinion.ward_id, file=file).exclude(opinion=opinion).exists()
