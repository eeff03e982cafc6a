"""How often somebody may ask, counted by all processes of a machine together: one small file for each who asks.

A file holds one number, the moment until which everything asked for so far is spread evenly (GCRA, as ATM networks
count cells): nothing about who asked from where, and nothing to tidy up later.
"""

import fcntl
import math
import os
import struct
from pathlib import Path

from langnghe.kernel.clock import now

WINDOW_SECONDS = 60
_MOMENT = struct.Struct("<d")


def wait_seconds(folder: Path, name: str, rate: int) -> int:
    """0 when who goes by this name may ask now, and it counts; else after how many seconds they may.

    `rate`: so many a minute in the long run; as many at once after a quiet minute.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        return _count(place, rate)
    finally:
        os.close(place)


def _count(place: int, rate: int) -> int:
    moment, held = now().timestamp(), os.pread(place, _MOMENT.size, 0)
    until = _MOMENT.unpack(held)[0] if len(held) == _MOMENT.size else moment
    # A clock that was set back must not lock anybody out for longer than a window.
    until = min(max(until, moment), moment + WINDOW_SECONDS)
    after = until + WINDOW_SECONDS / max(rate, 1)
    over = after - moment - WINDOW_SECONDS
    may = over <= 1e-6
    os.pwrite(place, _MOMENT.pack(after if may else until), 0)
    return 0 if may else max(1, math.ceil(over))
