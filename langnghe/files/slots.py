"""How many children decode at the same time on this machine, all web processes together: memory is dear."""

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
def taken() -> Iterator[None]:
    """Hold one place while the block runs; the kernel gives it back whatever happens. Refused after a long wait."""
    handle = _wait()
    try:
        yield
    finally:
        os.close(handle)


def _wait() -> int:
    last = time.monotonic() + PATIENCE_SECONDS
    while (handle := _any_free()) is None:
        if time.monotonic() > last:
            raise Refused(_("Máy của phường đang bận xử lý ảnh. Xin gửi lại ảnh sau vài phút."))
        time.sleep(PAUSE_SECONDS)
    return handle


def _any_free() -> int | None:
    folder = Path(settings.DATA) / "slots"
    make_folder(folder)
    for number in range(COUNT):
        handle = os.open(folder / f"decoding-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return handle
    return None
