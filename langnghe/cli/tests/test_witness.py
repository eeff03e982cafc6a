"""`langnghe witness …`: begun, told whom to trust, looks, cosigns a stick, and its exit code says when to worry."""

import subprocess
import sys
from pathlib import Path

import pytest

from langnghe.cli.main import main
from langnghe.tlog.notes import Signer, open_note
from langnghe.tlog.tests.logs import NAME, Log, salt
from langnghe.witnessing.state import State
from langnghe.witnessing.tests.grounds import served

pytestmark = pytest.mark.once


@pytest.fixture
def log() -> Log:
    return Log.of(12)


@pytest.fixture
def folder(tmp_path: Path, log: Log) -> Path:
    assert witness("init", tmp_path, "giang-vo.example/chung-kien") == 0
    assert witness("trust", tmp_path, log.signer.vkey) == 0
    log.serve_into(tmp_path / "served")
    return tmp_path


def witness(verb: str, folder: Path, *words: str) -> int:
    return main(["witness", verb, "--state", str(folder / "witness"), *words])


def test_a_folder_is_looked_at_and_the_ward_gets_the_line(
    folder: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    assert witness("look", folder, str(folder / "served"), "--out", str(folder / "line")) == 0
    assert "12 mục, thêm 12 mục từ lần trước, sổ chỉ viết tiếp" in capsys.readouterr().out
    key = State(folder / "witness").key().verifier
    assert open_note(log.checkpoint() + (folder / "line").read_bytes(), [key]).signatures
    assert witness("show", folder) == 0
    said = capsys.readouterr().out
    assert log.head().root.hex() in said
    assert "Chưa lần nào" in said


def test_every_log_with_an_address_is_looked_at(folder: Path, log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    assert witness("look", folder) == 1
    assert "Chưa biết xem sổ ở đâu" in capsys.readouterr().err
    with served(folder / "served") as address:
        witness("trust", folder, log.signer.vkey, address)
        assert witness("look", folder) == 0
    assert witness("look", folder) == 1
    assert "Không lấy được" in capsys.readouterr().err


def test_a_fork_is_an_alarm_with_its_own_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert witness("look", folder, str(folder / "served")) == 0
    Log.of(14, "fork").serve_into(folder / "served")
    assert witness("look", folder, str(folder / "served")) == 3
    said = capsys.readouterr().err
    assert "SỔ KHÔNG NỐI TIẾP" in said
    assert "BÁO ĐỘNG: không ký" in said
    witness("show", folder)
    assert "Báo động: 1" in capsys.readouterr().out


def test_a_stick_is_cosigned_and_a_stale_one_says_from_where(
    folder: Path, log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = folder / "stick"
    assert main(["witness", "request", str(folder / "served"), "--out", str(stick)]) == 0
    assert witness("cosign", folder, str(stick)) == 0
    line = (folder / "stick.cosigned").read_bytes()
    assert open_note(log.checkpoint() + line, [State(folder / "witness").key().verifier]).signatures
    log.grow([b"more"])
    log.serve_into(folder / "served")
    main(["witness", "request", str(folder / "served"), "--out", str(stick)])
    assert witness("cosign", folder, str(stick)) == 1
    assert "--old 12" in capsys.readouterr().err
    main(["witness", "request", str(folder / "served"), "--old", "12", "--out", str(stick)])
    assert witness("cosign", folder, str(stick), "--out", str(folder / "line")) == 0


def test_each_thing_that_goes_wrong_is_a_sentence(folder: Path, log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = Log([b"a"], Signer.from_seed("other.example", salt("other")))
    forger = Log([b"a"], Signer.from_seed(NAME, salt("forger")))
    for content, said in (
        (b"nothing", "không đúng dạng"), (stranger.request(0).encode(), "Chưa chứng kiến sổ này"),
        (forger.request(0).encode(), "không do khóa của sổ ký"),
        (log.request(0).encode().replace(b"old 0", b"old 13"), "xuất lại tệp"),
    ):  # fmt: skip
        (folder / "stick").write_bytes(content)
        assert witness("cosign", folder, str(folder / "stick")) == 1
        assert said in capsys.readouterr().err
    assert witness("cosign", folder, str(folder / "nowhere")) == 1
    assert witness("init", folder, "another.example") == 1
    assert witness("init", folder / "b", "a b") == 1
    assert witness("show", folder / "b") == 1
    assert witness("trust", folder, "x") == 1
    assert main(["witness", "request", str(folder / "nowhere"), "--out", str(folder / "x")]) == 1
    assert main(["witness", "request", str(folder / "served"), "--old", "99", "--out", str(folder / "x")]) == 1
    other = f"langnghe/witness-key/v2\na\n{'A' * 43}=\n".encode()
    for name, bent in (("trusted.txt", b"bent\n"), ("key", b"bent\n"), ("key", other)):
        (folder / "witness" / name).write_bytes(bent)
        assert witness("show", folder) == 1
        assert "đã hỏng" in capsys.readouterr().err


def test_a_lost_memory_is_told(folder: Path, log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (folder / "witness" / "heads").glob("*.head"):
        path.unlink()
    assert witness("look", folder, str(folder / "served")) == 1
    assert "Trí nhớ về sổ này đã mất" in capsys.readouterr().err


def test_it_runs_as_a_process_of_its_own_without_django(folder: Path) -> None:
    run = (
        "import sys\nfrom langnghe.cli.main import main\nfrom langnghe.witnessing import server\n"
        "server.Server.serve_forever = lambda self: print('django' in sys.modules)\n"
        f"sys.exit(main(['witness', 'run', '--port', '0', '--state', {str(folder / 'witness')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert "Đang chứng kiến tại http://127.0.0.1:" in done.stdout
    assert done.stdout.endswith("False\n")
