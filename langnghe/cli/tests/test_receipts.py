"""`langnghe receipts verify`: a resident's file alone, on any machine, in sentences."""

import subprocess
import sys
from pathlib import Path

import pytest

from langnghe.cli import receipts
from langnghe.cli.main import main
from langnghe.tlog.notes import Signer
from langnghe.tlog.tests.logs import NAME, SEED, WORDS, promise_file, proof_file, salt, witness

pytestmark = pytest.mark.once

KEY = Signer.from_seed(NAME, SEED).vkey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.tlog-proof").write_bytes(proof_file(witness()))
    (tmp_path / "plain.tlog-proof").write_bytes(proof_file())
    (tmp_path / "a.tlog-promise").write_bytes(promise_file())
    (tmp_path / "words.txt").write_bytes(b"\xef\xbb\xbf" + f"{WORDS}\r\n".encode())
    (tmp_path / "other.txt").write_text("Đèn đường tổ 6 hỏng", encoding="utf-8")
    return tmp_path


def verify(folder: Path, name: str, *options: str) -> int:
    return main(["receipts", "verify", str(folder / name), *options])


def test_a_proof_is_told_in_plain_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, "a.tlog-proof") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Ý kiến của bà/ông đã được ghi, số 214.",
        "Nếu sau này bị xoá hay sửa, tờ phiếu này chứng minh được.",
        "",
        "  Số trên phiếu: DH26-214-K",
        "  Sổ công khai:  langnghe.example/phuong-thi-diem",
        "  Ghi trong giờ: 19:00, 22/11/2026",
        "  Chỗ trong sổ:  mục 5, khi sổ có 11 mục",
        "  Chứng kiến:    witness.example/giang-vo, lúc 19:00, 22/11/2026",
        "  Lời đã ghi:    chưa so; muốn so, thêm --words TỆP",
        "  Khóa của sổ:   6ebb e18b 2404 5c91 8dd8 9e62 4c86 2c39 (xin so với số in trên bảng tin của phường)",
    ]


def test_words_and_key_are_compared_when_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, "plain.tlog-proof", "--words", str(folder / "words.txt"), "--key", KEY) == 0
    said = capsys.readouterr().out
    assert "đúng từng chữ" in said
    assert "đúng khóa vừa cho" in said
    assert "chưa có ai ngoài phường" in said
    assert verify(folder, "plain.tlog-proof", "--words", str(folder / "other.txt")) == 1
    assert "không phải lời đã được ghi" in capsys.readouterr().err
    stolen = Signer.from_seed(NAME, salt("stolen")).vkey
    assert verify(folder, "plain.tlog-proof", "--key", stolen) == 1
    assert "không thuộc sổ có khóa ấy" in capsys.readouterr().err


def test_a_promise_is_told_with_its_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, "a.tlog-promise") == 0
    assert "số 214 sẽ có trong sổ công khai chậm nhất 19:00, 22/11/2026" in capsys.readouterr().out


def test_a_bent_file_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "a.tlog-proof"
    path.write_bytes(path.read_bytes().replace(b"index 4", b"index 5"))
    assert verify(folder, "a.tlog-proof") == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "không nằm ở chỗ mà phiếu nói" in told.err


def test_a_file_that_cannot_be_read_is_another_matter(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, "nowhere") == receipts.UNREADABLE
    assert "nowhere" in capsys.readouterr().err
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    assert verify(folder, "a.tlog-proof", "--words", str(folder / "photo.jpg")) == receipts.UNREADABLE
    assert "UTF-8" in capsys.readouterr().err
    assert verify(folder, "photo.jpg") == 1


def test_it_needs_neither_network_nor_database_nor_django(folder: Path) -> None:
    run = (
        "import socket, sys; socket.socket = None\n"
        "from langnghe.cli.main import main\n"
        f"code = main(['receipts', 'verify', {str(folder / 'a.tlog-proof')!r}])\n"
        "sys.exit(code or any(name.split('.')[0] in ('django', 'sqlite3', 'psycopg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", run], stdout=subprocess.DEVNULL, check=False).returncode == 0
