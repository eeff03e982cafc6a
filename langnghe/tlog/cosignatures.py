"""What a witness signs (C2SP tlog-cosignature, type 0x04): as of this second, this is the largest head I have seen."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from langnghe.tlog.notes import Note, Signature, checked_name, key_id, read_vkey, verified, write_vkey
from langnghe.tlog.refusals import Malformed

COSIGNATURE: Final = 0x04
LATEST: Final = 32_503_680_000
"""No second from the year 3000 on is taken: nobody could show it as a date everywhere."""
_SECONDS_BYTES: Final = 8
_SIGNATURE_BYTES: Final = _SECONDS_BYTES + 64


class Cosigner:
    """A witness's key; the same 32 bytes must serve no other witness, since the name is not signed."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self.name = checked_name(name)
        self._key = key
        self.public = key.public_key().public_bytes_raw()
        self.key_id = key_id(name, COSIGNATURE, self.public)

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> "Cosigner":
        """The key of 32 secret bytes."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def vkey(self) -> str:
        """The public form."""
        return write_vkey(self.name, COSIGNATURE, self.public)

    @property
    def verifier(self) -> "CosignatureVerifier":
        """What checks this witness's words."""
        return CosignatureVerifier(self.name, self.public)

    def cosign(self, text: str, seconds: int) -> Signature:
        """The signature line for a checkpoint's text, at POSIX `seconds`."""
        signed = self._key.sign(_message(text.encode(), seconds))
        return Signature(self.name, self.key_id, seconds.to_bytes(_SECONDS_BYTES, "big") + signed)


class CosignatureVerifier:
    """A witness whose word counts."""

    def __init__(self, name: str, public: bytes) -> None:
        self.name = checked_name(name)
        self.public = public
        self.key_id = key_id(name, COSIGNATURE, public)

    @classmethod
    def parse(cls, vkey: str) -> "CosignatureVerifier":
        """From `name+hex8+base64(0x04 ‖ public key)`. Raises Malformed."""
        return cls(*read_vkey(vkey, COSIGNATURE))

    @property
    def vkey(self) -> str:
        """The public form."""
        return write_vkey(self.name, COSIGNATURE, self.public)

    def verify(self, text: bytes, signature: bytes) -> bool:
        """Whether this witness cosigned the text, at the second that stands in the signature."""
        seconds = int.from_bytes(signature[:_SECONDS_BYTES], "big")
        if len(signature) != _SIGNATURE_BYTES or seconds >= LATEST:
            return False
        return verified(self.public, signature[_SECONDS_BYTES:], _message(text, seconds))

    def seconds(self, note: Note) -> int:
        """When this witness cosigned a note that it is known to have cosigned (POSIX)."""
        for line in note.signatures:
            if (line.name, line.key_id) == (self.name, self.key_id):
                return seconds_in(line)
        raise Malformed("cosignature", "not there")


def seconds_in(line: Signature) -> int:
    """The second that stands in a cosignature (POSIX)."""
    return int.from_bytes(line.signature[:_SECONDS_BYTES], "big")


def _message(text: bytes, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n".encode() + text
