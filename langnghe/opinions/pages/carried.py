"""Photos that a form carries: those just chosen, and those cleaned before, when the form had to be shown again.

Fields: `photos` (files), `photo` (tokens of cleaned ones, hidden), `photo_drop` (tokens of those ticked away).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from langnghe.files.models import File
from langnghe.kernel.actors import Actor
from langnghe.kernel.refused import Refused
from langnghe.opinions import photos
from langnghe.places.models import Ward


@dataclass(frozen=True)
class Carried:
    """The cleaned photos, in order, and a sentence for each that could not be kept."""

    files: Sequence[File] = ()
    problems: Sequence[str] = ()


def any_in(request: HttpRequest) -> bool:
    """Whether the form came with photos."""
    return bool(request.FILES) or "photo" in request.POST


def marks(request: HttpRequest) -> tuple[str, ...]:
    """What stands for the photos when the same form is recognised: kept ones by token, new ones by their bytes."""
    return (*_tokens(request), *(_digest(upload) for upload in _uploads(request)))


def take(request: HttpRequest, ward: Ward, *, by: Actor) -> Carried:
    """Clean what is new and find what was kept. Whatever cannot be kept is named; nothing is refused as a whole."""
    tokens, uploads = _tokens(request), _uploads(request)
    before = photos.waiting(ward, tokens)
    lost = [_("Một ảnh gửi trước đã quá lâu nên không còn. Xin chọn lại ảnh ấy.")] if len(before) < len(tokens) else []
    if not uploads:
        return Carried(before, lost)
    try:
        fresh = photos.keep(ward, uploads, by=by, already=len(before))
    except Refused as error:
        return Carried(before, [*lost, error.message])
    return Carried([*before, *fresh.files], [*lost, *fresh.problems])


def along(request: HttpRequest, carried: Carried) -> QueryDict:
    """What was posted, with the photos by their tokens: so they travel where files cannot."""
    data = request.POST.copy()
    data.setlist("photo", [file.token for file in carried.files])
    data.pop("photo_drop", None)
    return data


def _tokens(request: HttpRequest) -> list[str]:
    dropped = set(request.POST.getlist("photo_drop"))
    return [token for token in dict.fromkeys(request.POST.getlist("photo")) if token not in dropped]


def _uploads(request: HttpRequest) -> "list[UploadedFile[bytes]]":
    return request.FILES.getlist("photos")


def _digest(upload: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
