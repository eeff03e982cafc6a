"""The bytes of one ledger entry, and salted commitments: what a public log can show and keep for ever.

Nothing here may change: every proof ever given rests on these bytes. A new form is a new version beside it.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

SALT_BYTES = COMMITMENT_BYTES = 32
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
    """Canonical bytes of an opinion: NFC UTF-8 words, then 0x00 and the commitment of each attachment (32 bytes).

    Raises ValueError where two different opinions could get the same bytes.
    """
    parts = [bytes(part) for part in attachments]
    if "\0" in text:
        raise ValueError("words hold no NUL")
    if any(len(part) != COMMITMENT_BYTES for part in parts):
        raise ValueError("an attachment counts by its commitment of 32 bytes")
    return unicodedata.normalize("NFC", text).encode() + b"".join(b"\0" + part for part in parts)


def facts_bytes(facts: Mapping[str, Fact]) -> bytes:
    """Canonical bytes of an entry's facts: JSON by RFC 8785 for our value types.

    Raises TypeError or ValueError for what other verifiers would write differently: fractions, numbers past 2^53.
    """
    by_name = sorted(facts.items(), key=lambda fact: fact[0].encode("utf-16-be"))
    plain = {name: _plain(value) for name, value in by_name}
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: Fact) -> Fact:
    if not isinstance(value, str | int | None):
        raise TypeError(f"a fact is text, a whole number or nothing, not {type(value).__name__}")
    if isinstance(value, int) and abs(value) >= 2**53:
        raise ValueError("a number in a fact stays below 2^53, where every verifier reads it alike")
    return value


def leaf_bytes(kind: str, at: datetime, about: bytes | None, committed: bytes) -> bytes:
    """The public record: five lines, each ending in LF: version, kind, UTC hour, the entry it is about, commitment."""
    hour = at.astimezone(UTC).isoformat()[:13]
    about_hex = about.hex() if about else "-"
    return f"langnghe/entry/v1\n{kind}\n{hour}Z\n{about_hex}\n{committed.hex()}\n".encode()
