"""The private address at which tests reach the served product: plain http there is no secure context, as in a hall."""

import socket
import subprocess
from contextlib import suppress

PRIVATE = "10.77.0.1"


class NoPrivateAddress(RuntimeError):
    """The machine lets us neither use nor add a private address."""


def private_address() -> str:
    """An address of this machine that is private and not loopback, added to `lo` when missing (needs root)."""
    if not _listens(PRIVATE):
        with suppress(FileNotFoundError):
            subprocess.run(["ip", "address", "add", f"{PRIVATE}/32", "dev", "lo"], capture_output=True, check=False)
    if not _listens(PRIVATE):
        raise NoPrivateAddress(
            f"The served tests need the private address {PRIVATE}. Run once as root: ip address add {PRIVATE}/32 dev lo"
        )
    return PRIVATE


def _listens(address: str) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True
