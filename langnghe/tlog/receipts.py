"""A resident's whole proof checked at once: the file, the opening in it, each signature it names."""

from dataclasses import dataclass

from langnghe.tlog import openings, promises, proofs
from langnghe.tlog.checkpoints import Checkpoint, head_of
from langnghe.tlog.merkle import verify_inclusion
from langnghe.tlog.notes import Note, open_exactly
from langnghe.tlog.openings import Opening
from langnghe.tlog.promises import Promise
from langnghe.tlog.refusals import Malformed, UnknownKey, WrongProof


@dataclass(frozen=True)
class Checked:
    """What a file proves."""

    opening: Opening
    index: int
    head: Checkpoint
    note: Note

    def witnessed(self) -> list[tuple[str, int]]:
        """Name of each witness and the second of its word."""
        return [(key.name, key.seconds(self.note)) for key in self.opening.witness_keys()]


def check_proof(content: bytes) -> Checked:
    """What a `.tlog-proof` file of ours proves. Raises NotProven with the reason.

    Every key the opening names must have signed, and nobody else: no bit of the file goes unchecked.
    """
    proof = proofs.parse(content)
    if proof.extra is None:
        raise Malformed("extra", "a proof without its opening")
    opening = openings.parse(proof.extra)
    logs = opening.log_keys()
    note = open_exactly(proof.checkpoint, [*logs, *opening.witness_keys()])
    head = head_of(note, logs)
    if any(key.name != head.origin for key in logs):
        raise UnknownKey("another log", "the file names keys of two logs")
    verify_inclusion(opening.leaf, proof.index, head.size, proof.hashes, head.root)
    return Checked(opening, proof.index, head, note)


def check_promise(content: bytes) -> tuple[Opening, Promise]:
    """Opening and promise of a `.tlog-promise` file. Raises NotProven with the reason."""
    extra, certificate, note = promises.parse_file(content)
    opening = openings.parse(extra)
    promise = promises.open_promise(note, certificate, opening.log_keys())
    if promise.leaf != opening.leaf:
        raise WrongProof("leaf", "the promise is about another entry")
    return opening, promise
