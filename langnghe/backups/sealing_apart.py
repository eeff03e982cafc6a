"""Seals one long stream in a process of its own: a whole database keeps a processor busy, and Python gives only one."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from pyrage import x25519

from langnghe.backups import sealing
from langnghe.backups.sealing import Differs, Reading, Sealed, part_of
from langnghe.kernel import children

MODULE = "langnghe.backups.sealing_apart"
LONGEST_SECONDS = 24 * 3600.0


def seal(source: int, target: Path, recipient: x25519.Recipient) -> tuple[Sealed, str]:
    """As `sealing.seal`, of what a handle gives; besides SHA-256 of what is inside. Raises Differs, OSError."""
    with children.in_memory(b"") as result:
        code = children.run(MODULE, [str(recipient), str(target)], source, result, seconds=LONGEST_SECONDS)
        said = json.loads(children.content_of(result) or b"{}")
    if code == 0 and "sealed" in said:
        return Sealed(**said["sealed"]), said["inside"]
    if "errno" in said:
        raise OSError(said["errno"], os.strerror(said["errno"]), str(target))
    raise Differs


def so_far(target: Path) -> int:
    """How many bytes of it are written."""
    with suppress(FileNotFoundError):
        return part_of(target).stat().st_size
    return target.stat().st_size if target.exists() else 0


def main(arguments: list[str]) -> int:
    """In the child: recipient and target; the stream comes in, what was written goes out as JSON."""
    recipient, target = arguments
    inside = Reading(sys.stdin.buffer)
    try:
        sealed = sealing.seal(inside, Path(target), x25519.Recipient.from_str(recipient))
    except Differs:
        return 1
    except OSError as error:
        print(json.dumps({"errno": error.errno or 5}))
        return 1
    print(json.dumps({"sealed": vars(sealed), "inside": inside.sha256}))
    return 0
