"""The same form sent twice is one opinion: what makes a form the same, and what it led to before."""

import hashlib
from dataclasses import dataclass

from langnghe.kernel.ids import new_token
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import SECRET_BYTES
from langnghe.opinions.rules import Submission, check_words
from langnghe.places.models import Ward

MIN_TOKEN = 32


@dataclass(frozen=True)
class Received:
    """A received opinion and the secret of its receipt, which is nowhere else."""

    opinion: Opinion
    secret: bytes


@dataclass(frozen=True)
class Keys:
    """What follows from the form's token and the words: who knows the form can have the same receipt again."""

    attempt: bytes
    secret: bytes

    @property
    def secret_hash(self) -> bytes:
        """What is kept of the secret."""
        return hashlib.sha256(self.secret).digest()


def keys_of(ward: Ward, sent: Submission, words: str) -> Keys:
    """The same form is the same in every field: a contact added, or a consent taken back, is never dropped in silence.

    `repr` writes different fields differently, whatever they hold. A token too short to be ours is replaced, so that
    nobody can be led to share a receipt.
    """
    own = sent.token if len(sent.token) >= MIN_TOKEN else new_token()
    seed = repr((ward.id, own, words, sent.identity)).encode("utf-8", "backslashreplace")
    return Keys(
        attempt=hashlib.sha256(b"langnghe/attempt/v2\0" + seed).digest(),
        secret=hashlib.sha256(b"langnghe/secret/v2\0" + seed).digest()[:SECRET_BYTES],
    )


def received_before(ward: Ward, sent: Submission) -> Received | None:
    """What this very form led to before: asked first where sending it again would cost much (photos)."""
    keys = keys_of(ward, sent, check_words(sent.words))
    earlier = sent_before(ward, keys)
    return Received(earlier, keys.secret) if earlier else None


def sent_before(ward: Ward, keys: Keys) -> Opinion | None:
    """The opinion that this very form led to when it was sent before."""
    return Opinion.objects.select_related("ward").filter(ward=ward, attempt=keys.attempt).first()
