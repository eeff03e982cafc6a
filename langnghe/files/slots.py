"""How many children of a kind work at the same time on this machine, all web processes together: memory is dear."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from langnghe.kernel.durable import make_folder
from langnghe.kernel.refused import Refused

COUNT = 2
PATIENCE_SECONDS = 45.0
PAUSE_SECONDS = 0.02


@contextmanager
def taken(name: str = "decoding", *, count: int = COUNT, patience: float | None = None) -> Iterator[None]:
    """Hold one of `count` places of that name while the block runs; the kernel gives it back whatever happens.

    Refused after waiting `patience` seconds; without it, after a long wait.
    """
    handle = _wait(name, count, PATIENCE_SECONDS if patience is None else patience)
    try:
        yield
    finally:
        os.close(handle)


def _wait(name: str, count: int, patience: float) -> int:
    last = time.monotonic() + patience
    while (handle := _any_free(name, count)) is None:
        if time.monotonic() > last:
            raise Refused(_busy(name))
        time.sleep(PAUSE_SECONDS)
    return handle


def _busy(name: str) -> str:
    if name == "decoding":
        return _("Máy của phường đang bận xử lý ảnh. Xin gửi lại ảnh sau vài phút.")
    return _("Máy của phường đang lập những giấy khác. Xin thử lại sau một phút.")


def _any_free(name: str, count: int) -> int | None:
    folder = Path(settings.DATA) / "slots"
    make_folder(folder)
    for number in range(count):
        handle = os.open(folder / f"{name}-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return handle
    return None
