"""A ward's log, written by the product: rebuilt by Go, watched and cosigned by a neighbour, over HTTP and by USB."""

from pathlib import Path

import pytest
from django.test import override_settings

from bench.independent import checklog
from langnghe.cli.main import main
from langnghe.opinions.tests.test_receive import say
from langnghe.proof.models import Log
from langnghe.proof.reads import published
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.testing.cast import Cast
from langnghe.witnessing.looking import look
from langnghe.witnessing.server import Server
from langnghe.witnessing.sources import Folder
from langnghe.witnessing.state import State
from langnghe.witnessing.tests.grounds import NAME, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(dien_hong: Cast) -> Log:
    for number in range(3):
        say(dien_hong, f"Đèn ngõ {number} tắt đã năm hôm.")
    return sealed(dien_hong)


@pytest.fixture
def neighbour(tmp_path: Path, log: Log) -> State:
    state = State(tmp_path / "witness")
    state.begin(NAME)
    state.trust(log.keys[-1])
    return state


def cosign(*places: str | Path) -> int:
    return main(["log", "cosign", "--ward", "DH", *map(str, places)])


def words_under(log: Log) -> list[str]:
    head = published(log)
    assert head is not None
    return [key.name for key in head.witnesses]


def test_go_rebuilds_what_the_ward_serves(log: Log) -> None:
    found = checklog("log", Shelf(log.origin).folder, log.keys[-1])
    assert (found["size"], found["entries"], found["disagreements"]) == (log.size, log.size, 0)


def test_a_neighbour_is_asked_over_http(
    dien_hong: Cast, log: Log, neighbour: State, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(Server("127.0.0.1", 0, neighbour)) as port:
        address = f"http://127.0.0.1:{port}"
        assert cosign(address) == 1
        assert "LANGNGHE_WITNESSES" in capsys.readouterr().err
        with override_settings(WITNESSES=neighbour.key().vkey):
            assert cosign(f"{address}/elsewhere", address) == 1
            assert "trả lời 404" in capsys.readouterr().err
            assert words_under(log) == [NAME]
    assert cosign(address) == 1
    assert "Không gửi được" in capsys.readouterr().err
    assert look(neighbour, Folder(Shelf(log.origin).folder)).before.size == log.size


def test_a_stick_goes_to_the_neighbour_and_comes_back(
    log: Log, neighbour: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    assert main(["log", "request", "--ward", "DH", "--out", str(stick)]) == 0
    assert main(["witness", "cosign", "--state", str(neighbour.folder), str(stick)]) == 0
    with override_settings(WITNESSES=neighbour.key().vkey):
        assert cosign(tmp_path / "stick.cosigned") == 0
        assert words_under(log) == [NAME]
        assert cosign(tmp_path / "nowhere") == 1
    assert main(["log", "request", "--ward", "DH", "--old", "999999", "--out", str(stick)]) == 1
    assert "--old" in capsys.readouterr().err


def test_a_ward_without_a_head_is_told_to_wait(dien_hong: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert cosign("http://127.0.0.1:9") == 1
    assert "chưa có đầu sổ" in capsys.readouterr().err
