"""The tree is RFC 6962's: vectors, a second library, every proof of every small tree, and no other proof."""

import pytest
from pymerkle import InmemoryTree

from langnghe.tlog import merkle
from langnghe.tlog.refusals import WrongProof
from langnghe.tlog.tests.logs import Log

pytestmark = pytest.mark.once

SMALL = 34


def test_roots_are_those_of_the_reference() -> None:
    log = Log.of(7)
    assert [log.head(size).root.hex() for size in (1, 2, 3, 7)] == [
        "773885a613489e24ce2cf76199d6a423f042e4bbf12d7eecee912ef276c65701",
        "5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0",
        "94fbd0dd836f50301692e6d0eade728ee19ec52bfff1606ed807c8575d5aaa19",
        "98c97f0ba3175cd08b031dd084b9dc4e649b64d1a28e6ea694646503173ab587",
    ]
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_roots_of_all_sizes_to_1024_are_those_of_a_second_library() -> None:
    other, frontier, hashes = InmemoryTree(algorithm="sha256"), merkle.Frontier(), []
    for size in range(1, 1025):
        entry = f"entry {size}".encode()
        other.append_entry(entry)
        hashes.append(merkle.leaf_hash(entry))
        frontier.append(hashes[-1])
        assert other.get_root() == frontier.root()
        assert frontier.size == size
        assert size % 8 or merkle.root(hashes) == frontier.root()


def test_a_frontier_goes_on_from_what_was_kept_of_it() -> None:
    log = Log.of(SMALL)
    assert merkle.Frontier().root() == merkle.EMPTY
    for size in range(SMALL + 1):
        kept = merkle.Frontier.of(size, log.hash_at)
        again = merkle.Frontier(size, kept.hashes)
        assert again.root() == log.head(size).root == merkle.root_at(size, log.hash_at)
    with pytest.raises(ValueError, match="complete parts"):
        merkle.Frontier(3, [merkle.EMPTY])


def test_every_leaf_of_every_small_tree_is_proven_and_stands_nowhere_else() -> None:
    log = Log.of(SMALL)
    hashes = [merkle.leaf_hash(leaf) for leaf in log.leaves]
    for size in range(1, SMALL + 1):
        root = merkle.root(hashes[:size])
        for index in range(size):
            path = merkle.inclusion(index, size, log.hash_at)
            merkle.verify_inclusion(hashes[index], index, size, path, root)
            with pytest.raises(WrongProof):
                merkle.verify_inclusion(hashes[index], (index + 1) % (size + 1), size, path, root)


def test_every_pair_of_small_trees_is_consistent_and_with_no_other_root() -> None:
    log, fork = Log.of(SMALL), Log.of(SMALL, "other")
    for new in range(SMALL + 1):
        for old in range(new + 1):
            proof = merkle.consistency(old, new, log.hash_at)
            old_root, new_root = log.head(old).root, log.head(new).root
            merkle.verify_consistency(old, old_root, new, new_root, proof)
            if old and old != new:
                _nothing_else_is_taken(old, old_root, new, new_root, proof, fork.head(new).root)


def _nothing_else_is_taken(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes], forked: bytes
) -> None:
    for wrong in (proof[:-1], [*proof, new_root], [new_root, *proof], proof[::-1] if proof != proof[::-1] else []):
        with pytest.raises(WrongProof):
            merkle.verify_consistency(old, old_root, new, new_root, wrong)
    with pytest.raises(WrongProof):
        merkle.verify_consistency(old, old_root, new, forked, proof)
    with pytest.raises(WrongProof):
        merkle.verify_consistency(old, forked, new, new_root, proof)


def test_an_empty_tree_stands_in_front_of_every_tree_by_an_empty_proof_only() -> None:
    log = Log.of(5)
    merkle.verify_consistency(0, merkle.EMPTY, 5, log.head().root, [])
    for old_root, proof in ((log.head().root, []), (merkle.EMPTY, [merkle.EMPTY])):
        with pytest.raises(WrongProof):
            merkle.verify_consistency(0, old_root, 5, log.head().root, proof)


def test_two_roots_of_one_size_are_not_consistent() -> None:
    one, other = Log.of(5).head().root, Log.of(5, "other").head().root
    with pytest.raises(WrongProof, match="same size"):
        merkle.verify_consistency(5, one, 5, other, [])
    with pytest.raises(WrongProof, match="too short"):
        merkle.verify_consistency(3, one, 5, one, [])
    with pytest.raises(WrongProof):
        merkle.verify_consistency(6, one, 5, one, [])
    with pytest.raises(WrongProof):
        merkle.verify_consistency(-1, one, 5, one, [])


def test_a_path_that_is_too_short_or_too_long_leads_nowhere() -> None:
    log = Log.of(6)
    leaf, path, root = merkle.leaf_hash(b"entry 2"), merkle.inclusion(2, 6, log.hash_at), log.head().root
    for wrong in (path[:-1], [*path, root], [], path[::-1]):
        with pytest.raises(WrongProof, match="path"):
            merkle.verify_inclusion(leaf, 2, 6, wrong, root)
    for index in (-1, 6):
        with pytest.raises(WrongProof, match="index"):
            merkle.verify_inclusion(leaf, index, 6, path, root)


def test_nobody_can_ask_for_what_is_not_in_the_tree() -> None:
    log = Log.of(6)
    for index in (-1, 6):
        with pytest.raises(ValueError, match="no leaf"):
            merkle.inclusion(index, 6, log.hash_at)
    for old in (-1, 7):
        with pytest.raises(ValueError, match="in front"):
            merkle.consistency(old, 6, log.hash_at)
