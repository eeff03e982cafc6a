"""Tiles lie where C2SP says, hold what it says, and give back every proof."""

from itertools import pairwise
from pathlib import Path

import pytest

from langnghe.tlog import merkle, tiles
from langnghe.tlog.refusals import Malformed
from langnghe.tlog.tests.logs import Log
from langnghe.tlog.tiles import Reader, Tile, bundles_to_write, parse_path, tiles_to_write

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("path", "tile"),
    [
        ("tile/0/x001/x234/067", Tile(0, 1234067)),
        ("tile/0/000", Tile(0, 0)),
        ("tile/1/000.p/2", Tile(1, 0, 2)),
        ("tile/63/999.p/255", Tile(63, 999, 255)),
        ("tile/entries/x001/000.p/188", Tile(None, 1000, 188)),
    ],
)
def test_a_tile_has_one_path(path: str, tile: Tile) -> None:
    assert parse_path(path) == tile
    assert tile.path == path


@pytest.mark.parametrize(
    "wrong",
    [
        "", "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/x000/000", "tile/0/001/000", "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01", "tile/0/000/", "/tile/0/000", "tile/0/000\n", "tile/8/0/000", "tile/data/000",
        "tile/0/٠٠٠",
        "tile/0/" + "x001/" * 30 + "000", "tile/-1/000", "tile/0/../000",
    ],
)  # fmt: skip
def test_every_other_path_is_refused(wrong: str) -> None:
    with pytest.raises(Malformed):
        parse_path(wrong)


def test_a_log_of_70000_has_the_tiles_of_the_specification() -> None:
    made = tiles_to_write(0, 70_000)
    assert [tile.path for tile in made if tile.width != tiles.FULL] == [
        "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1",
    ]  # fmt: skip
    assert len(made) == 273 + 1 + 1 + 1 + 1
    assert [tile.path for tile in tiles_to_write(0, 256)] == ["tile/0/000", "tile/1/000.p/1"]


@pytest.mark.parametrize("sizes", [(0, 1, 2), (0, 255, 256, 257), (0, 8, 512, 70_000, 70_001), (0, 65_535, 65_537)])
def test_a_growing_log_writes_no_tile_twice_and_has_them_all(sizes: tuple[int, ...]) -> None:
    for write in (tiles_to_write, bundles_to_write):
        written: list[Tile] = []
        for old, new in pairwise(sizes):
            written += write(old, new)
            assert set(write(0, new)) <= set(written)
        assert len(set(written)) == len(written)
        assert write(sizes[-1], sizes[-1]) == []


def test_the_files_of_the_700_entries_have_the_sizes_of_the_reference(tmp_path: Path) -> None:
    folder = Log.of(700).serve_into(tmp_path)
    sizes = {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    del sizes["checkpoint"]
    assert sizes == {
        "tile/entries/000": 2706, "tile/entries/001": 2816, "tile/entries/002.p/188": 2068, "tile/0/000": 8192,
        "tile/0/001": 8192, "tile/0/002.p/188": 6016, "tile/1/000.p/2": 64,
    }  # fmt: skip


def test_proofs_come_out_of_the_tiles_alone() -> None:
    log = Log.of(700)
    fetched: list[Tile] = []

    def fetch(tile: Tile) -> bytes:
        fetched.append(tile)
        return log.tile(tile)

    reader, root = Reader(fetch, 700, keep=2), log.head().root
    assert merkle.root_at(700, reader) == root
    for index in (0, 255, 256, 257, 511, 512, 699):
        path = merkle.inclusion(index, 700, reader)
        merkle.verify_inclusion(merkle.leaf_hash(log.leaves[index]), index, 700, path, root)
    for old in (1, 255, 256, 257, 699):
        proof = merkle.consistency(old, 700, reader)
        merkle.verify_consistency(old, log.head(old).root, 700, root, proof)
    assert set(fetched) <= set(tiles_to_write(0, 700))


def test_a_reader_keeps_a_tile_it_has_just_read() -> None:
    log = Log.of(300)
    fetched: list[Tile] = []

    def fetch(tile: Tile) -> bytes:
        fetched.append(tile)
        return log.tile(tile)

    reader = Reader(fetch, 300)
    assert reader(0, 3) == reader(0, 3) == merkle.leaf_hash(b"entry 3")
    assert len(fetched) == 1


def test_a_reader_gives_nothing_that_the_tree_does_not_hold() -> None:
    log = Log.of(300)
    for place in ((0, 300), (8, 1), (9, 0)):
        with pytest.raises(Malformed, match="no subtree"):
            Reader(log.tile, 300)(*place)
    with pytest.raises(Malformed, match="bytes"):
        Reader(lambda tile: log.tile(tile)[:-1], 300)(0, 0)


def test_a_bundle_gives_back_its_entries_and_no_other_bytes() -> None:
    entries = [b"", b"a", b"b" * 65_535]
    content = tiles.encode_bundle(entries)
    assert tiles.decode_bundle(content, 3) == entries
    for wrong, width in ((content, 2), (content, 4), (content[:-1], 3), (content + b"\0", 3), (b"\0", 1), (b"\0\1", 1)):
        with pytest.raises(Malformed, match="bundle"):
            tiles.decode_bundle(wrong, width)
    with pytest.raises(OverflowError):
        tiles.encode_bundle([b"c" * 65_536])
