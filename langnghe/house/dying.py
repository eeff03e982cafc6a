"""What a child asks of the kernel (on Linux): to go when its parent goes, killed or not, and to have a name."""

import contextlib
import ctypes
import signal

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15


def die_with_parent() -> None:
    """Ask the kernel to send this process SIGTERM when its parent dies."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def be_called(name: str) -> None:
    """The name under which `top` and `ps -e` show this process; 15 bytes at most."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode(), 0, 0, 0)
