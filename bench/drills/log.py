"""Proofs of ours checked by Go, which rebuilds the log from what is served: `bin/bench --drill log`.

Our code writes a log as it grows through many sizes, its tiles each time, and claims a head for each size, thousands of
proofs of inclusion and of consistency. The checker gets the address, the key and the claims; from the served entries it
computes every hash anew, compares every tile, verifies each proof, and makes the same one itself out of the tiles.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.independent import checklog
from bench.report import Measure, as_json, at_least, at_most, holds, table
from langnghe.tlog import leaves, merkle, tiles
from langnghe.tlog.checkpoints import Checkpoint
from langnghe.tlog.encoding import to_base64
from langnghe.tlog.notes import Signer, sign
from langnghe.witnessing.tests.grounds import served

ORIGIN = "langnghe.example/log/dien-hong/1"
SIZES = [
    0, 1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 254, 255, 256, 257, 258, 511, 512, 513, 1_000, 4_095, 4_096, 4_097, 10_008,
    32_767, 32_768, 32_769, 65_534, 65_535, 65_536, 65_537, 65_538, 70_000,
]  # fmt: skip
ALL_UP_TO = 40
"""Up to this size every leaf of every size is proven, and every pair of sizes."""


@dataclass
class Written:
    """A log that our code writes: each complete subtree's hash once, and the leaves."""

    signer: Signer
    leaves: list[bytes] = field(default_factory=list)
    levels: list[list[bytes]] = field(default_factory=lambda: [[]])
    frontier: merkle.Frontier = field(default_factory=merkle.Frontier)
    roots: dict[int, bytes] = field(default_factory=lambda: {0: merkle.EMPTY})

    def append(self, leaf: bytes) -> None:
        """Take in a leaf, and every subtree that is complete with it."""
        self.leaves.append(leaf)
        self.levels[0].append(merkle.leaf_hash(leaf))
        self.frontier.append(self.levels[0][-1])
        level = 0
        while len(self.levels[level]) % 2 == 0:
            if level + 1 == len(self.levels):
                self.levels.append([])
            self.levels[level + 1].append(merkle.node_hash(*self.levels[level][-2:]))
            level += 1

    def hash_at(self, level: int, index: int) -> bytes:
        """As the proofs ask for it."""
        return self.levels[level][index]

    def head(self, size: int) -> bytes:
        """The signed head."""
        return sign(Checkpoint(self.signer.name, size, self.roots[size]).text(), self.signer)

    def serve(self, folder: Path, old: int, size: int) -> None:
        """What a growth from `old` to `size` adds to the served files."""
        for tile in tiles.tiles_to_write(old, size):
            _put(folder / tile.path, tiles.tile_bytes(tile, self.hash_at))
        for tile in tiles.bundles_to_write(old, size):
            first = tile.index * tiles.FULL
            _put(folder / tile.path, tiles.encode_bundle(self.leaves[first : first + tile.width]))
        _put(folder / "checkpoint", self.head(size))


def written(folder: Path, sizes: Iterable[int]) -> Written:
    """A log that grew through these sizes, served from `folder`."""
    log, old = Written(Signer.from_seed(ORIGIN, sha256(b"drill").digest())), 0
    for size in sizes:
        while len(log.leaves) < size:
            number = str(len(log.leaves)).encode()
            log.append(leaves.dummy_leaf(sha256(b"drill" + number).digest()))
        log.roots[size] = log.frontier.root()
        log.serve(folder, old, size)
        old = size
    return log


def claims(log: Written, sizes: list[int], inclusion: int, consistency: int, seed: int) -> Iterator[str]:
    """What our code says: heads, then so many proofs and more."""
    chance = random.Random(seed)
    yield from (f"head {to_base64(log.head(size))}" for size in sizes)
    for size, index in _leaves(chance, [size for size in sizes if size], inclusion):
        yield _line("inclusion", size, index, merkle.inclusion(index, size, log.hash_at))
    for old, size in _pairs(chance, sizes, consistency):
        yield _line("consistency", old, size, merkle.consistency(old, size, log.hash_at))


def check(sizes: list[int], *, inclusion: int, consistency: int, seed: int) -> dict[str, Any]:
    """What the independent checker found of a log that grew through these sizes."""
    with tempfile.TemporaryDirectory(prefix="langnghe-log-") as scratch:
        folder, said = Path(scratch) / "served", Path(scratch) / "claims"
        log = written(folder, sizes)
        said.write_text("\n".join(claims(log, sizes, inclusion, consistency, seed)) + "\n")
        with served(folder) as address:
            return checklog("log", address, log.signer.vkey, said)


def main(arguments: list[str]) -> int:
    """0 when Go agrees with every claim."""
    parser = argparse.ArgumentParser(prog="bin/bench --drill log", description=__doc__)
    parser.add_argument("--inclusion", type=int, default=12_000)
    parser.add_argument("--consistency", type=int, default=2_500)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--served", nargs=2, metavar=("ADDRESS", "VKEY"), help="only rebuild a log served there")
    options = parser.parse_args(arguments)
    found = checklog("log", *options.served) if options.served else check(
        SIZES, inclusion=options.inclusion, consistency=options.consistency, seed=options.seed
    )  # fmt: skip
    for line in found.get("first", []):
        print(line, file=sys.stderr)
    measures = list(_measures(found, whole=not options.served))
    print("\n".join(map(as_json, measures)) if options.json else table(measures))
    return 1 if any(holds(one) is False for one in measures) else 0


def _measures(found: dict[str, Any], *, whole: bool) -> Iterator[Measure]:
    bars = {"inclusion": at_least(10_000), "consistency": at_least(2_000)} if whole else {}
    for name in ("heads", "entries", "tiles", "inclusion", "consistency"):
        yield Measure("log", "-", f"{name} checked by Go", found[name], name, bars.get(name))
    yield Measure("log", "-", "disagreements", found["disagreements"], "claims", at_most(0))


def _leaves(chance: random.Random, sizes: list[int], count: int) -> Iterator[tuple[int, int]]:
    """Every leaf of small trees, first and last and around the borders of tiles in large ones, and any others."""
    small = [(size, index) for size in sizes if size <= ALL_UP_TO for index in range(size)]
    edges = [
        (size, index) for size in sizes if size > ALL_UP_TO for index in (0, 1, 255, 256, 257, 65_535, 65_536, size - 1)
        if index < size
    ]  # fmt: skip
    yield from (chosen := small + edges)
    for _more in range(count - len(chosen)):
        size = chance.choice(sizes)
        yield size, chance.randrange(size)


def _pairs(chance: random.Random, sizes: list[int], count: int) -> Iterator[tuple[int, int]]:
    """Every pair of the sizes, and old sizes in between."""
    yield from (chosen := [(old, size) for size in sizes for old in sizes if old <= size])
    for _more in range(count - len(chosen)):
        size = chance.choice(sizes)
        yield chance.randrange(size + 1), size


def _line(word: str, one: int, two: int, hashes: list[bytes]) -> str:
    return " ".join([word, str(one), str(two), *map(to_base64, hashes)])


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
