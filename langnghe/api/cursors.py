"""Where a list goes on: opaque to programs, ours alone, good for one list only."""

import base64
import binascii
import hashlib
import hmac
import json
from functools import cache

from django.conf import settings

PROOF_BYTES = 12


class Garbage(Exception):
    """No cursor of ours, or one of another list."""


def cursor(of: str, *place: object) -> str:
    """A cursor of a list, for the place after which it goes on."""
    told = json.dumps([str(part) for part in place], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_proof(of, told) + told).rstrip(b"=").decode()


def place(of: str, text: str, parts: int) -> list[str]:
    """The place in a cursor of this list. Raises Garbage for anything else."""
    try:
        raw = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Garbage from error
    proof, told = raw[:PROOF_BYTES], raw[PROOF_BYTES:]
    if not hmac.compare_digest(proof, _proof(of, told)):
        raise Garbage
    found: list[str] = json.loads(told)
    if len(found) != parts:
        raise Garbage
    return found


def _proof(of: str, told: bytes) -> bytes:
    return hashlib.blake2b(of.encode() + b"\0" + told, digest_size=PROOF_BYTES, key=_key(settings.SECRET_KEY)).digest()


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"langnghe/api-cursor/v1\0" + secret.encode()).digest()
