"""Questions about the public logs."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache

from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry, Leaf
from langnghe.places.models import Ward
from langnghe.proof import marks
from langnghe.proof.cosigning import named, witnesses
from langnghe.proof.heads import signer
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.tlog.checkpoints import Checkpoint, head_of
from langnghe.tlog.cosignatures import CosignatureVerifier
from langnghe.tlog.notes import Note, Verifier, open_note
from langnghe.tlog.refusals import Malformed, NotProven

SILENT, DECLINED = "silent", "declined"


@dataclass(frozen=True)
class Place:
    """Where an entry lies."""

    log: Log
    index: int
    hash: bytes

    @property
    def is_covered(self) -> bool:
        """Whether a published head covers it."""
        return self.index < self.log.signed_size


@dataclass(frozen=True)
class Head:
    """A published head: what it says, and who signed it. `content`: the very bytes."""

    head: Checkpoint
    note: Note
    content: bytes
    logs: tuple[Verifier, ...]
    witnesses: tuple[CosignatureVerifier, ...]


def logs_of(ward: Ward) -> list[Log]:
    """All logs of a ward, the newest epoch first."""
    return list(Log.objects.filter(ward=ward).order_by("-epoch"))


def place_of(entry: Entry) -> Place | None:
    """Where an entry lies; None while it is not sealed."""
    leaf = Leaf.objects.filter(entry=entry).first()
    if leaf is None:
        return None
    return Place(Log.objects.get(ward_id=leaf.ward_id, epoch=leaf.epoch), leaf.index, bytes(leaf.hash))


def published(log: Log) -> Head | None:
    """The head that everybody reads now, with the keys of the log and the known witnesses that signed it."""
    content = Shelf(log.origin).note()
    if content is None:
        return None
    logs, known = [Verifier.parse(vkey) for vkey in log.keys], witnesses()
    try:
        note = open_note(content, [*logs, *known])
        head = head_of(note, logs)
    except NotProven:
        return None
    return Head(
        head, note, content, tuple(key for key in logs if note.signed_by(key)),
        tuple(key for key in known if note.signed_by(key)),
    )  # fmt: skip


def state() -> str:
    """How the logs go: `none yet`, `seals`, `late` (no head for two marks), or why the signer declines."""
    growing = list(Log.objects.filter(ended_at=None).values_list("trouble", "signed_at", "began_at"))
    if troubles := sorted({trouble for trouble, _signed, _began in growing if trouble}):
        return troubles[0]
    if not growing:
        return "none yet"
    late = marks.last(now()) - marks.every()
    return "late" if any((signed or began) < late for _trouble, signed, began in growing) else "seals"


def is_apart() -> bool:
    """Whether the log's key lies in a process of its own."""
    return signer().is_apart


def trouble_key(vkey: str) -> str:
    """Under which the cache keeps what is wrong with a witness: `silent` or `declined`."""
    return f"witness.{hashlib.sha256(vkey.encode()).hexdigest()}"


def demand_word(log: Log, witness: CosignatureVerifier) -> None:
    """Raise Malformed unless this witness's word stands under the published head."""
    head = published(log)
    if head is None or witness.vkey not in {key.vkey for key in head.witnesses}:
        raise Malformed("cosignature", f"not of {witness.name}")


def witnessing() -> str:
    """How the witnesses that are asked do: `none asked`, `sign`, who is `silent` or `declined`, or `misspelt`."""
    try:
        asked = [witness.key for witness in named() if witness.place]
    except Malformed:
        return "misspelt"
    said = [f"{trouble}: {key.name}" for key in asked if (trouble := cache.get(trouble_key(key.vkey)))]
    return "; ".join(sorted(said)) or ("sign" if asked else "none asked")
