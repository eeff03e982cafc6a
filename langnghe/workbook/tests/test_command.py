"""`langnghe workbook …`, as whoever keeps the machine uses it."""

import io
from pathlib import Path

import openpyxl
import pytest

from langnghe.cli.main import main
from langnghe.people.models import Officer
from langnghe.places.models import Household
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.workbook.models import WorkbookImport
from langnghe.workbook.tests.books import HOUSEHOLDS, WHOLE, book_of, with_rows


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "so.xlsx"
    path.write_bytes(with_rows(households=[*HOUSEHOLDS, ("Tổ 77", "DH-004", "Lê Lai", "", "")]))
    return path


def test_checking_prints_each_row_and_writes_nothing(
    dien_hong: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = file.with_name("nhan.xlsx")
    with frozen("2026-11-24T08:30:00"):
        assert main(["workbook", "check", str(file), "--ward", "dh", "--remarks", str(copy)]) == 1
    said = capsys.readouterr().out
    assert "tờ Hộ, dòng 5, Tổ dân phố: Tổ này không có ở tờ «Tổ»" in said
    assert "Cần sửa: 1 dòng." in said
    assert not Household.objects.exists()
    assert not WorkbookImport.objects.exists()
    sheet = openpyxl.load_workbook(io.BytesIO(copy.read_bytes()))["Hộ"]
    assert [sheet.cell(1, 7).value, str(sheet.cell(5, 7).value)[:12]] == ["Máy nhắn", "Tổ này không"]


def test_a_workbook_with_faults_is_imported_only_when_asked_and_undone(
    dien_hong: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with frozen("2026-11-24T08:30:00"):
        assert main(["workbook", "import", str(file), "--ward", "DH"]) == 1
        assert not Household.objects.exists()
        assert main(["workbook", "import", str(file), "--ward", "DH", "--good-rows"]) == 1
        assert Household.objects.count() == 3
        assert main(["workbook", "undo", str(WorkbookImport.objects.get().id), "--ward", "DH"]) == 0
        assert not Household.objects.exists()
        file.write_bytes(book_of({"officers": WHOLE["officers"][2:]}))
        assert main(["workbook", "import", str(file), "--ward", "DH"]) == 0
    assert main(["workbook", "check", str(file.with_name("khong-co.xlsx")), "--ward", "DH"]) == 1
    assert "Không mở được tệp" in capsys.readouterr().err
    assert Officer.objects.filter(ward=dien_hong.ward).count() == 10


def test_the_template_opens_and_brings_nothing_by_itself(
    dien_hong: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mau.xlsx"
    assert main(["workbook", "template", str(path), "--ward", "DH"]) == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Hướng dẫn", "Tổ", "Hộ", "Cán bộ", "Ý kiến các năm", "Lời hứa", "Danh mục"]
    assert book["Cán bộ"].data_validations.dataValidation
    assert book["Danh mục"]["E2"].value == "Tổ 1"
    assert main(["workbook", "import", str(path), "--ward", "DH"]) == 1
    assert "mới chỉ có dòng tiêu đề và dòng ví dụ" in capsys.readouterr().err
