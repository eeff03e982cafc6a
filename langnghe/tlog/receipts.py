"""A resident's whole file checked at once: its form, the opening in it, every signature it names, the words.

The offline page gives the same code for the same file, so the order of the checks is fixed. For a proof: `too-big`,
`not-a-proof`, `no-opening`, `damaged`, `other-entry`, `other-log`, `other-origin`, `not-in-log`, `not-signed`,
`wrong-signature`, `other-words`. For a promise: `too-big`, `not-a-promise`, `damaged` to `other-origin`,
`not-certified`, `not-signed`, `wrong-signature`, `other-leaf`, `other-words`. Every key the opening names must have
signed once, and nobody else: no bit of a file goes unchecked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeVar

from langnghe.tlog import checkpoints, openings, promises, proofs
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.cosignatures import seconds_in
from langnghe.tlog.leaves import kind_of
from langnghe.tlog.merkle import verify_inclusion
from langnghe.tlog.notes import Signature, Verifier, Verifies, split_note
from langnghe.tlog.openings import Opening
from langnghe.tlog.promises import Intake, Promise
from langnghe.tlog.refusals import Malformed, NotProven

MOST_BYTES: Final = 65_536
OPINION: Final = "opinion.received"
"""The only kind that proves that somebody was heard; the proof of `opinion.erased` would be true and worth nothing."""
Made = TypeVar("Made")


@dataclass(frozen=True)
class Checked:
    """What a `.tlog-proof` file proves: leaf `index` under this head; `witnessed` has names and POSIX seconds."""

    opening: Opening
    index: int
    head: Checkpoint
    witnessed: tuple[tuple[str, int], ...]


def is_promise(content: bytes) -> bool:
    """Whether a file is a promise, by its first line; else it is taken for a proof."""
    return content.startswith(promises.FILE_V1.encode() + b"\n")


def check_proof(content: bytes, keys: Iterable[str] = (), words: str | None = None) -> Checked:
    """What a proof proves; `keys` are verifier keys of the log read elsewhere. Raises NotProven with the code."""
    _demand(len(content) <= MOST_BYTES, "too-big")
    _demand(content.startswith(proofs.FIRST_LINE.encode() + b"\n"), "not-a-proof")
    proof = _whole(lambda: proofs.parse(content))
    lines, head = _signed(proof.checkpoint, _head)
    _demand((proof.extra or b"").startswith(openings.FIRST_LINE.encode() + b"\n"), "no-opening")
    opening = _whole(lambda: openings.parse(proof.extra or b""))
    logs = _known(opening, keys)
    _demand(all(key.name == head.origin for key in logs), "other-origin")
    with _said("not-in-log"):
        verify_inclusion(opening.leaf, proof.index, head.size, proof.hashes, head.root)
    witnesses = opening.witness_keys()
    _demand_signed(lines, [*logs, *witnesses], head.text())
    _demand_words(opening, words)
    seconds = {(line.name, line.key_id): seconds_in(line) for line in lines}
    return Checked(opening, proof.index, head, tuple((one.name, seconds[one.name, one.key_id]) for one in witnesses))


def check_promise(content: bytes, keys: Iterable[str] = (), words: str | None = None) -> tuple[Opening, Promise]:
    """What a `.tlog-promise` file promises. Raises NotProven with the code."""
    _demand(len(content) <= MOST_BYTES, "too-big")
    _demand(is_promise(content), "not-a-promise")
    extra, certificate, note = _whole(lambda: promises.parse_file(content))
    opening = _whole(lambda: openings.parse(extra))
    certified, intake = _signed(certificate, promises.parse_intake)
    promised, promise = _signed(note, promises.parse_promise)
    logs = _known(opening, keys)
    _demand(all(key.name == promise.origin for key in logs), "other-origin")
    with _said("not-certified"):
        _demand_certified(intake, promise, certified, logs)
    _demand_signed(promised, [Verifier.parse(intake.vkey)], promise.text())
    _demand(promise.leaf == opening.leaf, "other-leaf")
    _demand_words(opening, words)
    return opening, promise


def _demand_certified(intake: Intake, promise: Promise, lines: Sequence[Signature], logs: Sequence[Verifies]) -> None:
    """The log lets this key promise that."""
    promises.demand_covers(intake, promise)
    _demand_signed(lines, logs, intake.text())


def _known(opening: Opening, keys: Iterable[str]) -> list[Verifier]:
    """The keys of the log of an opinion's opening, one of them among `keys` where any were given."""
    given = set(keys)
    _demand(kind_of(opening.record) == OPINION, "other-entry")
    _demand(not given or bool(given & set(opening.logs)), "other-log")
    return opening.log_keys()


def _demand_signed(lines: Sequence[Signature], keys: Sequence[Verifies], text: str) -> None:
    """Signed once by each of these keys, and by nobody else."""
    by_place = {(line.name, line.key_id): line for line in lines}
    _demand(by_place.keys() == {(key.name, key.key_id) for key in keys}, "not-signed")
    for key in keys:
        _demand(key.verify(text.encode(), by_place[key.name, key.key_id].signature), "wrong-signature")


def _demand_words(opening: Opening, words: str | None) -> None:
    """The words as they are, or as an editor saves them: with one line end more, and its own line ends."""
    if words is None:
        return
    spellings = (words, words.replace("\r\n", "\n").removesuffix("\n"))
    _demand(any(opening.has_words(one) for one in spellings), "other-words")


def _signed(note: bytes, read: Callable[[str], Made]) -> tuple[list[Signature], Made]:
    """Signature lines of a note, no two of one key, and what stands in its text."""
    text, lines = _whole(lambda: split_note(note))
    _demand(len({(line.name, line.key_id) for line in lines}) == len(lines), "damaged")
    return lines, _whole(lambda: read(text))


def _head(text: str) -> Checkpoint:
    head = checkpoints.parse(text)
    if head.extensions:
        raise Malformed("head", "our heads have three lines")
    return head


def _whole(read: Callable[[], Made]) -> Made:
    try:
        return read()
    except NotProven as error:
        raise NotProven("damaged", str(error)) from error


def _demand(holds: bool, code: str) -> None:
    if not holds:
        raise NotProven(code)


@contextmanager
def _said(code: str) -> Iterator[None]:
    """Every refusal inside has this code."""
    try:
        yield
    except NotProven as error:
        raise NotProven(code, str(error)) from error
