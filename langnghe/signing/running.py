"""The signer's process: one request after the other over a Unix socket, nothing else open."""

import os
import signal
import socket
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

from langnghe.kernel.durable import make_folder
from langnghe.signing.calling import SECONDS, alone, everything
from langnghe.signing.signer import Keeper

WAITING = 16
GROUP_MAY_CALL = 0o660


class Stopped(Exception):
    """SIGTERM or SIGINT came."""


def run(home: Path, path: Path) -> int:
    """Answer until SIGTERM or SIGINT; 0 then."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    keeper = Keeper(home)
    with _listening(path) as door:
        print(f"signer: {path}", flush=True)
        try:
            while True:
                _answer(keeper, door)
        except Stopped:
            return 0
        finally:
            path.unlink(missing_ok=True)


def _answer(keeper: Keeper, door: socket.socket) -> None:
    line, _who = door.accept()
    with line:
        try:
            line.settimeout(SECONDS)
            request = everything(line)
            with alone(keeper.keys.home):
                answer = keeper.answer(request)
            line.sendall(answer.encode())
        except (OSError, ValueError) as error:
            # A caller that hangs up, or a full disk: nothing was signed that is not remembered.
            print(f"signer: {error}", file=sys.stderr, flush=True)


def _listening(path: Path) -> socket.socket:
    make_folder(path.parent)
    with suppress(FileNotFoundError):
        if stat.S_ISSOCK(path.stat().st_mode):
            path.unlink()
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o777 & ~GROUP_MAY_CALL)
    try:
        door.bind(str(path))
    finally:
        os.umask(before)
    door.listen(WAITING)
    return door


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
