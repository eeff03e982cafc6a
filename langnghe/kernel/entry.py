"""The bytes of one ledger entry, and salted commitments: what a public log can show and keep for ever.

Nothing here may change: every proof ever given rests on these bytes. A new form is a new version beside it.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

SALT_BYTES = 32
OPINION_V1 = b"langnghe/opinion/v1"
FACTS_V1 = b"langnghe/facts/v1"

Fact = str | int | None


def new_salt() -> bytes:
    """32 bytes from the operating system; one per commitment, never used twice."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(domain: bytes, salt: bytes, content: bytes) -> bytes:
    """SHA-256(domain ‖ 0x00 ‖ salt ‖ content), 32 bytes; hides `content` as long as `salt` is secret."""
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")
    return hashlib.sha256(domain + b"\0" + salt + content).digest()


def words_bytes(text: str, attachments: Iterable[bytes] = ()) -> bytes:
    """Canonical bytes of an opinion: NFC UTF-8 words, then 0x00 and the commitment of each attachment (32 bytes)."""
    return unicodedata.normalize("NFC", text).encode() + b"".join(b"\0" + part for part in attachments)


def facts_bytes(facts: Mapping[str, Fact]) -> bytes:
    """Canonical bytes of an entry's facts: JSON, keys sorted, no spaces, UTF-8 (RFC 8785 for our value types)."""
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf_bytes(kind: str, at: datetime, about: bytes | None, committed: bytes) -> bytes:
    """The public record: five lines, each ending in LF: version, kind, UTC hour, the entry it is about, commitment."""
    hour = at.astimezone(UTC).strftime("%Y-%m-%dT%HZ")
    about_hex = about.hex() if about else "-"
    return f"langnghe/entry/v1\n{kind}\n{hour}\n{about_hex}\n{committed.hex()}\n".encode()
