"""What the `extra` line of our proofs holds: whatever it takes to compute the leaf again, and then the words' mark.

    langnghe/opening/v1
    serial DH26-214-K
    log <vkey>                one, or two while keys rotate; each of them must have signed the head
    witness <vkey>            any number; each of them must have cosigned
    leaf-salt <base64 32>
    record <base64 of the public record>
    words-salt <base64 32>
    photo <base64 32>         any number, in order: the commitments of the attachments
    sum <base64 SHA-256 of all bytes before this line>

The sum notices damage, not forgers: the serial and the salts are signed by nobody, and prove themselves only through
the leaf and the words. A `log` key is as good as where it was read: compare it with one from elsewhere.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from langnghe.kernel.entry import OPINION_V1, commitment, words_bytes
from langnghe.tlog.cosignatures import CosignatureVerifier
from langnghe.tlog.encoding import after, from_base64, hash_line, lines_of, to_base64
from langnghe.tlog.leaves import committed_in, entry_leaf_hash, hour_of
from langnghe.tlog.notes import Verifier
from langnghe.tlog.refusals import Malformed, WrongProof

FIRST_LINE: Final = "langnghe/opening/v1"
MOST_BYTES: Final = 100_000
MOST_LOGS: Final = 4
_SERIAL = re.compile(r"[A-Z]{2,4}[0-9]{2}-(?P<number>[1-9][0-9]{0,8})-[0-9A-HJKMNP-TV-Z]")


@dataclass(frozen=True)
class Opening:
    """Serial, keys, salts and the public record of one opinion."""

    serial: str
    logs: tuple[str, ...]
    leaf_salt: bytes
    record: bytes
    words_salt: bytes
    photos: tuple[bytes, ...] = ()
    witnesses: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number in the serial, as people say it."""
        return int(_serial(self.serial))

    @property
    def leaf(self) -> bytes:
        """Hash of the leaf in the tree."""
        return entry_leaf_hash(self.leaf_salt, self.record)

    def log_keys(self) -> list[Verifier]:
        """The keys of the log that this file names."""
        return [Verifier.parse(vkey) for vkey in self.logs]

    def witness_keys(self) -> list[CosignatureVerifier]:
        """The keys of the witnesses that this file names."""
        return [CosignatureVerifier.parse(vkey) for vkey in self.witnesses]

    def has_words(self, text: str) -> bool:
        """Whether these, with the attachments named here, are the words that were recorded."""
        try:
            content = words_bytes(text, self.photos)
        except ValueError:
            return False
        return commitment(OPINION_V1, self.words_salt, content) == committed_in(self.record)

    def demand_words(self, text: str) -> None:
        """Raise WrongProof unless these are the words that were recorded."""
        if not self.has_words(text):
            raise WrongProof("words", "not the words that were recorded")

    def encode(self) -> bytes:
        """The bytes; each opening has but one spelling."""
        lines = [
            FIRST_LINE, f"serial {self.serial}", *(f"log {vkey}" for vkey in self.logs),
            *(f"witness {vkey}" for vkey in self.witnesses), f"leaf-salt {to_base64(self.leaf_salt)}",
            f"record {to_base64(self.record)}", f"words-salt {to_base64(self.words_salt)}",
            *(f"photo {to_base64(photo)}" for photo in self.photos),
        ]  # fmt: skip
        content = "".join(f"{line}\n" for line in lines).encode()
        return content + f"sum {to_base64(hashlib.sha256(content).digest())}\n".encode()


def parse(content: bytes) -> Opening:
    """The opening in these bytes. Raises Malformed for every other spelling, and when a bit was lost."""
    lines = lines_of(content, MOST_BYTES)
    if lines.pop(0) != FIRST_LINE:
        raise Malformed("opening", "another first line")
    serial = after("serial", _next(lines))
    logs, witnesses = _many("log", lines), _many("witness", lines)
    if not 0 < len(logs) <= MOST_LOGS:
        raise Malformed("opening", "one log key, or two while they rotate")
    opening = Opening(
        serial=serial, logs=logs, witnesses=witnesses, leaf_salt=hash_line(after("leaf-salt", _next(lines))),
        record=from_base64(after("record", _next(lines))), words_salt=hash_line(after("words-salt", _next(lines))),
        photos=tuple(map(hash_line, _many("photo", lines))),
    )  # fmt: skip
    _check(opening, content)
    return opening


def _check(opening: Opening, content: bytes) -> None:
    _serial(opening.serial)
    hour_of(opening.record)
    opening.log_keys()
    opening.witness_keys()
    if opening.encode() != content:
        raise Malformed("opening", "its sum is another's")


def _serial(serial: str) -> str:
    found = _SERIAL.fullmatch(serial)
    if found is None:
        raise Malformed("serial")
    return found["number"]


def _next(lines: list[str]) -> str:
    if not lines:
        raise Malformed("opening", "cut short")
    return lines.pop(0)


def _many(word: str, lines: list[str]) -> tuple[str, ...]:
    found = []
    while lines and lines[0].startswith(f"{word} "):
        found.append(after(word, lines.pop(0)))
    return tuple(found)
