"""What a resident takes away: the promise at once, the proof when the head is out. Nothing of it is stored."""

from collections.abc import Sequence
from datetime import datetime

from django.core.cache import caches

from langnghe.ledger.models import Entry
from langnghe.places.models import Ward
from langnghe.proof import marks, reads
from langnghe.proof.epochs import open_log
from langnghe.proof.leaves import record_of, salt_of
from langnghe.proof.models import Log
from langnghe.proof.promising import Promising, promising
from langnghe.proof.shelf import Shelf
from langnghe.tlog import promises
from langnghe.tlog.leaves import entry_leaf_hash
from langnghe.tlog.merkle import inclusion
from langnghe.tlog.openings import Opening
from langnghe.tlog.proofs import Proof

NEAR_SECONDS = 10


def due(entry: Entry) -> datetime:
    """By when a head will cover an entry."""
    return marks.due(entry.at)


def promise(entry: Entry) -> bytes | None:
    """The signed promise that a head will cover this entry; None while no key may promise."""
    found = _promising(entry)
    return _promise(entry, *found) if found else None


def promise_file(
    entry: Entry, *, serial: str, words_salt: bytes, photos: Sequence[bytes] = ()
) -> bytes | None:  # fmt: skip
    """The promise with its certificate and its opening (`.tlog-promise`); None while no key may promise."""
    found = _promising(entry)
    if found is None:
        return None
    log, key = found
    opening = _opening(entry, serial, words_salt, photos, key.logs, ())
    return promises.encode_file(opening.encode(), key.certificate, _promise(entry, log, key))


def proof_file(
    entry: Entry, *, serial: str, words_salt: bytes, photos: Sequence[bytes] = ()
) -> bytes | None:  # fmt: skip
    """The proof under the head published now (`.tlog-proof`); None while no head covers the entry."""
    place = reads.place_of(entry)
    head = reads.published(place.log) if place else None
    if place is None or head is None or place.index >= head.head.size:
        return None
    logs, witnesses = tuple(key.vkey for key in head.logs), tuple(key.vkey for key in head.witnesses)
    opening = _opening(entry, serial, words_salt, photos, logs, witnesses)
    path = inclusion(place.index, head.head.size, Shelf(place.log.origin).reader(head.head.size))
    return Proof(place.index, tuple(path), _note(head), opening.encode()).encode()


def _note(head: reads.Head) -> bytes:
    """The head with the lines of those we can name: no bit of the file goes unchecked."""
    lines = "".join(line.line() for line in head.note.signatures)
    return f"{head.note.text}\n{lines}".encode()


def may_promise(entry: Entry) -> bool:
    """Whether a promise of this entry can be shown."""
    return _promising(entry) is not None


def _promising(entry: Entry) -> tuple[Log, Promising] | None:
    """The log that has or will have an entry, with its key of promises.

    What was recorded since the log began that is open now belongs there: no question is put for it, since everybody who
    sends waits for this.
    """
    found = _near(entry)
    if found is None or entry.at < found[0].began_at or entry.salt is None:
        place = reads.place_of(entry)
        log = place.log if place else found[0] if found else None
        key = promising(log) if log else None
        found = (log, key) if log and key and salt_of(entry) else None
    return found


def _near(entry: Entry) -> tuple[Log, Promising] | None:
    """The open log of a ward and its key, as of a few seconds ago; None where there is none yet."""
    near, name = caches["near"], f"promising:{entry.ward_id}"
    known: list[tuple[Log, Promising]] | None = near.get(name)
    if known is None:
        log = open_log(Ward.objects.select_related("successor").get(id=entry.ward_id))
        key = promising(log) if log else None
        known = [(log, key)] if log and key else []
        near.set(name, known, NEAR_SECONDS)
    return known[0] if known else None


def _promise(entry: Entry, log: Log, key: Promising) -> bytes:
    salt = salt_of(entry)
    assert salt is not None
    return key.promise(promises.Promise(log.origin, entry_leaf_hash(salt, record_of(entry)), due(entry)))


def _opening(
    entry: Entry, serial: str, words_salt: bytes, photos: Sequence[bytes],
    logs: tuple[str, ...], witnesses: tuple[str, ...],
) -> Opening:  # fmt: skip
    salt = salt_of(entry)
    assert salt is not None
    return Opening(serial, logs, salt, record_of(entry), bytes(words_salt), tuple(map(bytes, photos)), witnesses)
