"""Serving: two processes kept alive, stopped together, on loopback when it is the demo."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from langnghe.house.tests.processes import LANGNGHE, Running, get, gone, run, running, serving
from langnghe.house.work import HEARTBEAT_SECONDS
from langnghe.testing import prepared

pytestmark = [pytest.mark.once, pytest.mark.slow]


def test_ctrl_c_stops_web_and_worker_without_a_trace(tmp_path: Path) -> None:
    with serving(tmp_path) as (served, port):
        assert get(port, "/suc-khoe/")[0] in (200, 503)
        family = served.family()
        assert len(family) >= 3
        assert served.interrupt() == 0
        assert all(gone(pid) for pid in family)
        assert "Đã dừng." in served.said
        assert "Traceback" not in served.said


def test_the_health_page_is_well_once_the_worker_beats(tmp_path: Path) -> None:
    with serving(tmp_path) as (_served, port):
        status, body = _healthy(port)
        assert status == 200, body


def test_a_killed_worker_comes_back(tmp_path: Path) -> None:
    with serving(tmp_path) as (served, _port):
        first = served.child("langnghe worker")
        os.kill(first, signal.SIGKILL)
        served.wait_for("worker đã dừng bất ngờ")
        assert _other(served, "langnghe worker", first)


def test_a_killed_web_process_comes_back(tmp_path: Path) -> None:
    with serving(tmp_path) as (served, port):
        first = served.child("langnghe web")
        os.kill(first, signal.SIGKILL)
        served.wait_for("web đã dừng bất ngờ")
        assert _other(served, "langnghe web", first)
        assert _healthy(port)[0] == 200


def test_nothing_is_left_when_the_supervisor_itself_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path) as (served, _port):
        family = served.family()
        served.process.kill()
        assert all(gone(pid, 20) for pid in family)


def test_a_busy_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = run(tmp_path, "serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình ấy, hoặc chọn cổng: --port {port + 1}"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_the_demo_refuses_to_listen_on_anything_but_loopback(tmp_path: Path, host: str) -> None:
    done = run(tmp_path, "serve", "--host", host, LANGNGHE_DEMO="1")
    assert done.returncode == 1
    assert "chỉ nghe trên máy này" in done.stderr


def test_demo_data_stay_demo_data_without_the_flag(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "demo").touch()
    assert "chỉ nghe trên máy này" in run(tmp_path, "serve", "--host", "0.0.0.0").stderr


def test_the_same_data_are_not_served_twice(tmp_path: Path) -> None:
    with serving(tmp_path):
        done = run(tmp_path, "serve", "--port", "0")
        assert done.returncode == 1
        assert "đang chạy trên dữ liệu này rồi" in done.stderr


def test_a_page_that_cannot_start_ends_with_a_sentence(tmp_path: Path) -> None:
    prepared.into(tmp_path / "data")
    command = [*LANGNGHE, "serve", "--port", "0", "--application", "langnghe.house.nowhere:application"]
    with running(command, tmp_path) as started:
        assert started.process.wait(60) == 1
        assert "Trang không mở được" in started.said


def test_no_address_of_a_visitor_is_written(tmp_path: Path) -> None:
    with serving(tmp_path, GRANIAN_LOG_ACCESS_ENABLED="1") as (served, port):
        for path in ("/", "/khong-co/", "/ma-nguon/"):
            get(port, path)
        assert served.interrupt() == 0
        said = served.said.replace(f"http://localhost:{port}", "")
    assert "127.0.0.1" not in said
    assert "khong-co" not in said


def _healthy(port: int) -> tuple[int, bytes]:
    deadline = time.monotonic() + HEARTBEAT_SECONDS * 3
    status, body = 0, b""
    while status != 200 and time.monotonic() < deadline:
        try:
            status, body = get(port, "/suc-khoe/")
        except OSError:
            status, body = 0, b"no answer"
        time.sleep(0.2)
    return status, body


def _other(served: Running, name: str, first: int) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if served.child(name) != first:
                return True
        except StopIteration:
            pass
        time.sleep(0.1)
    return False
