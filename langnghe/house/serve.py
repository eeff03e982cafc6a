"""`langnghe serve`: looks whether it can serve, prepares, becomes the supervisor. Imports no Django."""

import argparse
import errno
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from langnghe.house import environment
from langnghe.house.serving_lock import serving_lock

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PYTHON = [sys.executable, "-m"]
APPLICATION = "langnghe.house.wsgi:application"
# Threads wait for the disk together. On SQLite each holds a connection with 2 to 3 MB of parsed schema.
THREADS = {"sqlite": 6, "postgresql": 10}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `langnghe serve`."""
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1: chỉ máy này)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    usual = ", ".join(f"{count} với {kind}" for kind, count in THREADS.items())
    parser.add_argument("--threads", type=int, help=f"số yêu cầu cùng lúc mỗi tiến trình web (mặc định {usual})")
    parser.add_argument("--prepared", action="store_true", help="không chạy `langnghe prepare` trước khi mở trang")
    parser.add_argument("--check", action="store_true", help="chỉ xem có nghe được ở đó không, rồi thôi")
    parser.add_argument("--application", default="", help=argparse.SUPPRESS)


def main(argv: list[str]) -> int:
    """Parse and serve until a signal; 0 after a clean stop, 1 when it could not start."""
    parser = argparse.ArgumentParser(prog="langnghe serve")
    add_arguments(parser)
    return serve(parser.parse_args(argv))


def serve(options: argparse.Namespace) -> int:
    """Serve web and worker together until told to stop."""
    obstacle = _obstacle(options.host, options.port)
    if obstacle:
        return _fail(obstacle)
    if options.check:
        return 0
    with serving_lock(environment.folder("DATA", Path(".local/data"))) as free:
        if not free:
            return _fail("Lắng Nghe đang chạy trên dữ liệu này rồi. Dừng lần chạy trước, hoặc đổi LANGNGHE_DATA.")
        variables = _variables(options.port)
        if not options.prepared and _prepare(variables):
            return 1
        # The allocator reads its variables when a program begins; the lock stays with the process.
        _become(_supervisor(options), variables)
    return 0


def _become(command: list[str], variables: dict[str, str]) -> None:
    sys.stdout.flush()
    os.execve(command[0], command, variables)  # noqa: S606


def _supervisor(options: argparse.Namespace) -> list[str]:
    threads = options.threads or THREADS[urlsplit(environment.text("DATABASE", "sqlite:")).scheme]
    words = [options.host, str(options.port), str(threads), options.application or APPLICATION]
    return [*PYTHON, "langnghe.house.supervisor", *words]


def _obstacle(host: str, port: int) -> str:
    """Why we cannot listen there, as a sentence that says what to do; empty when we can."""
    if _is_demo() and host not in LOOPBACK:
        return (
            f"Bản dùng thử có tài khoản ai cũng biết, nên chỉ nghe trên máy này (127.0.0.1), không nghe trên {host}. "
            "Muốn mở cho người khác, hãy cài đặt thật: docs/guide/cai-dat.md."
        )
    if (Path(environment.text("DATA", ".local/data")) / "restoring").exists():
        return "Việc khôi phục từ bản sao lưu chưa xong. Chạy lại: langnghe restore THƯ-MỤC, đến khi máy báo «Xong»."
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return _why(error, host, port)
    return ""


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình ấy, hoặc chọn cổng: --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Không được phép mở cổng {port}. Chọn cổng từ 1024 trở lên, ví dụ: --port 8000"
    return f"Không nghe được trên {host}:{port}: {error.strerror}. Kiểm tra lại --host và --port."


def _is_demo() -> bool:
    return environment.flag("DEMO") or (Path(environment.text("DATA", ".local/data")) / "demo").exists()


def _variables(port: int) -> dict[str, str]:
    """What supervisor and children see. Two arenas keep the allocator from holding memory for every thread."""
    scheme = "https" if environment.text("CERT") else "http"
    defaults = {"LANGNGHE_ADDRESS": f"{scheme}://localhost:{port}", "MALLOC_ARENA_MAX": "2", "PYTHONUTF8": "1"}
    if environment.text("CERT"):
        defaults["LANGNGHE_HTTPS"] = "1"
    return environment.everything(defaults)


def _prepare(variables: dict[str, str]) -> int:
    return subprocess.run([*PYTHON, "langnghe", "prepare"], env=variables, check=False).returncode


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
