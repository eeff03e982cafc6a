"""`langnghe places …`, as whoever keeps the machine uses it."""

import errno
import os
from pathlib import Path

import pytest

from langnghe.cli.main import main
from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.places import imports
from langnghe.places.models import Household, HouseholdImport, Ward
from langnghe.places.tests.files import HEADER, THREE, csv_of
from langnghe.sheets import uploads
from langnghe.testing.cast import Cast


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ho.csv"
    path.write_bytes(csv_of([*THREE, ("Tổ 3", "", "Lê Văn Không Mã", "", "")]))
    return path


def test_a_dry_run_prints_each_wrong_row(dien_hong: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "import", str(file), "--ward", "dh", "--dry-run"]) == 1
    assert "dòng 5, Mã hộ: Thiếu mã hộ." in capsys.readouterr().out
    assert not Household.objects.exists()


def test_a_list_is_imported_and_undone(dien_hong: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "import", str(file), "--ward", "DH"]) == 1
    assert Household.objects.filter(ward=dien_hong.ward).count() == 3
    assert main(["places", "undo", str(HouseholdImport.objects.get().id), "--ward", "DH"]) == 0
    assert not Household.objects.exists()
    assert main(["places", "import", str(file.with_name("khong-co.csv")), "--ward", "DH"]) == 1
    assert "Không mở được tệp" in capsys.readouterr().err


def test_a_ward_is_merged(dien_hong: Cast, hac_thanh: Cast) -> None:
    assert main(["places", "merge", "HT", "--into", "DH"]) == 0
    assert Ward.objects.get(code="HT").successor == dien_hong.ward


def test_a_full_disk_is_a_sentence_and_leaves_no_row(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="không còn chỗ"):
        imports.receive(dien_hong.ward, "ho.csv", [csv_of([HEADER, *THREE[1:]])], by=system(dien_hong.ward.id))
    assert not HouseholdImport.objects.exists()
    assert not any(path.is_file() for path in uploads.file_at(f"places/{dien_hong.ward.id.hex}").rglob("*"))
