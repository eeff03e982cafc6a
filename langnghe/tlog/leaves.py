"""The leaf of an entry: opaque and alike, so that neither a crime report nor a filler can be told from the rest.

record = `kernel.entry.leaf_bytes`; leaf = a line of version and a line of 64 hex digits, which hide the record as long
as the leaf's salt is secret. docs/decisions/public-log.md. Nothing here may change.
"""

import re
from datetime import UTC, datetime
from typing import Final

from langnghe.kernel.entry import COMMITMENT_BYTES, commitment
from langnghe.tlog.merkle import leaf_hash
from langnghe.tlog.refusals import Malformed

LEAF_V1: Final = b"langnghe/leaf/v1"
LEAF_BYTES: Final = len(LEAF_V1) + 1 + 2 * COMMITMENT_BYTES + 1
_RECORD = re.compile(
    rb"langnghe/entry/v1\n(?P<kind>[a-z0-9_.]{1,80})\n(?P<hour>2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}Z)\n"
    rb"(?P<about>-|[0-9a-f]{64})\n(?P<committed>[0-9a-f]{64})\n"
)


def leaf_bytes(salt: bytes, record: bytes) -> bytes:
    """The bytes of the leaf of an entry with this salt (32 bytes) and public record."""
    return _written(commitment(LEAF_V1, salt, record))


def dummy_leaf(filler: bytes) -> bytes:
    """The bytes of a leaf that fills a batch, over 32 random bytes; nobody can tell it from an entry's."""
    if len(filler) != COMMITMENT_BYTES:
        raise ValueError("a filler is 32 random bytes")
    return _written(filler)


def entry_leaf_hash(salt: bytes, record: bytes) -> bytes:
    """The hash of an entry's leaf in the tree."""
    return leaf_hash(leaf_bytes(salt, record))


def committed_in(record: bytes) -> bytes:
    """What a public record commits to (32 bytes). Raises Malformed for what is no record of five lines."""
    return bytes.fromhex(_fields(record)["committed"])


def hour_of(record: bytes) -> datetime:
    """The beginning of the hour (UTC) in which it happened, from a public record. Raises Malformed."""
    hour = _fields(record)["hour"]
    try:
        return datetime.strptime(hour, "%Y-%m-%dT%HZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed("record", "no such hour") from error


def kind_of(record: bytes) -> str:
    """What happened, from a public record. Raises Malformed."""
    return _fields(record)["kind"]


def _fields(record: bytes) -> dict[str, str]:
    found = _RECORD.fullmatch(record)
    if found is None:
        raise Malformed("record", "not the five lines of a public record")
    return {name: value.decode() for name, value in found.groupdict().items()}


def _written(value: bytes) -> bytes:
    return LEAF_V1 + b"\n" + value.hex().encode() + b"\n"
