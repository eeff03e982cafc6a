"""Files are there whole, or not at all."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from langnghe.kernel.cells import looks_like_formula, safe_cell
from langnghe.kernel.durable import make_folder, remove_durably, write_durably


def test_a_file_is_written_whole_in_folders_that_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file"
    write_durably(path, [b"one", b"two"])
    assert path.read_bytes() == b"onetwo"
    assert path.stat().st_mode & 0o777 == 0o600
    remove_durably(path)
    remove_durably(path)
    assert not path.exists()


def test_file_and_folder_are_on_the_disk_before_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.path.isdir(f"/proc/self/fd/{handle}")))
    write_durably(tmp_path / "file", b"x")
    assert synced == [False, True]


def test_every_folder_that_is_made_is_on_the_disk_in_the_one_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(os.readlink(f"/proc/self/fd/{handle}"))))
    make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path, tmp_path / "a"]
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")} == {0o700}


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"some"
        raise OSError(errno.ENOSPC, "no space left")

    (tmp_path / "file").write_bytes(b"before")
    with pytest.raises(OSError, match="no space"):
        write_durably(tmp_path / "file", chunks())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"before"


@pytest.mark.parametrize("text", ["=1", "+84", "-1", "@x", "\t=1", " =1", "\r=1", "＝1"])
def test_no_cell_goes_out_as_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_plain_cells_go_out_as_they_are() -> None:
    assert [safe_cell(cell) for cell in ("Bà Tư", 4, None, "12-14 Lê Lợi")] == ["Bà Tư", "4", "", "12-14 Lê Lợi"]
    assert not any(map(looks_like_formula, ["-", "–", "-3", "+84905", "Bà Tư"]))
    assert all(map(looks_like_formula, ["=1+1", "-2+3", "@SUM(1)", "\t=1"]))
