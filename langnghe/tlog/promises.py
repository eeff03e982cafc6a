"""The promise on a receipt: by this second a head of the log will cover this leaf. A promise not kept can be shown.

    langnghe/promise/v1                     signed by the intake key, whose name is `<origin>/intake`
    <origin>
    <base64 leaf hash>
    <UTC second, 2026-11-22T17:45:00Z>

    langnghe/intake/v1                      signed by the log: who may promise in its name, and until when
    <origin>
    <vkey of the intake key>
    <UTC second>

A file of both, which a resident may keep until the head is out (suffix `.tlog-promise`):

    langnghe/promise-file/v1
    extra <base64 of the opening>
    certificate <base64 of the certificate note>
    (empty line)
    <the promise note>
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from langnghe.tlog.encoding import HASH_BYTES, after, from_base64, hash_line, lines_of, text_lines, to_base64
from langnghe.tlog.notes import Signs, Verifier, Verifies, open_exactly, sign
from langnghe.tlog.refusals import Malformed, UnknownKey, WrongProof

PROMISE_V1: Final = "langnghe/promise/v1"
INTAKE_V1: Final = "langnghe/intake/v1"
FILE_V1: Final = "langnghe/promise-file/v1"
SUFFIX: Final = ".tlog-promise"
MOST_BYTES: Final = 100_000
_SECOND: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Promise:
    """A head of `origin` will cover `leaf` (its hash) by `due` (UTC, whole seconds)."""

    origin: str
    leaf: bytes
    due: datetime

    def text(self) -> str:
        """The text that the intake key signs."""
        if len(self.leaf) != HASH_BYTES:
            raise Malformed("length", "a leaf's hash has 32 bytes")
        return _written(PROMISE_V1, self.origin, to_base64(self.leaf), second(self.due))


@dataclass(frozen=True)
class Intake:
    """The log of `origin` lets `vkey` promise in its name until `not_after` (UTC, whole seconds)."""

    origin: str
    vkey: str
    not_after: datetime

    def text(self) -> str:
        """The text that the log signs."""
        return _written(INTAKE_V1, self.origin, self.vkey, second(self.not_after))


def intake_name(origin: str) -> str:
    """The name of a log's intake key."""
    return f"{origin}/intake"


def parse_promise(text: str) -> Promise:
    """The promise in a note's text. Raises Malformed."""
    origin, leaf, due = _read(PROMISE_V1, text)
    return Promise(origin, hash_line(leaf), read_second(due))


def parse_intake(text: str) -> Intake:
    """The certificate in a note's text. Raises Malformed."""
    origin, vkey, not_after = _read(INTAKE_V1, text)
    Verifier.parse(vkey)
    return Intake(origin, vkey, read_second(not_after))


def demand_covers(intake: Intake, promise: Promise) -> None:
    """Raise WrongProof unless the certificate lets its key, of the right name, promise that for this log and time."""
    named = Verifier.parse(intake.vkey).name == intake_name(intake.origin)
    if not named or promise.origin != intake.origin or promise.due > intake.not_after:
        raise WrongProof("intake", "the key may not promise that")


def open_promise(note: bytes, certificate: bytes, logs: Sequence[Verifies]) -> Promise:
    """The promise in `note`, certified by each of `logs`, signed by nobody else. Raises NotProven."""
    intake = parse_intake(open_exactly(certificate, logs).text)
    if any(key.name != intake.origin for key in logs):
        raise UnknownKey("unsigned", "certified by another log")
    promise = parse_promise(open_exactly(note, [Verifier.parse(intake.vkey)]).text)
    demand_covers(intake, promise)
    return promise


def encode_file(opening: bytes, certificate: bytes, note: bytes) -> bytes:
    """What a resident saves until the head is out."""
    top = f"{FILE_V1}\nextra {to_base64(opening)}\ncertificate {to_base64(certificate)}\n\n"
    return top.encode() + note


def parse_file(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Opening, certificate note and promise note of a file, nothing verified yet. Raises Malformed."""
    top, middle, note = content.partition(b"\n\n")
    lines = lines_of(top + b"\n", MOST_BYTES)
    if not middle or len(lines) != 3 or lines[0] != FILE_V1:
        raise Malformed("promise file")
    return from_base64(after("extra", lines[1])), from_base64(after("certificate", lines[2])), note


def second(at: datetime) -> str:
    """A UTC second as promises write it; fractions are cut off."""
    return f"{at.astimezone(UTC).isoformat()[:19]}Z"


def read_second(text: str) -> datetime:
    """The moment of a UTC second of the years 2000 to 2999. Raises Malformed for every other spelling."""
    try:
        at = datetime.strptime(text, _SECOND).replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed("time") from error
    if second(at) != text or not text.startswith("2"):
        raise Malformed("time", "another spelling")
    return at


def sign_promise(promise: Promise, key: Signs) -> bytes:
    """The promise note."""
    return sign(promise.text(), key)


def sign_intake(intake: Intake, *logs: Signs) -> bytes:
    """The certificate note, signed by the log (by old and new key while they rotate)."""
    return sign(intake.text(), *logs)


def _written(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _read(version: str, text: str) -> tuple[str, str, str]:
    lines = text_lines(text, MOST_BYTES)
    if len(lines) != 4 or lines[0] != version or not lines[1]:
        raise Malformed("promise", f"not the four lines of {version}")
    return lines[1], lines[2], lines[3]
