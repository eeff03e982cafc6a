"""What officers find of a promise: its words, on the page of what it is about."""

from collections.abc import Iterator

from langnghe.commitments.models import Commitment
from langnghe.searching.writing import Text, passage

KINDS = ("promise",)


def text_of(promise: Commitment) -> Text:
    """The exact words of a promise."""
    return passage(promise.id, promise.ward_id, "promise", promise.subject_id, promise.words)


def every_text() -> Iterator[Text]:
    """Every promise, to make the index anew."""
    return map(text_of, Commitment.objects.order_by("id").iterator())
