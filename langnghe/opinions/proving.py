"""What the sender takes away about the public log: the promise at once, the proof when a head covers the opinion.

Both hold the salts with which a leaf is known to be this opinion's: only who shows the receipt may have them.
"""

from dataclasses import dataclass
from datetime import datetime

from langnghe.kernel import entry as form
from langnghe.ledger.models import Entry
from langnghe.ledger.reads import steps_of
from langnghe.opinions.models import Opinion, Photo
from langnghe.proof import giving, reads

RECEIVED = "opinion.received"
PROMISE_SUFFIX, PROOF_SUFFIX = ".tlog-promise", ".tlog-proof"


@dataclass(frozen=True)
class Shown:
    """What the sender can take away now. `due`: by when a head covers the opinion."""

    is_ready: bool
    has_promise: bool
    due: datetime


def shown(opinion: Opinion) -> Shown | None:
    """What to offer on the sender's page; None while the ward's log has not begun, and for words that are erased."""
    entry = _entry(opinion)
    if entry is None:
        return None
    place = reads.place_of(entry)
    promised = giving.may_promise(entry)
    ready = place is not None and place.is_covered
    return Shown(ready, promised, giving.due(entry)) if ready or promised else None


def promise_of(opinion: Opinion) -> bytes | None:
    """The file with the signed promise; None while nobody may promise, and for words that are erased."""
    entry = _entry(opinion)
    if entry is None:
        return None
    return giving.promise_file(entry, serial=opinion.serial, words_salt=bytes(opinion.salt), photos=photos_of(opinion))


def proof_of(opinion: Opinion) -> bytes | None:
    """The file with the proof; None while no head covers the opinion, and for words that are erased."""
    entry = _entry(opinion)
    if entry is None:
        return None
    return giving.proof_file(entry, serial=opinion.serial, words_salt=bytes(opinion.salt), photos=photos_of(opinion))


def photos_of(opinion: Opinion) -> list[bytes]:
    """Commitments of the photos the opinion was sent with, as far as its own commitment names them."""
    if names(opinion, []):
        return []
    sent = Photo.objects.filter(ward_id=opinion.ward_id, opinion=opinion, addition=None).order_by("place", "id")
    pictures = [bytes(photo.file.commitment) for photo in sent.select_related("file")]
    return pictures if pictures and names(opinion, pictures) else []


def names(opinion: Opinion, pictures: list[bytes]) -> bool:
    """Whether the opinion's commitment is over its words with just these photos."""
    content = form.words_bytes(opinion.words, pictures)
    return form.commitment(form.OPINION_V1, bytes(opinion.salt), content) == bytes(opinion.commitment)


def _entry(opinion: Opinion) -> Entry | None:
    if opinion.erased_at or not opinion.salt:
        return None
    return opinion.recorded or steps_of(opinion.ward_id, "opinions", opinion.id).filter(kind=RECEIVED).first()
