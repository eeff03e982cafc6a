"""Heads of a log (C2SP tlog-checkpoint): origin, size, root."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from langnghe.tlog.encoding import HASH_BYTES, LARGEST, decimal, hash_line, text_lines, to_base64
from langnghe.tlog.merkle import EMPTY
from langnghe.tlog.notes import Note, Verifies, open_note
from langnghe.tlog.refusals import Malformed, UnknownKey

MOST_BYTES: Final = 100_000


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: so many leaves, this root. `extensions` are further lines, which ours has none of."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.origin or any("\n" in line or not line for line in (self.origin, *self.extensions)):
            raise Malformed("origin")
        if not 0 <= self.size <= LARGEST or len(self.root) != HASH_BYTES:
            raise Malformed("head")
        if self.size == 0 and self.root != EMPTY:
            raise Malformed("root", "an empty log has but one root")

    def text(self) -> str:
        """The text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, to_base64(self.root), *self.extensions))


def parse(text: str) -> Checkpoint:
    """The head of a note's text. Raises Malformed."""
    lines = text_lines(text, MOST_BYTES)
    if len(lines) < 3:
        raise Malformed("head", "origin, size and root are three lines")
    return Checkpoint(lines[0], decimal(lines[1]), hash_line(lines[2]), tuple(lines[3:]))


def open_checkpoint(
    note: bytes, logs: Iterable[Verifies], witnesses: Iterable[Verifies] = ()
) -> tuple[Checkpoint, Note]:
    """The head in a signed checkpoint and its note. Raises NotProven unless its own log signed it."""
    keys = list(logs)
    opened = open_note(note, [*keys, *witnesses])
    return head_of(opened, keys), opened


def head_of(note: Note, logs: Iterable[Verifies]) -> Checkpoint:
    """The head in a note, signed by a key that bears its origin's name. Raises UnknownKey where none of `logs` did."""
    head = parse(note.text)
    if not any(key.name == head.origin and note.signed_by(key) for key in logs):
        raise UnknownKey("unsigned", "its own log did not sign it")
    return head
