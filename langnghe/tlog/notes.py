"""Signed notes and their keys (C2SP signed-note): text, an empty line, lines `— name base64(key id ‖ signature)`."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from langnghe.tlog.encoding import from_base64, to_base64
from langnghe.tlog.refusals import BadSignature, Malformed, UnknownKey

ED25519: Final = 0x01
MOST_BYTES: Final = 1_000_000
MOST_SIGNATURES: Final = 100
KEY_ID_BYTES: Final = 4
_SEED_START: Final = "PRIVATE+KEY+"
_PRIME: Final = 2**255 - 19
_EIGHTH: Final = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)
_SMALL_ORDER: Final = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})
"""y of the eight points whose order divides 8; with either sign of x."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Verifies(Protocol):
    """A key that we trust: its name and id say which lines are its own."""

    @property
    def name(self) -> str: ...
    @property
    def key_id(self) -> bytes: ...
    def verify(self, text: bytes, signature: bytes) -> bool: ...


class Signs(Protocol):
    """A key that signs the text of a note."""

    @property
    def name(self) -> str: ...
    @property
    def key_id(self) -> bytes: ...
    def sign(self, text: bytes) -> bytes: ...


@dataclass(frozen=True)
class Signature:
    """One line under a note: who, with which key, and the signature without the key id."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """The line as it stands under the note, with its LF."""
        return f"— {self.name} {to_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True)
class Note:
    """A note whose `signatures` were verified; `unknown` are lines of keys we do not know, which say nothing."""

    text: str
    signatures: tuple[Signature, ...]
    unknown: tuple[Signature, ...]

    def signed_by(self, key: Verifies) -> bool:
        """Whether this key's signature was among the verified ones."""
        return any((one.name, one.key_id) == (key.name, key.key_id) for one in self.signatures)


class Signer:
    """A named Ed25519 key that signs notes."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self.name = checked_name(name)
        self._key = key
        self.public = key.public_key().public_bytes_raw()
        self.key_id = key_id(name, ED25519, self.public)

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> "Signer":
        """The key of 32 secret bytes (RFC 8032)."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def parse(cls, secret: str) -> "Signer":
        """From `PRIVATE+KEY+name+hex8+base64(0x01 ‖ seed)`, as x/mod's note package writes it."""
        if not secret.startswith(_SEED_START):
            raise Malformed("secret key")
        name, identity, kind, seed = _key_parts(secret.removeprefix(_SEED_START))
        if kind != ED25519 or len(seed) != 32:
            raise Malformed("secret key", "not an Ed25519 seed")
        signer = cls.from_seed(name, seed)
        if signer.key_id != identity:
            raise Malformed("secret key", "its id is another key's")
        return signer

    def secret(self) -> str:
        """The secret form of this key; whoever holds it signs in its name."""
        return f"{_SEED_START}{_key_text(self.name, self.key_id, ED25519, self._key.private_bytes_raw())}"

    @property
    def vkey(self) -> str:
        """The public form."""
        return _key_text(self.name, self.key_id, ED25519, self.public)

    @property
    def verifier(self) -> "Verifier":
        """What checks this key's signatures."""
        return Verifier(self.name, self.public)

    def sign(self, text: bytes) -> bytes:
        """64 bytes over the text with its last LF."""
        return self._key.sign(text)


class Verifier:
    """A named Ed25519 public key whose signatures count."""

    def __init__(self, name: str, public: bytes) -> None:
        self.name = checked_name(name)
        self.public = public
        self.key_id = key_id(name, ED25519, public)

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """From `name+hex8+base64(0x01 ‖ public key)`. Raises Malformed."""
        return cls(*read_vkey(vkey, ED25519))

    @property
    def vkey(self) -> str:
        """The public form."""
        return _key_text(self.name, self.key_id, ED25519, self.public)

    def verify(self, text: bytes, signature: bytes) -> bool:
        """Whether `signature` is this key's over `text`."""
        return verified(self.public, signature, text)


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """First four bytes of SHA-256(name ‖ LF ‖ kind ‖ public key)."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:KEY_ID_BYTES]


def read_vkey(vkey: str, kind: int) -> tuple[str, bytes]:
    """Name and 32-byte public key of a verifier key of this kind. Raises Malformed."""
    name, identity, found, public = _key_parts(vkey)
    if found != kind or len(public) != 32:
        raise Malformed("vkey", f"not a key of kind {kind}")
    if identity != key_id(name, kind, public):
        raise Malformed("vkey", "its id is another key's")
    return name, public


def write_vkey(name: str, kind: int, public: bytes) -> str:
    """`name+hex8+base64(kind ‖ public key)`."""
    return _key_text(name, key_id(name, kind, public), kind, public)


def checked_name(name: str) -> str:
    """The name of a key: not empty, no space of any script, no `+`, no control sign. Raises Malformed."""
    if not name or "+" in name or any(sign.isspace() or sign < " " for sign in name):
        raise Malformed("key name")
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise Malformed("key name") from error
    return name


def verified(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature (RFC 8032) is this key's over the message.

    Stricter than OpenSSL, so that every verifier says the same: no point of small order, no second spelling of one.
    """
    if _weak(public) or _weak(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(vkey: str) -> str:
    """What people compare with paper: the first 128 bits of the key's SHA-256, in eight groups of four."""
    digits = hashlib.sha256(vkey.encode()).hexdigest()
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def _weak(point: bytes) -> bool:
    """Whether a point is of small order or its y is not below 2^255 - 19."""
    y = int.from_bytes(point, "little") & (1 << 255) - 1
    return y >= _PRIME or y in _SMALL_ORDER


def sign(text: str, *signers: Signs) -> bytes:
    """The note: `text` (ends in LF) with a line of each signer. Raises Malformed for what nobody could read back."""
    if not 0 < len(signers) <= MOST_SIGNATURES:
        raise Malformed("note", f"{len(signers)} signatures")
    lines = [Signature(signer.name, signer.key_id, signer.sign(text.encode())).line() for signer in signers]
    return _joined(text, "".join(lines))


def note_of(text: str, lines: str) -> bytes:
    """A note from its text and its ready lines. Raises Malformed for what nobody could read back."""
    note = _joined(text, lines)
    split_note(note)
    return note


def _joined(text: str, lines: str) -> bytes:
    note = f"{text}\n{lines}".encode()
    if _halves(_checked_text(note))[0] != text:
        raise Malformed("text", "signature lines cannot be told from it")
    return note


def open_note(note: bytes, verifiers: Iterable[Verifies]) -> Note:
    """The note, once at least one key of `verifiers` signed it.

    Raises Malformed, BadSignature when a line of a key we know does not fit, UnknownKey when no known key signed. A
    second line of the same key is left out, as in x/mod.
    """
    text, lines = split_note(note)
    known = {(key.name, key.key_id): key for key in verifiers}
    signatures: dict[tuple[str, bytes], Signature] = {}
    unknown = []
    for line in lines:
        place = (line.name, line.key_id)
        if place not in known:
            unknown.append(line)
        elif place not in signatures:
            if not known[place].verify(text.encode(), line.signature):
                raise BadSignature("signature", line.name)
            signatures[place] = line
    if not signatures:
        raise UnknownKey("unsigned", "no key we know signed it")
    return Note(text, tuple(signatures.values()), tuple(unknown))


def open_exactly(note: bytes, verifiers: Sequence[Verifies]) -> Note:
    """The note, signed once by each of `verifiers` and by nobody else: no bit of it says nothing. Raises NotProven."""
    opened = open_note(note, verifiers)
    signed = sorted((line.name, line.key_id) for line in split_note(note)[1])
    if signed != sorted((key.name, key.key_id) for key in verifiers):
        raise BadSignature("signature", "missing, doubled or unknown")
    return opened


def split_note(note: bytes) -> tuple[str, list[Signature]]:
    """Text and lines of a note whose signatures nobody has verified yet. Raises Malformed."""
    text, lines = _halves(_checked_text(note))
    if not lines.endswith("\n"):
        raise Malformed("note", "it does not end in LF")
    found = lines[:-1].split("\n")
    if len(found) > MOST_SIGNATURES:
        raise Malformed("note", f"more than {MOST_SIGNATURES} signatures")
    return text, [parse_line(line) for line in found]


def parse_line(line: str) -> Signature:
    """One signature line, without its LF. Raises Malformed."""
    dash, name, content = _three(line)
    if dash != "—":
        raise Malformed("signature line")
    signed = from_base64(content)
    if len(signed) <= KEY_ID_BYTES:
        raise Malformed("signature line", "too short")
    return Signature(checked_name(name), signed[:KEY_ID_BYTES], signed[KEY_ID_BYTES:])


def _checked_text(note: bytes) -> str:
    if len(note) > MOST_BYTES:
        raise Malformed("size", f"more than {MOST_BYTES} bytes")
    try:
        text = note.decode()
    except UnicodeDecodeError as error:
        raise Malformed("utf-8") from error
    if _CONTROL.search(text):
        raise Malformed("control sign")
    return text


def _halves(text: str) -> tuple[str, str]:
    """Before and after the last empty line."""
    middle = text.rfind("\n\n")
    if middle < 0:
        raise Malformed("note", "no empty line before the signatures")
    return text[: middle + 1], text[middle + 2 :]


def _three(line: str) -> Sequence[str]:
    parts = line.split(" ")
    if len(parts) != 3:
        raise Malformed("signature line")
    return parts


def _key_text(name: str, identity: bytes, kind: int, key: bytes) -> str:
    return f"{name}+{identity.hex()}+{to_base64(bytes([kind]) + key)}"


def _key_parts(text: str) -> tuple[str, bytes, int, bytes]:
    """Name, key id, kind, key."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not re.fullmatch("[0-9a-f]{8}", parts[1]):
        raise Malformed("vkey", "not name+hex8+base64")
    content = from_base64(parts[2])
    if not content:
        raise Malformed("vkey", "no key")
    return checked_name(parts[0]), bytes.fromhex(parts[1]), content[0], content[1:]
