"""A form of the resident's page that could not be accepted: shown again with its words and photos, nothing lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm

from langnghe.files.models import File


@dataclass(frozen=True)
class Unsent:
    """`what` it was (add, answer, confirm, contest), to which `number` (question, promise), and what it carries."""

    what: str
    form: BaseForm
    photos: Sequence[File] = ()
    number: int = 0


def photos_of(unsent: Unsent | None, what: str, number: int = 0) -> Sequence[File]:
    """The photos to show again with this form."""
    return unsent.photos if unsent and (unsent.what, unsent.number) == (what, number) else ()
