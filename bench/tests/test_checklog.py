"""The independent checker agrees with our log and disagrees with wrong ones: a share of `bin/bench --drill log`."""

import shutil
from pathlib import Path

import pytest

from bench.drills import log
from bench.independent import checklog
from langnghe.tlog.notes import Signer
from langnghe.tlog.tests.logs import NAME, SEED, Log, proof_file, salt, witness

pytestmark = pytest.mark.once

SIZES = [0, 1, 2, 3, 255, 256, 257, 600]
KEY = Signer.from_seed(NAME, SEED).vkey


def test_go_agrees_with_our_heads_tiles_and_proofs() -> None:
    found = log.check(SIZES, inclusion=400, consistency=100, seed=8)
    assert found == {
        "size": 600, "heads": 1 + len(SIZES), "entries": 600, "tiles": 4, "inclusion": 400, "consistency": 100,
        "disagreements": 0,
    }  # fmt: skip


def test_go_disagrees_with_a_tile_an_entry_a_head_and_a_claim_that_are_wrong(tmp_path: Path) -> None:
    ward = Log.of(300)
    folder = ward.serve_into(tmp_path / "served")
    said = tmp_path / "claims"
    said.write_text("inclusion 300 4\nconsistency 4 300\n")
    assert checklog("log", folder, KEY, said)["disagreements"] == 2
    for path in ("tile/0/000", "tile/entries/001.p/44", "checkpoint"):
        bent = shutil.copytree(folder, tmp_path / "bent", dirs_exist_ok=True)
        content = bytearray((bent / path).read_bytes())
        content[-9] ^= 1
        (bent / path).write_bytes(content)
        assert checklog("log", bent, KEY)["disagreements"]
    assert checklog("log", folder, Signer.from_seed(NAME, salt("other")).vkey)["disagreements"]
    assert not checklog("log", folder, KEY)["disagreements"]


def test_go_takes_a_residents_file_and_no_bent_one(tmp_path: Path) -> None:
    file, whole = tmp_path / "a.tlog-proof", proof_file(witness())
    file.write_bytes(whole)
    found = checklog("proof", file, KEY)
    assert (found["size"], found["inclusion"], found["disagreements"]) == (11, 1, 0)
    file.write_bytes(whole.replace(b"index 4", b"index 5"))
    assert checklog("proof", file, KEY)["disagreements"] == 1
