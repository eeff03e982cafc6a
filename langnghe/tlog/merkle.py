"""The tree of RFC 6962, section 2.1 (the same in RFC 9162 with SHA-256): roots, proofs of inclusion and consistency."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

from langnghe.tlog.refusals import WrongProof

EMPTY: Final = hashlib.sha256(b"").digest()
"""Root of the tree without leaves (RFC 6962, section 2.1)."""

HashAt = Callable[[int, int], bytes]
"""hash_at(level, index): root of the complete subtree of the leaves [index·2^level, (index+1)·2^level)."""


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Root over the hashes of leaves; an odd last one goes up unpaired, it is never doubled."""
    level = list(hashes)
    while len(level) > 1:
        pairs = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(level) & ~1 :]
    return level[0] if level else EMPTY


def root_at(size: int, hash_at: HashAt) -> bytes:
    """Root of the first `size` leaves of a stored tree."""
    return _subtree(0, size, hash_at) if size else EMPTY


def inclusion(index: int, size: int, hash_at: HashAt) -> list[bytes]:
    """The path of a leaf in the tree of `size`, sibling first (RFC 6962, section 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} has no leaf {index}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_subtree(middle, end, hash_at))
            end = middle
        else:
            path.append(_subtree(start, middle, hash_at))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, hash_at: HashAt) -> list[bytes]:
    """The proof that the first `old` of `new` leaves are unchanged (RFC 6962, 2.1.2); empty for 0 and for `new`."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} has no tree of {old} in front")
    if old in (0, new):
        return []
    start, end, known, proof = 0, new, True, []
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_subtree(middle, end, hash_at))
            end = middle
        else:
            proof.append(_subtree(start, middle, hash_at))
            start, known = middle, False
    return ([] if known else [_subtree(start, end, hash_at)]) + proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> None:
    """Raise WrongProof unless `proof` leads from the leaf's hash to the root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        raise WrongProof("index", f"a tree of {size} has no leaf {index}")
    place, last, reached = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise WrongProof("path", "too long")
        if place & 1 or place == last:
            reached = node_hash(step, reached)
            shift = (place & -place).bit_length() - 1
            place, last = place >> shift, last >> shift
        else:
            reached = node_hash(reached, step)
        place, last = place >> 1, last >> 1
    if last:
        raise WrongProof("path", "too short")
    if reached != expected:
        raise WrongProof("path", "leads to another root")


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raise WrongProof unless the tree of `new` begins with that of `old` (RFC 9162, section 2.1.4.2).

    Size 0 is in front of every tree, by an empty proof.
    """
    if not 0 <= old <= new:
        raise WrongProof("size", f"{old} is not in front of {new}")
    if old in (0, new):
        _nothing_to_prove(old, old_root, new, new_root, proof)
    else:
        _grown(old, old_root, new, new_root, proof)


def _nothing_to_prove(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise WrongProof("path", "too long")
    if (old == new and old_root != new_root) or (old == 0 and old_root != EMPTY):
        raise WrongProof("root", "another root of the same size")


def _grown(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        raise WrongProof("path", "too short")
    shift = (old & -old).bit_length() - 1
    place, last = (old - 1) >> shift, (new - 1) >> shift
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise WrongProof("path", "too long")
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            shift = (place & -place).bit_length() - 1
            place, last = place >> shift, last >> shift
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    if last:
        raise WrongProof("path", "too short")
    if before != old_root or after != new_root:
        raise WrongProof("path", "leads to another root")


class Frontier:
    """The fewest hashes that a growing tree needs: one per bit of its size. Appending costs two hashes on average."""

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if len(hashes) != size.bit_count():
            raise ValueError(f"a tree of {size} has {size.bit_count()} complete parts")
        self.size = size
        self._hashes = list(hashes)

    @classmethod
    def of(cls, size: int, hash_at: HashAt) -> "Frontier":
        """The frontier of a stored tree."""
        return cls(size, [hash_at(level, (size >> level) - 1) for level in _levels(size)])

    def append(self, leaf: bytes) -> None:
        """Take in the hash of one more leaf."""
        hashes, carried, size = self._hashes, leaf, self.size
        while size & 1:
            carried = node_hash(hashes.pop(), carried)
            size >>= 1
        hashes.append(carried)
        self.size += 1

    def root(self) -> bytes:
        """The root now."""
        if not self._hashes:
            return EMPTY
        reached = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            reached = node_hash(left, reached)
        return reached

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The complete parts, largest first: enough to go on from."""
        return tuple(self._hashes)


def _levels(size: int) -> list[int]:
    """The bits of a size, highest first."""
    return [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]


def _split(count: int) -> int:
    """The largest power of two smaller than `count` (> 1)."""
    return 1 << (count - 1).bit_length() - 1


def _subtree(start: int, end: int, hash_at: HashAt) -> bytes:
    """Root of the leaves [start, end), where `start` lies as the splits of a tree leave it."""
    parts, count = [], end - start
    for level in _levels(count):
        parts.append(hash_at(level, start >> level))
        start += 1 << level
    reached = parts.pop()
    while parts:
        reached = node_hash(parts.pop(), reached)
    return reached
