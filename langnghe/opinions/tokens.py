"""The form's own random token: tells the same form sent twice, and that we drew it. Never who has it.

32 bytes: chance (20) and a proof that it is ours (12), as 43 signs that fit an address.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from functools import cache

from django.conf import settings

CHANCE_BYTES, PROOF_BYTES = 20, 12


def issue() -> str:
    """A token for a form drawn now."""
    chance = secrets.token_bytes(CHANCE_BYTES)
    return base64.urlsafe_b64encode(chance + _proof(chance)).rstrip(b"=").decode()


def ours(token: str) -> bool:
    """Whether we drew the form with this token."""
    try:
        raw = base64.b64decode(token.encode() + b"=", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return False
    chance, proof = raw[:CHANCE_BYTES], raw[CHANCE_BYTES:]
    return hmac.compare_digest(proof, _proof(chance))


def _proof(chance: bytes) -> bytes:
    return hashlib.blake2b(chance, digest_size=PROOF_BYTES, key=_key(settings.SECRET_KEY)).digest()


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"langnghe/form-token/v1\0" + secret.encode()).digest()
