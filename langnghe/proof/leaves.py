"""Entries as leaves, and the leaves that only fill a batch."""

import hashlib
import hmac
from pathlib import Path

from django.conf import settings

from langnghe.kernel import entry as form
from langnghe.kernel.durable import write_durably
from langnghe.ledger.models import Entry, Leaf
from langnghe.proof.models import Log
from langnghe.tlog.leaves import dummy_leaf, leaf_bytes

KEY_BYTES = 32
DUMMY_V1 = b"langnghe/dummy/v1"


def keys_folder(log: Log) -> Path:
    """What belongs to a log and to nobody else: the key of its dummies, the key of promises. In no backup."""
    return Path(settings.KEYS) / "log" / str(log.ward_id) / str(log.epoch)


def record_of(entry: Entry) -> bytes:
    """The public record of an entry."""
    about = bytes(entry.about) if entry.about is not None else None
    return form.leaf_bytes(entry.kind, entry.at, about, bytes(entry.commitment))


def salt_of(entry: Entry) -> bytes | None:
    """The salt of an entry's leaf: its own; of one recorded before every entry had a salt, that of its leaf, if it is
    sealed already."""
    if entry.salt is not None:
        return bytes(entry.salt)
    leaf = Leaf.objects.filter(entry=entry).first()
    return bytes(leaf.salt) if leaf and leaf.salt else None


def bytes_of(entry: Entry, salt: bytes) -> bytes:
    """The leaf of an entry."""
    return leaf_bytes(salt, record_of(entry))


def dummy(key: bytes, log: Log, index: int) -> bytes:
    """The leaf that fills place `index`: nobody without the key of the log can tell it from an entry's.

    With the key the ward's own check can: a leaf that is neither an entry's nor this one was that of a row now gone.
    """
    said = DUMMY_V1 + b"\0" + log.origin.encode() + b"\0" + str(index).encode()
    return dummy_leaf(hmac.new(key, said, hashlib.sha256).digest())


def dummies_key(log: Log) -> bytes | None:
    """The key of a log's dummies; None when it is gone, as after a restoration without its folder of keys."""
    path = _dummies_file(log)
    return path.read_bytes() if path.exists() else None


def need_dummies_key(log: Log) -> bytes:
    """The same, made when it is not there."""
    found = dummies_key(log)
    if found is None:
        found = form.new_salt()
        write_durably(_dummies_file(log), found)
    return found


def _dummies_file(log: Log) -> Path:
    return keys_folder(log) / "dummies.key"
