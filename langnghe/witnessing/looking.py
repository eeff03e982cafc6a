"""A witness goes and looks: is the log that is served there the one I saw, and has it only grown?"""

from collections.abc import Iterator
from dataclasses import dataclass

from langnghe.tlog import checkpoints, merkle, tiles
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.merkle import Frontier, leaf_hash
from langnghe.tlog.notes import split_note
from langnghe.tlog.refusals import Malformed, NotProven
from langnghe.tlog.requests import AddCheckpoint
from langnghe.tlog.tiles import FULL, Reader, Tile
from langnghe.witnessing.cosigning import Cosigned, cosign, head_of, tell
from langnghe.witnessing.sources import Source, Unreachable, tile_of
from langnghe.witnessing.state import State


class Mismatched(NotProven):
    """The tiles or entries that are served are not those of the head that is served."""


@dataclass(frozen=True)
class Seen:
    """What we saw: the head remembered before, and the one we now stand for."""

    before: Checkpoint
    cosigned: Cosigned


def look(state: State, source: Source) -> Seen:
    """Fetch the head, every tile and entry since the last one, compare, remember, cosign.

    Raises NotProven after telling what proves that the log broke its word; Unreachable when it could not be fetched.
    """
    note = source.read("checkpoint")
    head = head_of(state, note)
    before = state.memory.last(head.origin)
    try:
        proof = _proof(source, before, head)
    except (Malformed, Mismatched) as error:
        tell(state, head, Mismatched("mismatched"), note)
        raise Mismatched("mismatched", str(error)) from error
    return Seen(before, cosign(state, AddCheckpoint(min(before.size, head.size), proof, note)))


def request_from(source: Source, old: int) -> AddCheckpoint:
    """The call add-checkpoint for the head that is served, from a size that a witness remembers. Raises Malformed."""
    note = source.read("checkpoint")
    head = checkpoints.parse(split_note(note)[0])
    if old > head.size:
        raise Malformed("backwards", f"the head has {head.size}")
    return AddCheckpoint(old, tuple(merkle.consistency(old, head.size, _reader(source, head.size))), note)


def _proof(source: Source, before: Checkpoint, head: Checkpoint) -> tuple[bytes, ...]:
    """The proof from `before` to `head` out of what is served; empty where the log did not grow.

    Raises Mismatched unless the entries served since then, put behind what we saw, give the head's root.
    """
    if head.size <= before.size:
        return ()
    reader = _reader(source, head.size)
    grown = Frontier.of(before.size, reader)
    if grown.root() == before.root:
        _demand_entries(source, grown, head, reader)
    return tuple(merkle.consistency(before.size, head.size, reader))


def _demand_entries(source: Source, grown: Frontier, head: Checkpoint, reader: Reader) -> None:
    """Raise Mismatched unless entries, tiles and head say the same of what came since."""
    for leaf in _entries(source, grown.size, head.size):
        if reader(0, grown.size) != leaf_hash(leaf):
            raise Mismatched("entries", f"entry {grown.size} is not the tile's")
        grown.append(leaf_hash(leaf))
    if grown.root() != head.root or merkle.root_at(head.size, reader) != head.root:
        raise Mismatched("entries", "they give another root")


def _entries(source: Source, start: int, end: int) -> Iterator[bytes]:
    """The entries [start, end) out of the bundles that are served."""
    for index in range(start // FULL, -(-end // FULL)):
        first = index * FULL
        yield from _bundle(source, index, min(FULL, end - first))[max(0, start - first) :]


def _bundle(source: Source, index: int, width: int) -> list[bytes]:
    """The first `width` entries of a bundle; from the full one where a partial one is no longer served."""
    try:
        return tiles.decode_bundle(source.read(Tile(None, index, width).path), width)
    except Unreachable:
        if width == FULL:
            raise
    return tiles.decode_bundle(source.read(Tile(None, index).path), FULL)[:width]


def _reader(source: Source, size: int) -> Reader:
    return Reader(lambda tile: tile_of(source, tile), size)
